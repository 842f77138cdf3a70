/**
 * The blind index follows the rows of each scope by their numbers: it is brought up to date before it is asked, in its own transactions, so
 * that pushes pay nothing for it. Starting anew (a new key) is only a cursor at nought.
 */
import { createHmac } from 'node:crypto';
import { absorbedState } from '../../shared/duplicates/key.ts';
import type { PinyinPort } from '../../shared/pinyin/pinyin-port.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import { recordTypes } from '../../shared/records/registry.ts';
import type { Transaction } from '../database/database.ts';
import type { ServerDeps } from '../deps.ts';

type Deps = Pick<ServerDeps, 'database' | 'random'>;

const types = recordTypes.filter(({ duplicates }) => duplicates !== undefined);
/** Rows of one transaction. */
const turn = 500;
/** Exact keys need no sounds. */
const noSounds: PinyinPort = { readings: () => ({ full: [], initials: [] }) };

/** Reads what has been written since last time. */
export async function catchUp(deps: Deps): Promise<void> {
  await deps.database.query('UPDATE instance SET blind_key = $1 WHERE blind_key IS NULL', [
    newKey(deps),
  ]);
  const scopes = await deps.database.query<{ scope: string }>(
    `SELECT c.scope FROM scope_counter c LEFT JOIN blind_cursor b ON b.scope = c.scope
     WHERE c.collection = 'records' AND c.seq > coalesce(b.seq, 0) ORDER BY c.scope`,
  );
  for (const { scope } of scopes)
    while (await deps.database.transaction((tx) => takeTurn(tx, scope)));
}

/** Another key: whoever has seen the old one can no longer read the index with it. */
export async function rekey(deps: Deps): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await tx.query('UPDATE instance SET blind_key = $1', [newKey(deps)]);
    await tx.query('DELETE FROM blind_index');
    await tx.query('DELETE FROM blind_cursor');
  });
  await catchUp(deps);
}

function newKey({ random }: Pick<ServerDeps, 'random'>): string {
  return Buffer.from(random(32)).toString('base64');
}

/** Whether there may be more. */
async function takeTurn(tx: Transaction, scope: string): Promise<boolean> {
  await tx.query('INSERT INTO blind_cursor (scope, seq) VALUES ($1, 0) ON CONFLICT DO NOTHING', [
    scope,
  ]);
  // Two servers or two desks at once: the second waits and goes on from where the first has come.
  const [cursor] = await tx.query<{ seq: number }>(
    'SELECT seq::float8 AS seq FROM blind_cursor WHERE scope = $1 FOR UPDATE',
    [scope],
  );
  // The key under the lock, so that a new one is never mixed with the old.
  const [instance] = await tx.query<{ blind_key: string }>('SELECT blind_key FROM instance');
  const rows = await tx.query<{ seq: number; deleted: boolean; doc: Envelope }>(
    `SELECT seq::float8 AS seq, deleted, doc FROM docs
     WHERE collection = 'records' AND scope = $1 AND seq > $2 AND type = ANY($3::text[]) ORDER BY seq LIMIT ${turn}`,
    [scope, cursor?.seq ?? 0, types.map(({ name }) => name)],
  );
  const key = Buffer.from(instance?.blind_key ?? '', 'base64');
  const entries = rows.flatMap(({ doc, deleted }) => (deleted ? [] : entriesOf(key, doc)));
  await tx.query('DELETE FROM blind_index WHERE record = ANY($1::text[])', [
    rows.map(({ doc }) => doc.id),
  ]);
  await tx.query(
    `INSERT INTO blind_index (record, keyed, type, rule, scope)
     SELECT record, keyed, type, rule, scope FROM jsonb_to_recordset($1::jsonb)
       AS r(record text, keyed text, type text, rule text, scope text) ON CONFLICT DO NOTHING`,
    [JSON.stringify(entries)],
  );
  const isMore = rows.length === turn;
  await tx.query(
    isMore
      ? 'UPDATE blind_cursor SET seq = $2 WHERE scope = $1'
      : // Rows of other types were passed by as well.
        `UPDATE blind_cursor SET seq = greatest($2, (SELECT max(seq) FROM docs WHERE collection = 'records' AND scope = $1)) WHERE scope = $1`,
    [scope, rows.at(-1)?.seq ?? cursor?.seq ?? 0],
  );
  return isMore;
}

interface Entry {
  readonly record: string;
  readonly keyed: string;
  readonly type: string;
  readonly rule: string;
  readonly scope: string;
}

function entriesOf(key: Uint8Array, doc: Envelope): Entry[] {
  if (doc.state === absorbedState) return [];
  const keys = types.find(({ name }) => name === doc.type)?.duplicates?.(doc, noSounds) ?? [];
  return keys
    .filter(({ level }) => level === 'exact')
    .map(({ rule, value }) => ({
      record: doc.id,
      keyed: createHmac('sha256', key)
        .update([doc.type, rule, value].join('\u0001'))
        .digest('base64url'),
      type: doc.type,
      rule,
      scope: doc.unit,
    }));
}
