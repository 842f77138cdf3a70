/**
 * What the district sends comes by the hundred, and one transaction of it would keep a page waiting for as long as it takes.
 * It is written in slices instead, each acknowledged to the disk; between two slices the page gets its answers. What a person saves
 * is never cut.
 */
import type { BulkWriteRow, RxStorageBulkWriteResponse } from 'rxdb';
import { isFromDistrict } from './outbox.ts';

/** About 30 ms on a slow office computer. */
const SLICE = 100;

/** Errors of all slices come together; a slice that fails as a whole ends it, and the sender's checkpoint stays where it was. */
export async function inSlices<T>(
  rows: BulkWriteRow<T>[],
  context: string,
  write: (slice: BulkWriteRow<T>[]) => Promise<RxStorageBulkWriteResponse<T>>,
): Promise<RxStorageBulkWriteResponse<T>> {
  if (rows.length <= SLICE || !isFromDistrict(context)) return write(rows);
  const error: RxStorageBulkWriteResponse<T>['error'] = [];
  for (let from = 0; from < rows.length; from += SLICE)
    error.push(...(await write(rows.slice(from, from + SLICE))).error);
  return { error };
}
