/** Following merges: from the id of a record that was merged to the record that stands for it, and back to all ids it answers to. */
import type { Ref } from '../../../../shared/fields/kinds.ts';
import { absorbedState } from '../../../../shared/duplicates/key.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';

type Reading = Pick<ProfileContext, 'store'>;

/** Merges of merges are followed this far; a ring, which two machines could make between them, ends there. */
const most = 8;
const inForce = `decision = 'merged' AND standing = 'in_force'`;

/** The id itself and the ids of everything that was merged into it. */
export async function idsOf(context: Reading, id: string): Promise<readonly string[]> {
  const rows = await context.store.read.all<{ id: string }>(
    `WITH RECURSIVE line(id, depth) AS (VALUES(?, 0)
       UNION SELECT loser_id, depth + 1 FROM p_merge JOIN line ON winner_id = line.id WHERE depth < ${most} AND ${inForce})
     SELECT DISTINCT id FROM line`,
    [id],
  );
  return rows.map((row) => row.id);
}

/** The record that stands for an absorbed one, if it is here; null for a record that was not merged. */
export async function winnerOf(context: Reading, record: Envelope): Promise<Ref | null> {
  if (record.state !== absorbedState) return null;
  let at = record.id;
  for (let depth = 0; depth < most; depth += 1) {
    const [row] = await context.store.read.all<{ winner_id: string }>(
      `SELECT winner_id FROM p_merge WHERE loser_id = ? AND ${inForce} LIMIT 1`,
      [at],
    );
    if (row === undefined) return null;
    at = row.winner_id;
    const [winner] = await findPlain(context.store, 'records', [at]);
    if (winner === undefined) return null;
    if (winner.state !== absorbedState)
      return {
        type: winner.type,
        id: winner.id,
        label: recordType(winner.type)?.label(winner.data) ?? '',
      };
  }
  return null;
}

/** The records themselves, absorbed ones replaced by what stands for them, each once. */
export async function withWinners(
  context: Reading,
  records: readonly Envelope[],
): Promise<readonly Envelope[]> {
  if (records.every(({ state }) => state !== absorbedState)) return records;
  const winners = await Promise.all(records.map((record) => winnerOf(context, record)));
  const found = await findPlain(
    context.store,
    'records',
    winners.flatMap((ref) => (ref === null ? [] : [ref.id])),
  );
  const all = records.map((record, index) => {
    const winner = winners[index];
    return found.find(({ id }) => id === winner?.id) ?? record;
  });
  return [...new Map(all.map((record) => [record.id, record])).values()];
}
