/** Whatever writes is signed by the device: a stolen access token alone changes nothing (shared/sync/protocol.ts, `Device-Proof`). */
import { createHash } from 'node:crypto';
import type { ServerDeps } from '../deps.ts';
import { fail, type Answer } from '../http/answer.ts';
import { isFirstUse, verifyProof } from './device-proof.ts';
import type { Session } from './session.ts';

export interface Written {
  readonly proof: string;
  /** `POST /v1/push`. */
  readonly act: string;
  readonly token: string;
  /** base64url. */
  readonly bodyHash: string;
  /** The same again does nothing new (a piece that is there, a part that is read): nothing is remembered of the proof. */
  readonly repeatable?: boolean;
}

/** A proof that is old or was seen before fails as `token_expired`: the honest device signs anew and tries again. */
export async function checkWriteProof(
  deps: ServerDeps,
  session: Pick<Session, 'deviceId'>,
  written: Written,
): Promise<Answer<null>> {
  const rows = await deps.database.query<{ public_key: string }>(
    'SELECT public_key FROM devices WHERE id = $1',
    [session.deviceId],
  );
  const key = rows[0]?.public_key;
  if (key === undefined || written.proof === '') return fail('proof_wrong');
  const valid = await verifyProof(deps, written.proof, key);
  if (!valid.ok) return valid.failure.code === 'device_unknown' ? fail('proof_wrong') : valid;
  const { sub, act, tok, body, jti } = valid.value;
  const token = createHash('sha256').update(written.token).digest('base64url');
  const bodyFits = body === written.bodyHash || !deps.settings.boundBodies;
  const fits = sub === session.deviceId && act === written.act && tok === token && bodyFits;
  if (!fits) return fail('proof_wrong');
  if (written.repeatable === true) return { ok: true, value: null };
  return (await isFirstUse(deps, `${session.deviceId}|${jti ?? ''}`))
    ? { ok: true, value: null }
    : fail('token_expired', { reason: 'replayed' });
}
