/** The district's public keys as devices get them with enrolment and every sign-in. */
import { generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';
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

/** Makes the key that exchange bundles are sealed to; older districts get theirs with the next start. */
export async function ensureExchangeKey(database: Database): Promise<void> {
  const { privateKey } = generateKeyPairSync('x25519');
  await database.query('UPDATE instance SET exchange_key = $1 WHERE exchange_key IS NULL', [
    JSON.stringify(privateKey.export({ format: 'jwk' })),
  ]);
}

/** The private halves that stay at the server: to sign what goes down, to open what comes up. */
export async function readServerKeys(
  queries: Queries,
): Promise<{ readonly signing: PrivateJwk; readonly exchange: PrivateJwk }> {
  const rows = await queries.query<{ signing_key: string; exchange_key: string }>(
    'SELECT signing_key, exchange_key FROM instance',
  );
  const row = rows[0];
  if (row === undefined) throw new Error('the instance row is missing');
  return {
    signing: privateJwk.parse(JSON.parse(row.signing_key)),
    exchange: privateJwk.parse(JSON.parse(row.exchange_key)),
  };
}

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.string(),
  x: z.string(),
  d: z.string(),
});
export type PrivateJwk = z.infer<typeof privateJwk>;

export async function readDistrictKeys(queries: Queries): Promise<DistrictKeys> {
  const rows = await queries.query<{
    signing_key: string;
    recovery_key: string | null;
    exchange_key: string | null;
  }>('SELECT signing_key, recovery_key, exchange_key FROM instance');
  const row = rows[0];
  if (row === undefined) throw new Error('the instance row is missing');
  return {
    signing: signingKey.parse(publicHalf(row.signing_key)),
    recovery: row.recovery_key === null ? null : sealingKey.parse(JSON.parse(row.recovery_key)),
    exchange: row.exchange_key === null ? null : sealingKey.parse(publicHalf(row.exchange_key)),
  };
}

export async function writeRecoveryKey(queries: Queries, key: SealingKey): Promise<void> {
  await queries.query('UPDATE instance SET recovery_key = $1', [JSON.stringify(key)]);
}

function publicHalf(jwk: string): unknown {
  const { kty, crv, x } = JSON.parse(jwk) as Record<string, unknown>;
  return { kty, crv, x };
}
