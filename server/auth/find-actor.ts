/** A user's name, unit, community and roles, read from the user's master record on every request: never from a token. */
import { roles, type Actor, type Role } from '../../shared/access/actor.ts';
import type { Queries } from '../database/database.ts';

interface UserRow {
  readonly doc: { readonly data: Readonly<Record<string, unknown>> };
  readonly deleted: boolean;
}

/** The actor, or null where the user is gone or no longer active. */
export async function findActor(queries: Queries, userId: string): Promise<Actor | null> {
  const rows = await queries.query<UserRow>(
    `SELECT doc, deleted FROM docs WHERE collection = 'masters' AND id = $1 AND type = 'user'`,
    [userId],
  );
  const row = rows[0];
  return row === undefined || row.deleted ? null : actorOf(userId, row.doc.data);
}

/** The actor in a user's master data; null for one out of service. */
export function actorOf(userId: string, data: Readonly<Record<string, unknown>>): Actor | null {
  const { name, unitCode, community, standing } = data;
  if (typeof name !== 'string' || typeof unitCode !== 'string' || standing !== 'active')
    return null;
  const held = Array.isArray(data['roles']) ? data['roles'] : [];
  return {
    userId,
    name,
    unit: unitCode,
    community: typeof community === 'string' ? community : '',
    roles: held.filter((role): role is Role => roles.includes(role)),
  };
}
