/** Writes the rows that were judged good: all at once, or one by one where the database objects to one of them. */
import { sqlState, uniqueViolation, type Transaction } from '../database/database.ts';
import type { StoredRow } from '../docs/stored-row.ts';
import { writeRows, type RowWrite, type Writer } from '../docs/write-rows.ts';
import { rejected, type Rejection, type Verdict } from './judgement.ts';
import type { ReadRow } from './read-push-row.ts';

/** Resolves to the rejections by row number: rows that the database itself would not take. */
export async function storeAccepted(
  tx: Transaction,
  writer: Writer,
  rows: readonly ReadRow[],
  verdicts: readonly Verdict[],
  masters: ReadonlyMap<string, StoredRow>,
): Promise<Map<number, Rejection>> {
  // Only the last state of an id is written; the request had brought the ones before it as well.
  const last = new Map<string, RowWrite>();
  for (const [index, verdict] of verdicts.entries()) {
    const id = rows[index]?.id;
    if (verdict.kind === 'write' && id !== undefined)
      last.set(id, {
        ...verdict.row,
        before: masters.get(id),
        ...(verdict.cameFrom === undefined ? {} : { cameFrom: verdict.cameFrom }),
      });
  }
  const failed = new Map<number, Rejection>();
  if (last.size === 0) return failed;
  try {
    await tx.savepoint(() => writeRows(tx, writer, [...last.values()]));
    return failed;
  } catch (error) {
    if (refusalOf(error) === null) throw error;
  }
  const refused = await oneByOne(tx, writer, last);
  for (const [index, verdict] of verdicts.entries()) {
    const refusal = refused.get(rows[index]?.id ?? '');
    if (verdict.kind === 'write' && refusal !== undefined) failed.set(index, refusal);
  }
  return failed;
}

async function oneByOne(
  tx: Transaction,
  writer: Writer,
  writes: ReadonlyMap<string, RowWrite>,
): Promise<Map<string, Rejection>> {
  const refused = new Map<string, Rejection>();
  for (const [id, write] of writes) {
    try {
      await tx.savepoint(() => writeRows(tx, writer, [write]));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      refused.set(id, refusal);
    }
  }
  return refused;
}

/** Data that the database refuses (SQLSTATE class 22, 23) is the row's fault; anything else is ours. */
function refusalOf(error: unknown): Rejection | null {
  const state = sqlState(error);
  if (state === uniqueViolation) return rejected('id_taken');
  return state.startsWith('22') || state.startsWith('23') ? rejected('not_storable') : null;
}
