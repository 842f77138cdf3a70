/**
 * Access tokens (ten minutes, HS256, bound to user, device and sign-in) and refresh tokens (thirty days, rotating).
 * A refresh token used twice revokes its whole family, except right after its first use and only while the successor is
 * untouched: then the answer was lost on the way, and asking again is honest.
 */
import { createHash } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Actor } from '../../shared/access/actor.ts';
import type { TokenReply } from '../../shared/sync/protocol.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { openOrders } from '../devices/open-orders.ts';
import { readDistrictKeys } from '../keys/district-keys.ts';

export interface Claims {
  readonly userId: string;
  readonly deviceId: string;
  /** The sign-in this token belongs to. */
  readonly family: string;
}

const accessSeconds = 600;
const refreshDays = 30;
const lostReplySeconds = 120;

/** A fresh pair for a sign-in; `parent` is the refresh token that it replaces. */
export async function issueTokens(
  deps: ServerDeps,
  queries: Queries,
  claims: Claims,
  actor: Actor,
  parent: string | null,
): Promise<TokenReply> {
  const now = deps.clock.now();
  const refreshToken = Buffer.from(deps.random(32)).toString('base64url');
  await queries.query(
    'INSERT INTO refresh_tokens (hash, family, parent, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [
      hashOf(refreshToken),
      claims.family,
      parent,
      new Date(now).toISOString(),
      new Date(now + refreshDays * 86_400_000).toISOString(),
    ],
  );
  await rememberRights(queries, claims, actor, new Date(now).toISOString());
  const expires = Math.floor(now / 1000) + accessSeconds;
  const accessToken = await new SignJWT({ dev: claims.deviceId, fam: claims.family })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(claims.userId)
    .setAudience(deps.instance.id)
    .setExpirationTime(expires)
    .sign(deps.instance.tokenSecret);
  return {
    accessToken,
    accessExpiresAt: new Date(expires * 1000).toISOString(),
    refreshToken,
    actor: { ...actor, roles: [...actor.roles] },
    keys: await readDistrictKeys(queries),
    leaseDays: deps.settings.leaseDays,
    horizonDays: deps.settings.horizonDays,
    orders: await openOrders(queries, claims.deviceId),
    serverTime: isoNow(deps.clock),
  };
}

/** Work that is rescued later is judged by what its author could do on that device (server/rescue). */
async function rememberRights(
  queries: Queries,
  { deviceId, userId }: Claims,
  actor: Actor,
  at: string,
): Promise<void> {
  await queries.query(
    `INSERT INTO rights_given (device, user_id, roles, community, last_at) VALUES ($1, $2, $3::text[], $4, $5)
     ON CONFLICT (device, user_id, roles, community) DO UPDATE SET last_at = excluded.last_at`,
    [deviceId, userId, [...actor.roles].toSorted(), actor.community, at],
  );
}

/** What an access token says, or null when it is not ours or no longer good. */
export async function readAccessToken(deps: ServerDeps, token: string): Promise<Claims | null> {
  try {
    const { payload } = await jwtVerify(token, deps.instance.tokenSecret, {
      algorithms: ['HS256'],
      audience: deps.instance.id,
      currentDate: new Date(deps.clock.now()),
      requiredClaims: ['exp', 'sub'],
    });
    const { sub, dev, fam } = payload;
    if (sub === undefined || typeof dev !== 'string' || typeof fam !== 'string') return null;
    return { userId: sub, deviceId: dev, family: fam };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

export type Redeemed =
  | { readonly ok: true; readonly claims: Claims; readonly hash: string }
  | { readonly ok: false; readonly code: 'token_expired' | 'token_reused' | 'user_disabled' };

/** Marks a refresh token as used and says whose it was. The family is revoked when the token was used before. */
export async function redeemRefreshToken(
  deps: ServerDeps,
  tx: Transaction,
  token: string,
  deviceId: string,
): Promise<Redeemed> {
  const hash = hashOf(token);
  const now = isoNow(deps.clock);
  const rows = await tx.query<{
    family: string;
    user_id: string;
    device: string;
    revoked: boolean;
    disabled: boolean;
    expired: boolean;
    used: boolean;
    recent: boolean;
  }>(
    `SELECT t.family, f.user_id, f.device, f.revoked_at IS NOT NULL AS revoked, c.disabled,
       t.expires_at < $2::timestamptz AS expired, t.used_at IS NOT NULL AS used,
       coalesce(t.used_at > $3::timestamptz, false) AS recent
     FROM refresh_tokens t JOIN families f ON f.id = t.family JOIN credentials c ON c.user_id = f.user_id
     WHERE t.hash = $1 FOR UPDATE OF t, f`,
    [hash, now, new Date(deps.clock.now() - lostReplySeconds * 1000).toISOString()],
  );
  const row = rows[0];
  if (row === undefined || row.expired || row.device !== deviceId)
    return { ok: false, code: 'token_expired' };
  if (row.disabled) return { ok: false, code: 'user_disabled' };
  if (row.revoked) return { ok: false, code: 'token_reused' };
  if (row.used && !(row.recent && (await successorsUntouched(tx, hash)))) {
    await tx.query('UPDATE families SET revoked_at = $2 WHERE id = $1', [row.family, now]);
    return { ok: false, code: 'token_reused' };
  }
  await tx.query('UPDATE refresh_tokens SET used_at = $2 WHERE hash = $1 AND used_at IS NULL', [
    hash,
    now,
  ]);
  const claims = { userId: row.user_id, deviceId, family: row.family };
  return { ok: true, claims, hash };
}

async function successorsUntouched(tx: Transaction, hash: string): Promise<boolean> {
  const used = await tx.query(
    'SELECT 1 FROM refresh_tokens WHERE parent = $1 AND used_at IS NOT NULL LIMIT 1',
    [hash],
  );
  return used.length === 0;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
