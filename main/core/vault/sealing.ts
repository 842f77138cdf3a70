/**
 * Standard JOSE and nothing of our own: what is sealed to a key (RFC 7516) or signed by the district (RFC 7515). The algorithms
 * are fixed here; a text that asks for another one is refused before anything is computed.
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import type { SealingKey, SigningKey } from '../../../shared/sync/district-keys.ts';
import { redacted, type Redacted } from './redacted.ts';

export type SealingPrivateKey = SealingKey & { readonly d: string };

export interface SealingPair {
  readonly publicKey: SealingKey;
  readonly privateKey: Redacted<SealingPrivateKey>;
}

/** A compact JWE (ECDH-ES over X25519, A256GCM) of the payload as JSON; only the key's private half opens it. */
export async function sealTo(publicKey: SealingKey, payload: unknown): Promise<string> {
  const key = await importJWK(publicKey, 'ECDH-ES');
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(key);
}

/** The sealed payload, or null: for another key, changed on the way, another algorithm, or of another shape. */
export async function openSealed<T>(
  privateKey: Redacted<SealingPrivateKey>,
  text: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  try {
    const key = await importJWK(privateKey.reveal(), 'ECDH-ES');
    const { plaintext } = await compactDecrypt(text, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
      // We never compress: a small text must not unfold into a large one.
      maxDecompressedLength: 0,
    });
    return parse(plaintext, schema);
  } catch {
    // The library says "no" by throwing, and which "no" it was is nobody's business.
    return null;
  }
}

/** A key pair of one's own, for one request or for a district's recovery. */
export function createSealingPair(): SealingPair {
  const { x = '', d = '' } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const publicKey: SealingKey = { kty: 'OKP', crv: 'X25519', x };
  return { publicKey, privateKey: redacted({ ...publicKey, d }) };
}

/** The private half as it was kept (sealed) for a later answer; null when it is none. */
export function readSealingPrivateKey(jwk: unknown): Redacted<SealingPrivateKey> | null {
  const parsed = privateKeySchema.safeParse(jwk);
  return parsed.success ? redacted(parsed.data) : null;
}

/** What the district signed (compact JWS, EdDSA), or null when it did not, or when it is of another shape. */
export async function verifySigned<T>(
  signingKey: SigningKey,
  jws: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  try {
    const key = await importJWK(signingKey, 'EdDSA');
    const { payload } = await compactVerify(jws, key, { algorithms: ['EdDSA'] });
    return parse(payload, schema);
  } catch {
    return null;
  }
}

/**
 * What two people compare on the telephone: `1234 5678 9012 3456`. The first 8 bytes of the key's RFC 7638 thumbprint
 * (SHA-256), as a number modulo 10^16.
 */
export function fingerprintOf({ crv, kty, x }: SigningKey | SealingKey): string {
  const digest = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest();
  const digits = String(digest.readBigUInt64BE() % 10n ** 16n).padStart(16, '0');
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

const privateKeySchema = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  x: z.string().length(43),
  d: z.string().length(43),
});

function parse<T>(bytes: Uint8Array, schema: z.ZodType<T>): T | null {
  const parsed = schema.safeParse(
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
  );
  return parsed.success ? parsed.data : null;
}
