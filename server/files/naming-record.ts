/** Whether a record that this person may receive names a file: the one rule behind every byte that comes in or goes out. */
import { filesNamedIn } from '../../shared/files/file-ref.ts';
import type { Session } from '../auth/session.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { raiseWall } from '../database/wall.ts';
import type { ServerDeps } from '../deps.ts';
import { placeOf } from '../../shared/sync/sight.ts';
import { readRows } from '../docs/stored-row.ts';
import { mayReceive, visibilityOf, type Visibility } from '../docs/visibility.ts';

export interface Naming {
  readonly record: string;
  readonly sha256: string;
}

/** Runs `work` behind the second wall, as this person's question about records. */
export function behindWall<T>(
  deps: Pick<ServerDeps, 'database'>,
  session: Session,
  work: (tx: Transaction, visibility: Visibility) => Promise<T>,
): Promise<T> {
  return deps.database.transaction(async (tx) => {
    const visibility = await visibilityOf(tx, session.actor, 'records');
    await raiseWall(tx, session, 'records', visibility);
    return work(tx, visibility);
  });
}

/** The unit of the record, or null: unknown, deleted, out of reach, or it does not name the file. Those look the same from outside. */
export async function unitNaming(
  queries: Queries,
  visibility: Visibility,
  naming: readonly Naming[],
): Promise<readonly (string | null)[]> {
  const rows = await readRows(queries, 'records', [...new Set(naming.map((each) => each.record))]);
  return naming.map(({ record, sha256 }) => {
    const row = rows.get(record);
    if (row === undefined || row.deleted || !mayReceive(visibility, placeOf(row.doc))) return null;
    return filesNamedIn(row.doc.data).some((file) => file.sha256 === sha256) ? row.doc.unit : null;
  });
}
