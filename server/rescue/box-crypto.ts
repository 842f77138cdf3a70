/** The district's side of a box: whose signature its head bears, what its parts say, and the receipt. Algorithms as in bundles. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CompactSign, compactDecrypt, compactVerify, importJWK } from 'jose';
import {
  headType,
  receiptType,
  rescueHead,
  rescueLimits,
  rescueLine,
  type RescueHead,
  type RescueLine,
  type RescueReceipt,
} from '../../shared/rescue/box-format.ts';
import type { PrivateJwk } from '../keys/district-keys.ts';

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What the device signed (`x` of its Ed25519 key), or null: somebody else's, changed, or of another shape. */
export async function readHead(deviceKey: string, jws: string): Promise<RescueHead | null> {
  try {
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: deviceKey }, 'EdDSA');
    const { payload, protectedHeader } = await compactVerify(jws, key, { algorithms: ['EdDSA'] });
    if (protectedHeader.typ !== headType) return null;
    const parsed = rescueHead.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return parsed.success ? parsed.data : null;
  } catch {
    // The library says "no" by throwing.
    return null;
  }
}

/** A single line may be a very long record. */
const longestPart = rescueLimits.partChars * 16;

/** The lines of a part, or null: sealed to another key, changed, or not what a box holds. */
export async function openPart(exchange: PrivateJwk, part: string): Promise<RescueLine[] | null> {
  try {
    const { plaintext } = await compactDecrypt(part, await importJWK(exchange, 'ECDH-ES'), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxDecompressedLength: 0,
    });
    const bytes = await promisify(gunzip)(plaintext, { maxOutputLength: longestPart });
    return new TextDecoder('utf-8', { fatal: true })
      .decode(bytes)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => rescueLine.parse(JSON.parse(line)));
  } catch {
    return null;
  }
}

export async function signReceipt(signing: PrivateJwk, receipt: RescueReceipt): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(receipt)))
    .setProtectedHeader({ alg: 'EdDSA', typ: receiptType })
    .sign(await importJWK(signing, 'EdDSA'));
}
