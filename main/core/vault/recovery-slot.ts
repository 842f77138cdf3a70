/** The way back when the password is forgotten or the device secret is lost: the data key, sealed to the district's offline key. */
import { z } from 'zod';
import type { SealingKey } from '../../../shared/sync/district-keys.ts';
import type { recoveredKey } from '../../../shared/sync/keys.ts';
import type { Redacted } from './redacted.ts';
import { fingerprintOf, sealTo } from './sealing.ts';

export const recoverySlotSchema = z.strictObject({
  kind: z.literal('recovery'),
  /** Which recovery key it is for; another one means: seal anew. */
  sealedTo: z.string(),
  jwe: z.string(),
});
export type RecoverySlot = z.infer<typeof recoverySlotSchema>;

export async function sealRecoverySlot(
  profileId: string,
  key: Redacted<Uint8Array>,
  recovery: SealingKey,
): Promise<RecoverySlot> {
  const payload: z.infer<typeof recoveredKey> = {
    profileId,
    key: Buffer.from(key.reveal()).toString('base64url'),
  };
  const jwe = await sealTo(recovery, payload);
  return { kind: 'recovery', sealedTo: fingerprintOf(recovery), jwe };
}

/** Whether the slot is for this recovery key already. */
export function isSealedTo(slot: RecoverySlot | null, recovery: SealingKey): boolean {
  return slot !== null && slot.sealedTo === fingerprintOf(recovery);
}
