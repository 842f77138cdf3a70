/**
 * What the district sends comes by the hundred, and to write it in one go would keep a page waiting for as long as it takes.
 * It is written in slices instead: between two slices the page gets its answers, and until somebody asks they share a transaction,
 * because a commit costs more than a slice. The sender hears of it when all of it is on the disk. What a person saves is never cut.
 */
import type { BulkWriteRow, RxStorageBulkWriteResponse } from 'rxdb';
import { isFromDistrict } from './outbox.ts';

/** About 30 ms on a slow office computer. */
const SLICE = 100;
/** Slices that share a transaction; more would make its commit the longest wait of all. */
const TOGETHER = 10;

/** Errors of all slices come together; one that fails as a whole fails it, and the sender's checkpoint stays where it was. */
export async function inSlices<T>(
  rows: BulkWriteRow<T>[],
  context: string,
  write: (slice: BulkWriteRow<T>[], goesOn: boolean) => Promise<RxStorageBulkWriteResponse<T>>,
): Promise<RxStorageBulkWriteResponse<T>> {
  if (rows.length <= SLICE || !isFromDistrict(context)) return write(rows, false);
  const written: Promise<RxStorageBulkWriteResponse<T>>[] = [];
  for (let from = 0; from < rows.length; from += SLICE) {
    const isLast = from + SLICE >= rows.length;
    const goesOn = !isLast && written.length % TOGETHER < TOGETHER - 1;
    const slice = write(rows.slice(from, from + SLICE), goesOn);
    // Told below, with the others.
    slice.catch(() => undefined);
    written.push(slice);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { error: (await Promise.all(written)).flatMap(({ error }) => error) };
}
