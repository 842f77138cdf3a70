/** Signing in with account and password on an enrolled device, and renewing that sign-in. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Actor } from '../../shared/access/actor.ts';
import type { loginRequest, TokenReply, tokenRequest } from '../../shared/sync/protocol.ts';
import { appendAudit } from '../audit.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { fail, type Answer } from '../http/answer.ts';
import { checkDeviceProof, type Device } from './device-proof.ts';
import { findActor } from './find-actor.ts';
import type { Passwords } from './password.ts';
import { issueTokens, redeemRefreshToken } from './tokens.ts';

type Login = z.infer<typeof loginRequest>;
type Renewal = z.infer<typeof tokenRequest>;

/** Wrong passwords before the account pauses; each further one doubles the pause. */
const freeTries = 5;
const firstPauseSeconds = 30;
const longestPauseSeconds = 3600;

interface CredentialRow {
  readonly user_id: string;
  readonly password: string;
  readonly disabled: boolean;
}

/** Signs a user in. Unknown account and wrong password answer alike and take equally long. */
export async function login(
  deps: ServerDeps,
  passwords: Passwords,
  request: Login,
): Promise<Answer<TokenReply>> {
  const device = await checkDeviceProof(deps, request.deviceProof);
  if (!device.ok) return device;
  const credential = await countTry(deps, request.login);
  if (credential === 'unknown') {
    await passwords.waste(request.password);
    await auditSignIn(deps, device.value, '', 'login_wrong');
    return fail('login_wrong');
  }
  if ('seconds' in credential) return fail('login_locked', { seconds: credential.seconds });
  if (!(await passwords.matches(request.password, credential.password))) {
    await auditSignIn(deps, device.value, credential.user_id, 'login_wrong');
    return fail('login_wrong');
  }
  await deps.database.query(
    'UPDATE credentials SET fails = 0, locked_until = NULL WHERE user_id = $1',
    [credential.user_id],
  );
  const actor = await activeActor(deps, credential.user_id, credential.disabled, device.value);
  if (!actor.ok) {
    await auditSignIn(deps, device.value, credential.user_id, actor.failure.code);
    return actor;
  }
  return startFamily(deps, device.value, actor.value);
}

/** Trades a refresh token for a fresh pair. */
export async function renew(deps: ServerDeps, request: Renewal): Promise<Answer<TokenReply>> {
  const device = await checkDeviceProof(deps, request.deviceProof);
  if (!device.ok) return device;
  return deps.database.transaction(async (tx) => {
    const redeemed = await redeemRefreshToken(deps, tx, request.refreshToken, device.value.id);
    const at = isoNow(deps.clock);
    if (!redeemed.ok) {
      if (redeemed.code === 'token_reused')
        await appendAudit(tx, {
          at,
          actor: '',
          device: device.value.id,
          verb: 'renew',
          subject: '',
          result: 'token_reused',
        });
      return fail(redeemed.code);
    }
    const { claims } = redeemed;
    const rows = await tx.query<{ disabled: boolean }>(
      'SELECT disabled FROM credentials WHERE user_id = $1',
      [claims.userId],
    );
    const actor = await activeActor(
      { database: tx },
      claims.userId,
      rows[0]?.disabled ?? true,
      device.value,
    );
    if (!actor.ok) return actor;
    await tx.query('UPDATE devices SET last_seen_at = $2 WHERE id = $1', [device.value.id, at]);
    return { ok: true, value: await issueTokens(deps, tx, claims, actor.value, redeemed.hash) };
  });
}

/** The actor if the account may be used on this device: active, and of the unit the device is enrolled for. */
export async function activeActor(
  deps: { database: Pick<ServerDeps['database'], 'query'> },
  userId: string,
  disabled: boolean,
  device: Pick<Device, 'unit'>,
): Promise<Answer<Actor>> {
  const actor = disabled ? null : await findActor(deps.database, userId);
  if (actor === null) return fail('user_disabled');
  return actor.unit === device.unit ? { ok: true, value: actor } : fail('user_other_unit');
}

/** Counts the try before the password is looked at, so that parallel guesses are counted too. */
export async function countTry(
  deps: ServerDeps,
  loginName: string,
): Promise<CredentialRow | 'unknown' | { readonly seconds: number }> {
  const now = deps.clock.now();
  const rows = await deps.database.query<CredentialRow>(
    `UPDATE credentials SET fails = fails + 1,
       locked_until = CASE WHEN fails + 1 >= $3::int
         THEN $2::timestamptz + make_interval(secs => least($5::int, $4::int * power(2, least(fails + 1 - $3::int, 20))))
         ELSE NULL END
     WHERE login = $1 AND (locked_until IS NULL OR locked_until <= $2::timestamptz)
     RETURNING user_id, password, disabled`,
    [loginName, new Date(now).toISOString(), freeTries, firstPauseSeconds, longestPauseSeconds],
  );
  if (rows[0] !== undefined) return rows[0];
  const locked = await deps.database.query<{ until: number }>(
    'SELECT extract(epoch FROM locked_until)::float8 AS until FROM credentials WHERE login = $1',
    [loginName],
  );
  if (locked[0] === undefined) return 'unknown';
  return { seconds: Math.max(1, Math.ceil(locked[0].until - now / 1000)) };
}

async function startFamily(
  deps: ServerDeps,
  device: Device,
  actor: Actor,
): Promise<Answer<TokenReply>> {
  return deps.database.transaction(async (tx) => {
    const family = randomUUID();
    const at = isoNow(deps.clock);
    await tx.query('DELETE FROM refresh_tokens WHERE expires_at < $1', [at]);
    await tx.query(
      'INSERT INTO families (id, user_id, device, created_at) VALUES ($1, $2, $3, $4)',
      [family, actor.userId, device.id, at],
    );
    await tx.query('UPDATE devices SET last_seen_at = $2 WHERE id = $1', [device.id, at]);
    const claims = { userId: actor.userId, deviceId: device.id, family };
    const reply = await issueTokens(deps, tx, claims, actor, null);
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      device: device.id,
      verb: 'login',
      subject: actor.unit,
      result: 'ok',
    });
    return { ok: true, value: reply };
  });
}

async function auditSignIn(
  deps: ServerDeps,
  device: Device,
  userId: string,
  result: string,
): Promise<void> {
  const at = isoNow(deps.clock);
  await deps.database.transaction((tx) =>
    appendAudit(tx, {
      at,
      actor: userId,
      device: device.id,
      verb: 'login',
      subject: device.unit,
      result,
    }),
  );
}
