/**
 * A forgotten password. This computer writes a request around its recovery slot; the district opens the slot with the key that lies in
 * its safe and seals the answer to a key that this computer made for this one request. A new password then takes the old one's place.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Input, SessionState } from '../../../../shared/bridge/contract.ts';
import { ok } from '../../../../shared/result.ts';
import {
  readText,
  recoveredKey,
  textKinds,
  writeText,
  type RecoveryRequest,
} from '../../../../shared/sync/keys.ts';
import { openForDevice, sealForDevice } from '../../vault/device-box.ts';
import { readFileIfThere, writeFileAtomic } from '../../vault/atomic-file.ts';
import { redacted } from '../../vault/redacted.ts';
import { createSealingPair, openSealed, readSealingPrivateKey } from '../../vault/sealing.ts';
import { fail, type Answer } from '../answer.ts';
import { tooWeak } from './change-password.ts';
import { refusedUnlock } from './refused-unlock.ts';
import type { SessionParts } from './session-parts.ts';

const pendingName = 'recovery-pending.jwe';

/** The same person may ask again; only the newest request can be answered. */
export async function requestRecovery(
  parts: SessionParts,
  { profileId }: Input<'recovery.request'>,
): Promise<Answer<{ text: string }>> {
  const entry = parts.vault.list().find((each) => each.id === profileId);
  const device = parts.device();
  if (entry === undefined || device === null) return fail('E_NO_PROFILE');
  const slot = parts.vault.recoverySlot(profileId);
  if (slot === null || entry.header === null) return fail('E_RECOVERY_NONE');
  const pair = createSealingPair();
  // Days may pass before the answer comes, so the key waits on the disk, sealed by the device's secret.
  writeFileAtomic(
    join(entry.folder, pendingName),
    await sealForDevice(parts.deviceKey().secret, pair.privateKey.reveal()),
  );
  const request: RecoveryRequest = {
    kind: 'recovery',
    profileId,
    deviceId: device.deviceId,
    userId: entry.header.userId,
    name: entry.header.name,
    slot,
    answerTo: pair.publicKey,
  };
  const payload = Buffer.from(JSON.stringify(request)).toString('base64url');
  return ok({ text: writeText('recovery-request', payload) });
}

/** Opens the profile with the key in the answer and gives it the new password. */
export async function useRecovery(
  parts: SessionParts,
  input: Input<'recovery.use'>,
): Promise<Answer<SessionState>> {
  const entry = parts.vault.list().find((each) => each.id === input.profileId);
  if (entry === undefined) return fail('E_NO_PROFILE');
  const payload = readText('recovery-answer', input.answer);
  if (payload === null) return fail('E_CARRIED_TEXT', { kind: textKinds['recovery-answer'] });
  const weak = tooWeak(parts, input.newPassword);
  if (weak !== null) return weak;
  const pending = join(entry.folder, pendingName);
  const kept = await openForDevice(
    parts.deviceKey().secret,
    readFileIfThere(pending) ?? '',
    z.unknown(),
  );
  const privateKey = readSealingPrivateKey(kept);
  const recovered =
    privateKey === null ? null : await openSealed(privateKey, payload, recoveredKey);
  if (recovered === null || recovered.profileId !== input.profileId)
    return fail('E_RECOVERY_WRONG');
  const key = redacted(new Uint8Array(Buffer.from(recovered.key, 'base64url')));
  const password = redacted(input.newPassword);
  const reopened = await parts.vault.reopen(input.profileId, key, password);
  if (!reopened.ok)
    return reopened.reason === 'wrong' ? fail('E_RECOVERY_WRONG') : refusedUnlock(reopened);
  rmSync(pending, { force: true });
  const opened = await parts.open(input.profileId, reopened);
  if (!opened.ok) return opened;
  opened.value.renewSignIn(reopened.header.login, password);
  return parts.take(opened.value);
}
