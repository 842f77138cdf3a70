/** The district's public keys as devices get them with enrolment and every sign-in. */
import { generateKeyPairSync } from 'node:crypto';
import {
  sealingKey,
  signingKey,
  type DistrictKeys,
  type SealingKey,
} from '../../shared/sync/district-keys.ts';
import type { Database, Queries } from '../database/database.ts';

/** Makes the signing key of a new district; several servers may start at once. */
export async function ensureSigningKey(database: Database): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await database.query('UPDATE instance SET signing_key = $1 WHERE signing_key IS NULL', [
    JSON.stringify(privateKey.export({ format: 'jwk' })),
  ]);
}

export async function readDistrictKeys(queries: Queries): Promise<DistrictKeys> {
  const rows = await queries.query<{ signing_key: string; recovery_key: string | null }>(
    'SELECT signing_key, recovery_key FROM instance',
  );
  const row = rows[0];
  if (row === undefined) throw new Error('the instance row is missing');
  const { kty, crv, x } = JSON.parse(row.signing_key) as Record<string, unknown>;
  return {
    signing: signingKey.parse({ kty, crv, x }),
    recovery: row.recovery_key === null ? null : sealingKey.parse(JSON.parse(row.recovery_key)),
  };
}

export async function writeRecoveryKey(queries: Queries, key: SealingKey): Promise<void> {
  await queries.query('UPDATE instance SET recovery_key = $1', [JSON.stringify(key)]);
}
