/** The district's recovery key on paper or a stick: its private half, sealed by a passphrase (JWE, PBES2). It is never on the server. */
import { generateKeyPairSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import { z } from 'zod';
import { sealingKey, type SealingKey } from '../../shared/sync/district-keys.ts';
import {
  recoveredKey,
  recoveryRequest,
  readText,
  writeText,
  type RecoveryRequest,
} from '../../shared/sync/keys.ts';

const privateKey = sealingKey.extend({ d: z.string().max(64) });
type PrivateKey = z.infer<typeof privateKey>;

/** Iterations of PBKDF2 (OWASP 2023 for SHA-512: 210,000). */
const iterations = 600_000;

/** A fresh pair: what goes into the database, and the text of the file. */
export async function createRecoveryFile(
  passphrase: string,
): Promise<{ readonly publicKey: SealingKey; readonly file: string }> {
  const { x = '', d = '' } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const publicKey: SealingKey = { kty: 'OKP', crv: 'X25519', x };
  const jwe = await new CompactEncrypt(encode({ ...publicKey, d }))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
    .setKeyManagementParameters({ p2c: iterations })
    .encrypt(new TextEncoder().encode(passphrase.normalize('NFC')));
  return { publicKey, file: `${fileHead}${jwe}\n` };
}

const fileHead = 'QB1.recovery-key.';

/** Null: another file, damaged, or the wrong passphrase. */
export async function openRecoveryFile(
  text: string,
  passphrase: string,
): Promise<PrivateKey | null> {
  const whole = text.replace(/\s+/g, '');
  if (!whole.startsWith(fileHead)) return null;
  try {
    const { plaintext } = await compactDecrypt(
      whole.slice(fileHead.length),
      new TextEncoder().encode(passphrase.normalize('NFC')),
      {
        keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
        contentEncryptionAlgorithms: ['A256GCM'],
        maxPBES2Count: 2_000_000,
      },
    );
    return privateKey.parse(decode(plaintext));
  } catch {
    // The library says "no" by throwing; wrong passphrase and damage cannot be told apart.
    return null;
  }
}

/** Null when the text is no recovery request. */
export function readRecoveryRequest(text: string): RecoveryRequest | null {
  const payload = readText('recovery-request', text);
  if (payload === null) return null;
  try {
    const json: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const parsed = recoveryRequest.safeParse(json);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The answer, readable by the device that asked and nobody else; null when the slot is not for this key or this profile. */
export async function answerRecovery(
  key: PrivateKey,
  request: RecoveryRequest,
): Promise<string | null> {
  const recovered = await unseal(key, request.slot, recoveredKey);
  if (recovered === null || recovered.profileId !== request.profileId) return null;
  const jwe = await new CompactEncrypt(encode(recovered))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(await importJWK(request.answerTo, 'ECDH-ES'));
  return writeText('recovery-answer', jwe);
}

/** What was sealed to the district's recovery key, or null. */
async function unseal<T>(key: PrivateKey, jwe: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    const { plaintext } = await compactDecrypt(jwe, await importJWK(key, 'ECDH-ES'), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return schema.parse(decode(plaintext));
  } catch {
    return null;
  }
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function decode(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}
