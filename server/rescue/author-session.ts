/**
 * In whose name rescued rows are pushed: the author's, on the device they were written on, with every right that the district gave out
 * there. The account may be out of service by now: a desk that releases the work vouches for it.
 */
import type { Actor } from '../../shared/access/actor.ts';
import { roles, type Role } from '../../shared/access/actor.ts';
import type { Session } from '../auth/session.ts';
import type { Queries } from '../database/database.ts';

/** Null: the district has never let this person in on this device. */
export async function authorSession(queries: Queries, boxId: string): Promise<Session | null> {
  const rows = await queries.query<{
    user_id: string;
    device: string;
    unit: string;
    family: string;
    name: string | null;
    roles: readonly string[] | null;
    communities: readonly string[];
  }>(
    `SELECT b.user_id, b.device, d.unit,
       (SELECT f.id FROM families f WHERE f.device = b.device AND f.user_id = b.user_id ORDER BY f.created_at DESC LIMIT 1) AS family,
       m.doc->'data'->>'name' AS name,
       (SELECT array_agg(DISTINCT role) FROM rights_given r, unnest(r.roles) AS role
          WHERE r.device = b.device AND r.user_id = b.user_id) AS roles,
       ARRAY(SELECT DISTINCT r.community FROM rights_given r WHERE r.device = b.device AND r.user_id = b.user_id) AS communities
     FROM rescue_boxes b JOIN devices d ON d.id = b.device
       LEFT JOIN docs m ON m.collection = 'masters' AND m.id = b.user_id
     WHERE b.id = $1`,
    [boxId],
  );
  const row = rows[0];
  if (row === undefined || row.family === null || row.roles === null) return null;
  const [community, ...others] = row.communities;
  const held = row.roles;
  const actor: Actor = {
    userId: row.user_id,
    name: row.name ?? '',
    unit: row.unit,
    // Whoever had two of them, or all, could write in each.
    community: others.length === 0 ? (community ?? '') : '',
    roles: roles.filter((role: Role) => held.includes(role)),
  };
  return { userId: row.user_id, deviceId: row.device, family: row.family, actor };
}
