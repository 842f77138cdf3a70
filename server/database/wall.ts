/**
 * The second wall (decision "Row-level security"): inside it a transaction runs as a role that owns nothing, and the database itself
 * shows and takes only what the settings below allow, whatever the SQL says. The first wall is the SQL and the judgement.
 */
import type { Session } from '../auth/session.ts';
import type { Visibility } from '../docs/visibility.ts';
import type { SyncCollection } from '../../shared/sync/protocol.ts';
import type { Transaction } from './database.ts';

const appRole = 'qiaobang_app';

/** From here to the end of the transaction (or the next call) only what this actor may touch of this collection is there. */
export async function raiseWall(
  tx: Transaction,
  session: Pick<Session, 'userId' | 'deviceId'>,
  collection: SyncCollection,
  visibility: Visibility,
): Promise<void> {
  const settings = {
    'app.actor': session.userId,
    'app.device': session.deviceId,
    'app.collection': collection,
    'app.unit': visibility.ownUnit,
    'app.community': visibility.community,
    'app.scopes': visibility.scopes.join(','),
    'app.types': visibility.everywhere.join(','),
    'app.own_types': visibility.ownOnly.join(','),
    'app.case_types': visibility.caseTypes.join(','),
    'app.author_types': visibility.authorTypes.join(','),
    role: appRole,
  };
  await tx.query(
    `SELECT set_config(name, value, true) FROM unnest($1::text[], $2::text[]) AS s(name, value)`,
    [Object.keys(settings), Object.values(settings)],
  );
}

/** Whose rescue boxes are there (server/sql/012-rescue.sql): all for a desk, the own work, or the one box that a device delivers. */
export async function raiseRescueWall(
  tx: Transaction,
  who: { readonly userId: string; readonly deviceId: string },
  as: 'desk' | 'own' | 'delivery',
): Promise<void> {
  const settings = {
    'app.actor': who.userId,
    'app.device': who.deviceId,
    'app.rescue': as,
    role: appRole,
  };
  await tx.query(
    `SELECT set_config(name, value, true) FROM unnest($1::text[], $2::text[]) AS s(name, value)`,
    [Object.keys(settings), Object.values(settings)],
  );
}

/**
 * Steps over the wall for one named purpose, as the owner. When `work` fails the transaction or its savepoint is undone, and the
 * role with it.
 */
export async function aboveWall<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.query(`SELECT set_config('role', 'none', true)`);
  const result = await work();
  await tx.query(`SELECT set_config('role', $1, true)`, [appRole]);
  return result;
}
