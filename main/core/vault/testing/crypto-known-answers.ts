/**
 * Every primitive that the vault builds on, against published answers. Node has OpenSSL and Electron BoringSSL: what both ship is
 * decided by running this list in both (crypto-known-answers.test.ts, e2e/desktop/crypto.spec.ts), not by reading about it.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  scryptSync,
  sign,
  verify,
  type JsonWebKey,
} from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import { redacted } from '../redacted.ts';
import { createSealingPair, openSealed, sealTo, verifySigned } from '../sealing.ts';
import { knownDatabase } from './known-database.ts';

export interface KnownAnswer {
  readonly name: string;
  /** What this machine computes. */
  readonly ours: () => unknown;
  readonly known: unknown;
}

const hex = (text: string) => Buffer.from(text, 'hex');
const base64url = (text: string) => hex(text).toString('base64url');
const hello = z.strictObject({ text: z.string() });

/** Test case 16 of the GCM specification (McGrew and Viega). */
const gcm = {
  key: hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'),
  nonce: hex('cafebabefacedbaddecaf888'),
  data: hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
  plain:
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
    '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  sealed:
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
    '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
  tag: '76fc6ece0f4e1768cddf8853bb2d551b',
};
/** RFC 8032, 7.1, test 2. */
const ed25519 = {
  d: base64url('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'),
  x: base64url('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
  message: hex('72'),
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
};
/** RFC 7748, 6.1: Bob's pair, Alice's public key and what they share. */
const x25519 = {
  d: base64url('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'),
  x: base64url('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f'),
  alice: base64url('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a'),
  shared: '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742',
};
/** RFC 8037, A.4. */
const signed = {
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  jws:
    'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIb' +
    'QR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
};
/** Sealed once to Bob's key of RFC 7748: what was sealed on one machine opens on every other. */
const sealedText =
  'eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTI1NkdDTSIsImVwayI6eyJ4IjoiaF94NjU5ek1qSmJ1akF5bU4zMTZrcUZLYzBkU3hW' +
  'S0phR1Y4Mllsdjl6USIsImNydiI6IlgyNTUxOSIsImt0eSI6Ik9LUCJ9fQ..fSSKDmRJDmXnoper.O4YdpRKUvJ_c-Xf1S9hrjs0' +
  'jJWo.v481yb0O23NNSYahnon4kg';

const publicKeyOf = (crv: 'Ed25519' | 'X25519', x: string) =>
  createPublicKey({ key: { kty: 'OKP', crv, x } satisfies JsonWebKey, format: 'jwk' });
const privateKeyOf = (crv: 'Ed25519' | 'X25519', { x, d }: { x: string; d: string }) =>
  createPrivateKey({ key: { kty: 'OKP', crv, x, d } satisfies JsonWebKey, format: 'jwk' });

export const knownAnswers: readonly KnownAnswer[] = [
  {
    name: 'SHA-256 (FIPS 180)',
    ours: () => createHash('sha256').update('abc').digest('hex'),
    known: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  },
  {
    name: 'HMAC-SHA256 (RFC 4231, case 2)',
    ours: () => createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest('hex'),
    known: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  },
  {
    name: 'HKDF-SHA256 (RFC 5869, case 1)',
    ours: () => {
      const [secret, salt] = [Buffer.alloc(22, 0x0b), hex('000102030405060708090a0b0c')];
      return toHex(hkdfSync('sha256', secret, salt, hex('f0f1f2f3f4f5f6f7f8f9'), 42));
    },
    known: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  },
  {
    name: 'scrypt (RFC 7914, case 3)',
    ours: () => {
      const cost = { N: 16_384, r: 8, p: 1, maxmem: 2 ** 26 };
      return toHex(scryptSync('pleaseletmein', 'SodiumChloride', 64, cost));
    },
    known:
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
      'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
  },
  {
    name: 'scrypt at the cost that the vault asks for',
    ours: () => scryptSync('x', 'y', 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 }).length,
    known: 32,
  },
  {
    name: 'AES-256-GCM seals',
    ours: () => {
      const cipher = createCipheriv('aes-256-gcm', gcm.key, gcm.nonce).setAAD(gcm.data);
      const sealed = Buffer.concat([cipher.update(hex(gcm.plain)), cipher.final()]);
      return [toHex(sealed), toHex(cipher.getAuthTag())];
    },
    known: [gcm.sealed, gcm.tag],
  },
  { name: 'AES-256-GCM opens', ours: () => openGcm(gcm.tag), known: gcm.plain },
  {
    name: 'AES-256-GCM refuses another tag',
    ours: () => isRefused(() => openGcm(gcm.tag.replace(/^7/, '8'))),
    known: true,
  },
  {
    name: 'Ed25519 signs (RFC 8032)',
    ours: () => toHex(sign(null, ed25519.message, privateKeyOf('Ed25519', ed25519))),
    known: ed25519.signature,
  },
  {
    name: 'Ed25519 believes its own signature only',
    ours: () =>
      [ed25519.message, hex('73')].map((message) =>
        verify(null, message, publicKeyOf('Ed25519', ed25519.x), hex(ed25519.signature)),
      ),
    known: [true, false],
  },
  {
    name: 'X25519 (RFC 7748)',
    ours: () =>
      toHex(
        diffieHellman({
          privateKey: privateKeyOf('X25519', x25519),
          publicKey: publicKeyOf('X25519', x25519.alice),
        }),
      ),
    known: x25519.shared,
  },
  {
    name: 'JWS with EdDSA (RFC 8037)',
    ours: async () => {
      const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: signed.x }, 'EdDSA');
      const { payload } = await compactVerify(signed.jws, key, { algorithms: ['EdDSA'] });
      return Buffer.from(payload).toString();
    },
    known: 'Example of Ed25519 signing',
  },
  {
    name: 'JWS that is no JSON is no order',
    ours: () => verifySigned({ kty: 'OKP', crv: 'Ed25519', x: signed.x }, signed.jws, hello),
    known: null,
  },
  {
    name: 'JWE with ECDH-ES opens what was sealed elsewhere',
    ours: () => {
      const { x, d } = x25519;
      return openSealed(redacted({ kty: 'OKP', crv: 'X25519', x, d }), sealedText, hello);
    },
    known: { text: '侨帮办' },
  },
  {
    name: 'JWE with ECDH-ES seals and opens',
    ours: async () => {
      const { publicKey, privateKey } = createSealingPair();
      return openSealed(privateKey, await sealTo(publicKey, { text: '还' }), hello);
    },
    known: { text: '还' },
  },
  {
    name: 'SQLite with AEGIS-256 opens what was written elsewhere',
    ours: readKnownDatabase,
    known: '侨帮办',
  },
];

