/** Where rows are that the actor may not see: enough to say so, nothing of what is in them. */
import type { SyncCollection } from '../../shared/sync/protocol.ts';
import type { Queries } from '../database/database.ts';

export interface Place {
  readonly id: string;
  readonly scope: string;
  readonly community: string;
  readonly type: string;
  readonly mutation: string;
  readonly deleted: boolean;
}

export async function readPlaces(
  queries: Queries,
  collection: SyncCollection,
  ids: readonly string[],
): Promise<Map<string, Place>> {
  if (ids.length === 0) return new Map();
  const rows = await queries.query<Place & object>('SELECT * FROM places_of($1, $2::text[])', [
    collection,
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}
