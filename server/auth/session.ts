/** Who is asking: the access token names user, device and sign-in; the database says whether they are still good. */
import type { Actor } from '../../shared/access/actor.ts';
import type { ServerDeps } from '../deps.ts';
import { openOrders } from '../devices/open-orders.ts';
import { fail, type Answer } from '../http/answer.ts';
import { activeActor } from './login.ts';
import { readAccessToken, type Claims } from './tokens.ts';

export interface Session extends Claims {
  readonly actor: Actor;
}

/** The session behind an access token. Asked on every request, so a revocation works at once. */
export async function openSession(deps: ServerDeps, token: string): Promise<Answer<Session>> {
  const claims = await readAccessToken(deps, token);
  return claims === null ? fail('token_expired') : renewSession(deps, claims);
}

/** The session as the database sees it now. */
export async function renewSession(deps: ServerDeps, claims: Claims): Promise<Answer<Session>> {
  const rows = await deps.database.query<{
    unit: string;
    confirmed: boolean;
    revoked: boolean;
    ended: boolean;
    disabled: boolean;
  }>(
    `SELECT d.unit, d.confirmed_at IS NOT NULL AS confirmed, d.revoked_at IS NOT NULL AS revoked, f.revoked_at IS NOT NULL AS ended, c.disabled
     FROM families f JOIN devices d ON d.id = f.device JOIN credentials c ON c.user_id = f.user_id
     WHERE f.id = $1 AND f.device = $2 AND f.user_id = $3`,
    [claims.family, claims.deviceId, claims.userId],
  );
  const row = rows[0];
  if (row === undefined) return fail('device_unknown');
  if (row.revoked)
    return fail('device_revoked', undefined, await openOrders(deps.database, claims.deviceId));
  if (!row.confirmed) return fail('device_pending');
  // A sign-in that ended with its account says why, so that nobody types a password in vain.
  if (row.ended && !row.disabled) return fail('token_reused');
  const device = { id: claims.deviceId, unit: row.unit };
  const actor = await activeActor(deps, claims.userId, row.disabled, device);
  return actor.ok ? { ok: true, value: { ...claims, actor: actor.value } } : actor;
}
