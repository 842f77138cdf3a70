/** Writes accepted rows with their numbers, and the marks that a moved row leaves behind. */
import { digestOf } from '../../shared/sync/digest.ts';
import type { SyncCollection } from '../../shared/sync/protocol.ts';
import type { Transaction } from '../database/database.ts';
import type { ScopeCounters } from './scope-counters.ts';
import { placeOf } from '../../shared/sync/sight.ts';
import type { Doc, StoredRow } from './stored-row.ts';

export interface RowWrite extends StoredRow {
  /** What the district held before; undefined for a new row. */
  readonly before: StoredRow | undefined;
  /** Where the device that sent it believes it to be, when that is not where the district holds it: a mark is left there. */
  readonly cameFrom?: StoredRow;
}

export interface Writer {
  readonly collection: SyncCollection;
  readonly counters: ScopeCounters;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly device: string;
  readonly actor: string;
}

const columns =
  'id text, scope text, seq bigint, type text, community text, mutation text, digest bigint, deleted boolean, doc jsonb';

/**
 * Writes the rows in their order, each id at most once. The counters of their old and new scopes must be locked.
 * Throws the database's unique violation when a new row's id exists already.
 */
export async function writeRows(
  tx: Transaction,
  writer: Writer,
  writes: readonly RowWrite[],
): Promise<void> {
  await leaveMarks(tx, writer, writes);
  const fresh = writes.filter((write) => write.before === undefined);
  const changed = writes.filter((write) => write.before !== undefined);
  const meta = [writer.collection, writer.at, writer.device, writer.actor];
  if (fresh.length > 0) {
    await tx.query(
      `INSERT INTO docs (collection, id, scope, seq, type, community, mutation, digest, deleted, doc, received_at, device, actor)
       SELECT $1, id, scope, seq, type, community, mutation, digest, deleted, doc, $2::timestamptz, $3, $4
       FROM jsonb_to_recordset($5::jsonb) AS r(${columns})`,
      [...meta, recordset(writer.counters, fresh)],
    );
  }
  if (changed.length > 0) {
    await tx.query(
      `UPDATE docs SET scope = r.scope, seq = r.seq, type = r.type, community = r.community, mutation = r.mutation,
         digest = r.digest, deleted = r.deleted, doc = r.doc, received_at = $2::timestamptz, device = $3, actor = $4
       FROM jsonb_to_recordset($5::jsonb) AS r(${columns})
       WHERE docs.collection = $1 AND docs.id = r.id`,
      [...meta, recordset(writer.counters, changed)],
    );
  }
}

function recordset(counters: ScopeCounters, writes: readonly RowWrite[]): string {
  return JSON.stringify(
    writes.map(({ doc, deleted }) => {
      const place = placeOf(doc);
      return {
        id: doc.id,
        ...place,
        seq: counters.next(place.scope),
        mutation: doc.mutation,
        digest: digestOf(doc.id, doc.mutation),
        deleted,
        doc,
      };
    }),
  );
}

/** Who held a row in its old unit or community, and may not hold it in the new one, must hear that it is gone. */
async function leaveMarks(
  tx: Transaction,
  writer: Writer,
  writes: readonly RowWrite[],
): Promise<void> {
  const marks = writes.flatMap(({ doc, before, cameFrom }) => {
    const old = cameFrom ?? before;
    if (old === undefined) return [];
    const [from, to] = [placeOf(old.doc), placeOf(doc)];
    // Whoever may see the row where it is now ignores its mark (see readFeed), so a lawyer's leaves only the former one's device.
    const sameReader = from.assigned === to.assigned || from.assigned === '';
    if (from.scope === to.scope && from.community === to.community && sameReader) return [];
    return [{ id: doc.id, ...from, seq: writer.counters.next(from.scope), doc: emptied(old.doc) }];
  });
  if (marks.length === 0) return;
  await tx.query(
    `INSERT INTO departures (collection, scope, community, id, seq, type, doc, left_at)
     SELECT $1, scope, community, id, seq, type, doc, $3::timestamptz FROM jsonb_to_recordset($2::jsonb)
       AS r(id text, scope text, seq bigint, type text, community text, doc jsonb)
     ON CONFLICT (collection, scope, community, id)
       DO UPDATE SET seq = excluded.seq, type = excluded.type, doc = excluded.doc, left_at = excluded.left_at`,
    [writer.collection, JSON.stringify(marks), writer.at],
  );
}

/** The mark names the record and nothing of its content. */
function emptied(doc: Doc): Doc {
  return { ...doc, data: {} };
}
