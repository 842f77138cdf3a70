/** How a row of any collection looks in the table and on the wire. */
import type { Envelope, EventDoc } from '../../shared/records/envelope.ts';
import type { SyncCollection, WireRow } from '../../shared/sync/protocol.ts';
import type { Queries } from '../database/database.ts';

export type Doc = Envelope | EventDoc;

/** A row as it stands at the district. */
export interface StoredRow {
  readonly doc: Doc;
  readonly deleted: boolean;
}

export function toWire(row: StoredRow): WireRow {
  // The table holds what came in through the wire's own schema.
  return { ...row.doc, _deleted: row.deleted } as WireRow;
}

export function fromWire(row: WireRow): StoredRow {
  const { _deleted, ...doc } = row;
  return { doc, deleted: _deleted };
}

/** The rows of these ids, by id. */
export async function readRows(
  queries: Queries,
  collection: SyncCollection,
  ids: readonly string[],
): Promise<Map<string, StoredRow>> {
  if (ids.length === 0) return new Map();
  const rows = await queries.query<{ id: string; doc: Doc; deleted: boolean }>(
    'SELECT id, doc, deleted FROM docs WHERE collection = $1 AND id = ANY($2::text[])',
    [collection, ids],
  );
  return new Map(rows.map((row) => [row.id, { doc: row.doc, deleted: row.deleted }]));
}
