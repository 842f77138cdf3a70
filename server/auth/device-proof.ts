/** Checks that a request comes from an enrolled device: a short JWT signed with its Ed25519 key, each good once. */
import { createHash } from 'node:crypto';
import { decodeJwt, errors, importJWK, jwtVerify, type JWTPayload } from 'jose';
import { isoNow, type ServerDeps } from '../deps.ts';
import { openOrders } from '../devices/open-orders.ts';
import { fail, type Answer } from '../http/answer.ts';

export interface Device {
  readonly id: string;
  readonly unit: string;
  /** Only with `evenRevoked`. */
  readonly revoked: boolean;
}

/** A proof may live this long, and the two clocks may differ by this much. Seconds. */
const life = 120;
const skew = 120;

/** The device behind a proof {sub: deviceId, aud: instance, iat, exp ≤ iat + 2 min, jti}. A proof seen before is refused. */
export async function checkDeviceProof(
  deps: ServerDeps,
  proof: string,
  options: { readonly evenRevoked?: boolean } = {},
): Promise<Answer<Device>> {
  const id = subjectOf(proof);
  if (id === null) return fail('bad_request');
  const rows = await deps.database.query<{
    unit: string;
    public_key: string;
    revoked: boolean;
    confirmed: boolean;
  }>(
    `SELECT unit, public_key, revoked_at IS NOT NULL AS revoked, confirmed_at IS NOT NULL AS confirmed
     FROM devices WHERE id = $1`,
    [id],
  );
  const device = rows[0];
  if (device === undefined) return fail('device_unknown');
  const valid = await verifyProof(deps, proof, device.public_key);
  if (!valid.ok) return valid;
  // It has proved who it is, so it may hear what it is to do.
  if (device.revoked && options.evenRevoked !== true)
    return fail('device_revoked', undefined, await openOrders(deps.database, id));
  if (!device.confirmed && options.evenRevoked !== true) return fail('device_pending');
  if (!(await isFirstUse(deps, `${id}|${valid.value.jti ?? ''}`)))
    return fail('token_expired', { reason: 'replayed' });
  return { ok: true, value: { id, unit: device.unit, revoked: device.revoked } };
}

/** What the proof says, if its signature and times are right. */
export async function verifyProof(
  deps: ServerDeps,
  proof: string,
  publicKey: string,
): Promise<Answer<JWTPayload>> {
  const now = Math.floor(deps.clock.now() / 1000);
  try {
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: publicKey }, 'EdDSA');
    const { payload } = await jwtVerify(proof, key, {
      algorithms: ['EdDSA', 'Ed25519'],
      audience: deps.instance.id,
      currentDate: new Date(deps.clock.now()),
      clockTolerance: skew,
      requiredClaims: ['exp', 'jti'],
    });
    // A proof dated far ahead would stay good for long: a stolen one must not.
    if ((payload.exp ?? Infinity) > now + life + skew)
      return fail('token_expired', { reason: 'too_long' });
    return { ok: true, value: payload };
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      return fail('token_expired', { serverTime: isoNow(deps.clock) });
    if (error instanceof errors.JOSEError) return fail('device_unknown');
    throw error;
  }
}

/** Told apart by its number, not by its text: the same signature can be spelt in several ways. */
export async function isFirstUse(deps: ServerDeps, number: string): Promise<boolean> {
  const hash = createHash('sha256').update(number).digest('hex');
  const expires = new Date(deps.clock.now() + (life + 2 * skew) * 1000).toISOString();
  await deps.database.query('DELETE FROM proofs WHERE expires_at < $1', [isoNow(deps.clock)]);
  const rows = await deps.database.query(
    'INSERT INTO proofs (hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING hash',
    [hash, expires],
  );
  return rows.length === 1;
}

function subjectOf(proof: string): string | null {
  try {
    const subject = decodeJwt(proof).sub;
    return subject === undefined || subject.length > 64 || subject.includes('\0') ? null : subject;
  } catch {
    // Not a JWT at all; the caller answers that the request is malformed.
    return null;
  }
}
