/** This device's side of reading and writing bundles (shared/exchange): standard JOSE and node's gzip, the algorithms fixed. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  CompactEncrypt,
  CompactSign,
  compactDecrypt,
  compactVerify,
  importJWK,
  type JWK,
} from 'jose';
import type {
  BundleReaderPort,
  BundleWriterPort,
} from '../../../../shared/exchange/bundle-ports.ts';
import { signatureType } from '../../../../shared/exchange/format.ts';
import type { SealingKey, SigningKey } from '../../../../shared/sync/district-keys.ts';
import type { Redacted } from '../../vault/redacted.ts';
import type { SealingPrivateKey } from '../../vault/sealing.ts';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Null: no base64url of UTF-8. */
export function fromBase64Url(text: string): string | null {
  try {
    return utf8(Buffer.from(text, 'base64url'));
  } catch {
    return null;
  }
}

/** `typ` says what for: a signature given for one thing is none for another. */
export async function signAsDevice(privateKey: JWK, typ: string, text: string): Promise<string> {
  return new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'EdDSA', typ })
    .sign(await importJWK({ ...privateKey }, 'EdDSA'));
}

/** Opens what the district signed and sealed to this device. */
export function bundleReader(keys: {
  readonly signing: SigningKey;
  readonly own: Redacted<SealingPrivateKey>;
}): BundleReaderPort {
  return {
    async verify(jws) {
      try {
        const { payload, protectedHeader } = await compactVerify(
          jws,
          await importJWK(keys.signing, 'EdDSA'),
          { algorithms: ['EdDSA'] },
        );
        return protectedHeader.typ === signatureType ? utf8(payload) : null;
      } catch {
        // The library says "no" by throwing.
        return null;
      }
    },
    async open(jwe) {
      try {
        const key = await importJWK(keys.own.reveal(), 'ECDH-ES');
        const { plaintext } = await compactDecrypt(jwe, key, {
          keyManagementAlgorithms: ['ECDH-ES'],
          contentEncryptionAlgorithms: ['A256GCM'],
          maxDecompressedLength: 0,
        });
        return plaintext;
      } catch {
        return null;
      }
    },
    async unzip(bytes, most) {
      try {
        return utf8(await promisify(gunzip)(bytes, { maxOutputLength: most }));
      } catch {
        return null;
      }
    },
    sha256,
  };
}

/** Seals to the district. */
export function bundleWriter(keys: {
  readonly sign: (text: string) => Promise<string>;
  readonly district: SealingKey;
}): BundleWriterPort {
  return {
    sign: keys.sign,
    seal: async (bytes) =>
      new CompactEncrypt(bytes)
        .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
        .encrypt(await importJWK(keys.district, 'ECDH-ES')),
    zip: (text) => promisify(gzip)(text),
    sha256,
  };
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
