/**
 * Wraps a profile's data key under a password: KEK = HKDF(scrypt(password) ‖ device secret), AES-256-GCM.
 * The file's header is the associated data, so a changed header never opens. Only primitives that every runtime we ship on has.
 */
import { createCipheriv, createDecipheriv, hkdfSync, scrypt } from 'node:crypto';
import { z } from 'zod';
import { redacted, type Redacted } from './redacted.ts';

export const kdfSchema = z.strictObject({
  name: z.literal('scrypt'),
  /** Costs are kept with the key, so that they can be raised later. The bounds keep a forged file from eating the memory. */
  N: z
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
  salt: z.string(),
});
export type Kdf = z.infer<typeof kdfSchema>;

export const slotSchema = z.strictObject({
  kind: z.literal('password'),
  nonce: z.string(),
  sealed: z.string(),
});
export type KeySlot = z.infer<typeof slotSchema>;

export interface SlotInput {
  readonly password: Redacted<string>;
  readonly deviceSecret: Redacted<Uint8Array>;
  readonly kdf: Kdf;
  /** Canonical text of everything that must not be changed. */
  readonly header: string;
}

const info = 'qiaobang profile key 1';
const tagLength = 16;

export async function sealKey(
  key: Redacted<Uint8Array>,
  nonce: Uint8Array,
  input: SlotInput,
): Promise<KeySlot> {
  const kek = await deriveKek(input);
  const cipher = createCipheriv('aes-256-gcm', kek, nonce);
  cipher.setAAD(Buffer.from(input.header));
  const sealed = Buffer.concat([cipher.update(key.reveal()), cipher.final(), cipher.getAuthTag()]);
  kek.fill(0);
  return { kind: 'password', nonce: toText(nonce), sealed: toText(sealed) };
}

/** The data key, or null: wrong password, other device or changed header cannot be told apart, and must not be. */
export async function openKey(
  slot: KeySlot,
  input: SlotInput,
): Promise<Redacted<Uint8Array> | null> {
  const sealed = Buffer.from(slot.sealed, 'base64');
  if (sealed.length !== 32 + tagLength) return null;
  const kek = await deriveKek(input);
  try {
    const decipher = createDecipheriv('aes-256-gcm', kek, Buffer.from(slot.nonce, 'base64'));
    decipher.setAAD(Buffer.from(input.header));
    decipher.setAuthTag(sealed.subarray(32));
    return redacted(
      new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, 32)), decipher.final()])),
    );
  } catch {
    // GCM says "no" by throwing; that is the expected answer to a wrong password.
    return null;
  } finally {
    kek.fill(0);
  }
}

async function deriveKek(input: SlotInput): Promise<Buffer> {
  const { N, r, p, salt } = input.kdf;
  const stretched = await new Promise<Buffer>((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r };
    scrypt(
      input.password.reveal().normalize('NFC'),
      Buffer.from(salt, 'base64'),
      32,
      options,
      (error, bytes) => (error ? reject(error) : resolve(bytes)),
    );
  });
  const material = Buffer.concat([stretched, input.deviceSecret.reveal()]);
  const kek = Buffer.from(hkdfSync('sha256', material, Buffer.from(salt, 'base64'), info, 32));
  stretched.fill(0);
  material.fill(0);
  return kek;
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
