/** Who this district is: made once with the database, the same for every server on it. */
import { randomUUID } from 'node:crypto';
import { districtUnit } from '../shared/access/actor.ts';
import type { Database } from './database/database.ts';
import type { Clock } from './deps.ts';
import { ensureExchangeKey, ensureSigningKey } from './keys/district-keys.ts';

export interface Instance {
  readonly id: string;
  readonly epoch: number;
  readonly isDemo: boolean;
  readonly name: string;
  readonly tokenSecret: Uint8Array;
}

export interface NewInstance {
  readonly isDemo: boolean;
  readonly name: string;
}

export const districtName = '宁波市海曙区侨联';

/** Reads the instance, or makes it from `fresh` in a new database. */
export async function loadInstance(
  deps: { database: Database; clock: Clock; random: (bytes: number) => Uint8Array },
  fresh: NewInstance,
): Promise<Instance> {
  await deps.database.query(
    `INSERT INTO instance (instance_id, is_demo, name, token_secret, created_at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [
      randomUUID(),
      fresh.isDemo,
      fresh.name,
      Buffer.from(deps.random(32)).toString('base64'),
      new Date(deps.clock.now()).toISOString(),
    ],
  );
  await ensureSigningKey(deps.database);
  await ensureExchangeKey(deps.database);
  const rows = await deps.database.query<{
    instance_id: string;
    epoch: number;
    is_demo: boolean;
    name: string;
    token_secret: string;
  }>('SELECT instance_id, epoch, is_demo, name, token_secret FROM instance');
  const row = rows[0];
  if (row === undefined) throw new Error('the instance row is missing');
  return {
    id: row.instance_id,
    epoch: row.epoch,
    isDemo: row.is_demo,
    name: row.name,
    tokenSecret: Buffer.from(row.token_secret, 'base64'),
  };
}

/** The actor of what the server writes itself (units, users). */
export const serverActor = { id: 'district-server', name: '区级服务器', unit: districtUnit };
