/** The district's side of reading and writing bundles: standard JOSE and gzip, the algorithms fixed. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { CompactEncrypt, CompactSign, compactDecrypt, compactVerify, importJWK } from 'jose';
import type { BundleReaderPort, BundleWriterPort } from '../../shared/exchange/bundle-ports.ts';
import { signatureType } from '../../shared/exchange/format.ts';
import type { SealingKey } from '../../shared/sync/district-keys.ts';
import type { PrivateJwk } from '../keys/district-keys.ts';

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

function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** Opens what a device signed (`x` of its Ed25519 key) and sealed to the district. */
export function bundleReader(keys: {
  readonly deviceKey: string;
  readonly exchange: PrivateJwk;
}): BundleReaderPort {
  return {
    async verify(jws) {
      try {
        const jwk = { kty: 'OKP', crv: 'Ed25519', x: keys.deviceKey };
        const { payload, protectedHeader } = await compactVerify(
          jws,
          await importJWK(jwk, 'EdDSA'),
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
        const { plaintext } = await compactDecrypt(jwe, await importJWK(keys.exchange, 'ECDH-ES'), {
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

/** Signs as the district and seals to one device. */
export function bundleWriter(keys: {
  readonly signing: PrivateJwk;
  readonly answerTo: SealingKey;
}): BundleWriterPort {
  return {
    sign: async (text) =>
      new CompactSign(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'EdDSA', typ: signatureType })
        .sign(await importJWK(keys.signing, 'EdDSA')),
    seal: async (bytes) =>
      new CompactEncrypt(bytes)
        .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
        .encrypt(await importJWK(keys.answerTo, 'ECDH-ES')),
    zip: (bytes) => promisify(gzip)(bytes),
    sha256,
  };
}