export interface AnswerReport {
  readonly name: string;
  readonly ok: boolean;
  /** What came instead, in words; empty when it is right. */
  readonly instead: string;
}

/** Runs the list; a check that throws has failed, and the others still run. */
export async function runKnownAnswers(): Promise<AnswerReport[]> {
  const reports: AnswerReport[] = [];
  for (const { name, ours, known } of knownAnswers) {
    let found: string;
    try {
      found = JSON.stringify(await ours());
    } catch (error) {
      found = String(error);
    }
    const ok = found === JSON.stringify(known);
    reports.push({ name, ok, instead: ok ? '' : found });
  }
  return reports;
}

function openGcm(tag: string): string {
  const decipher = createDecipheriv('aes-256-gcm', gcm.key, gcm.nonce).setAAD(gcm.data);
  decipher.setAuthTag(hex(tag));
  return toHex(Buffer.concat([decipher.update(hex(gcm.sealed)), decipher.final()]));
}

async function readKnownDatabase(): Promise<unknown> {
  const { default: Database } = await import('better-sqlite3-multiple-ciphers');
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-known-'));
  try {
    const path = join(folder, 'known.db');
    writeFileSync(path, knownDatabase);
    const database = new Database(path, { readonly: true });
    database.pragma(`cipher='aegis'`);
    database.pragma(`algorithm='aegis-256'`);
    const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('hex');
    database.key(Buffer.from(`raw:${key}`));
    const answer = database.prepare('SELECT text FROM answer').pluck().get();
    database.close();
    return answer;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isRefused(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

function toHex(bytes: ArrayBuffer | Uint8Array): string {
  return Buffer.from(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes).toString('hex');
}
