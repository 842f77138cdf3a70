/** Data keys of earlier generations, sealed under the present one, so that backups from before a rotation still open. */
import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { openUnder, sealUnder } from './key-slot.ts';
import type { Redacted } from './redacted.ts';

export const retiredSlotSchema = z.strictObject({
  kind: z.literal('retired'),
  generation: z.int().min(1),
  nonce: z.string(),
  sealed: z.string(),
});
export type RetiredSlot = z.infer<typeof retiredSlotSchema>;

export interface RetiredKey {
  readonly generation: number;
  readonly key: Redacted<Uint8Array>;
}

export function sealRetired(
  profileId: string,
  present: Redacted<Uint8Array>,
  { generation, key }: RetiredKey,
  nonce: Uint8Array,
): RetiredSlot {
  const kek = kekOf(present);
  const sealed = sealUnder(kek, nonce, key.reveal(), dataOf(profileId, generation));
  kek.fill(0);
  return { kind: 'retired', generation, nonce: Buffer.from(nonce).toString('base64'), sealed };
}

/** Newest first. A slot that does not open costs the backups of its time, not the present data: it is left out. */
export function openRetired(
  profileId: string,
  present: Redacted<Uint8Array>,
  slots: readonly RetiredSlot[],
): readonly RetiredKey[] {
  const kek = kekOf(present);
  const opened = slots.flatMap(({ generation, nonce, sealed }) => {
    const key = openUnder(kek, nonce, sealed, dataOf(profileId, generation));
    return key === null ? [] : [{ generation, key }];
  });
  kek.fill(0);
  return opened.toSorted((one, other) => other.generation - one.generation);
}

/** The data key itself encrypts the database; what it seals here is sealed under a key derived from it. */
function kekOf(present: Redacted<Uint8Array>): Buffer {
  const info = 'qiaobang retired keys 2';
  return Buffer.from(hkdfSync('sha256', present.reveal(), new Uint8Array(0), info, 32));
}

function dataOf(profileId: string, generation: number): string {
  return JSON.stringify(['retired', profileId, generation]);
}
