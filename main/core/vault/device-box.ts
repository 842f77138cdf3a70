/** Small things that wait on the disk for this computer alone: JWE (dir, A256GCM) under a key drawn from the device's secret. */
import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { z } from 'zod';
import type { Redacted } from './redacted.ts';

export async function sealForDevice(
  secret: Redacted<Uint8Array>,
  payload: unknown,
): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(keyOf(secret));
}

/** Null: of another computer, damaged, or of another shape. */
export async function openForDevice<T>(
  secret: Redacted<Uint8Array>,
  text: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  try {
    const { plaintext } = await compactDecrypt(text, keyOf(secret), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(plaintext)));
    return parsed.success ? parsed.data : null;
  } catch {
    // The library says "no" by throwing.
    return null;
  }
}

function keyOf(secret: Redacted<Uint8Array>): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret.reveal(), '', 'qiaobang device box 1', 32));
}
