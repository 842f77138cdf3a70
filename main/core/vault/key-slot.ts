/**
 * Wraps a profile's data key under a password: KEK = HKDF(scrypt(password) ‖ device secret), AES-256-GCM. Each slot has its own
 * salt and cost; header, cost and slot number are the associated data, so a changed file never opens.
 */
import { createCipheriv, createDecipheriv, hkdfSync, scrypt } from 'node:crypto';
import { z } from 'zod';
import { redacted, type Redacted } from './redacted.ts';

const kdfSchema = z.strictObject({
  name: z.literal('scrypt'),
  /** The bounds keep a forged file from choosing a cheap derivation or from eating the memory. */
  N: z
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  r: z.int().min(8).max(16),
  p: z.int().min(1).max(4),
  salt: z.string(),
});
type Kdf = z.infer<typeof kdfSchema>;

/** What one try costs. Kept with each slot, so that it can be raised later. */
export type ScryptCost = Pick<Kdf, 'N' | 'r' | 'p'>;
export const presentCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

export const passwordSlotSchema = z.strictObject({
  kind: z.literal('password'),
  number: z.int().min(1),
  /** Added for a change of password that nobody has confirmed yet. */
  spare: z.boolean(),
  kdf: kdfSchema,
  nonce: z.string(),
  sealed: z.string(),
});
export type PasswordSlot = z.infer<typeof passwordSlotSchema>;

export interface SlotBinding {
  readonly deviceSecret: Redacted<Uint8Array>;
  /** Canonical text of everything in the file that must not be changed. */
  readonly header: string;
  /** User and device: the same password wraps under another key elsewhere. */
  readonly owner: string;
}

export interface NewSlot extends SlotBinding {
  readonly key: Redacted<Uint8Array>;
  readonly password: Redacted<string>;
  readonly number: number;
  readonly spare: boolean;
  readonly cost: ScryptCost;
  readonly random: (bytes: number) => Uint8Array;
}

export async function sealSlot(input: NewSlot): Promise<PasswordSlot> {
  const { N, r, p } = input.cost;
  const kdf: Kdf = { name: 'scrypt', N, r, p, salt: toBase64(input.random(32)) };
  const nonce = input.random(12);
  const kek = await deriveKek(input.password, kdf, input);
  const data = associatedData(input.header, input.number, kdf);
  const sealed = sealUnder(kek, nonce, input.key.reveal(), data);
  kek.fill(0);
  const { number, spare } = input;
  return { kind: 'password', number, spare, kdf, nonce: toBase64(nonce), sealed };
}

/** The data key, or null: wrong password, other device or changed header cannot be told apart, and must not be. */
export async function openSlot(
  slot: PasswordSlot,
  password: Redacted<string>,
  binding: SlotBinding,
): Promise<Redacted<Uint8Array> | null> {
  const kek = await deriveKek(password, slot.kdf, binding);
  const data = associatedData(binding.header, slot.number, slot.kdf);
  const key = openUnder(kek, slot.nonce, slot.sealed, data);
  kek.fill(0);
  return key;
}

export function isCheaper({ kdf }: PasswordSlot, cost: ScryptCost): boolean {
  return kdf.N * kdf.r * kdf.p < cost.N * cost.r * cost.p;
}

const tagLength = 16;

/** AES-256-GCM of 32 bytes, base64 of ciphertext and tag. */
export function sealUnder(
  kek: Uint8Array,
  nonce: Uint8Array,
  secret: Uint8Array,
  data: string,
): string {
  const cipher = createCipheriv('aes-256-gcm', kek, nonce);
  cipher.setAAD(Buffer.from(data));
  return Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  );
}

/** What `sealUnder` sealed, or null when key, data or text are not the same. */
export function openUnder(
  kek: Uint8Array,
  nonce: string,
  text: string,
  data: string,
): Redacted<Uint8Array> | null {
  const sealed = Buffer.from(text, 'base64');
  if (sealed.length !== 32 + tagLength) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', kek, Buffer.from(nonce, 'base64'), {
      authTagLength: tagLength,
    });
    decipher.setAAD(Buffer.from(data));
    decipher.setAuthTag(sealed.subarray(32));
    const start = decipher.update(sealed.subarray(0, 32));
    const secret = new Uint8Array([...start, ...decipher.final()]);
    start.fill(0);
    return redacted(secret);
  } catch {
    // GCM says "no" by throwing; that is the expected answer to a wrong password.
    return null;
  }
}

async function deriveKek(
  password: Redacted<string>,
  { N, r, p, salt }: Kdf,
  { deviceSecret, owner }: SlotBinding,
): Promise<Buffer> {
  const saltBytes = Buffer.from(salt, 'base64');
  const typed = Buffer.from(password.reveal().normalize('NFC'));
  const stretched = await new Promise<Buffer>((resolve, reject) => {
    scrypt(typed, saltBytes, 32, { N, r, p, maxmem: 256 * N * r }, (error, bytes) =>
      error ? reject(error) : resolve(bytes),
    );
  });
  const material = Buffer.concat([stretched, deviceSecret.reveal()]);
  const info = `qiaobang profile key 2|${owner}`;
  const kek = Buffer.from(hkdfSync('sha256', material, saltBytes, info, 32));
  for (const secret of [typed, stretched, material]) secret.fill(0);
  return kek;
}

function associatedData(header: string, number: number, { name, N, r, p, salt }: Kdf): string {
  return JSON.stringify([header, 'password', number, name, N, r, p, salt]);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
