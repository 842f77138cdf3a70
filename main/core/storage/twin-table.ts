/**
 * What two records may have in common (shared/duplicates), as a blind index: each value stands there only as a keyed hash, so the
 * table tells nobody a number or a birth, and the key never leaves the machine. One row per record and value.
 */
import { createHash, hash } from 'node:crypto';
import { absorbedState, type DuplicateKey } from '../../../shared/duplicates/key.ts';
import type { Envelope } from '../../../shared/records/envelope.ts';
import type { SideTable } from './side-tables.ts';

export interface TwinSpec {
  readonly type: string;
  /** Hash of the declaration. */
  readonly version: string;
  readonly keysOf: (record: Envelope) => readonly DuplicateKey[];
}

const levels: Readonly<Record<DuplicateKey['level'], number>> = { exact: 0, strong: 1, weak: 2 };

export type TwinHash = (type: string, key: DuplicateKey) => string;

/**
 * The blind form of one value; `secret` is this profile's, 32 bytes. A secret in front and a cut digest: HMAC would say no more here,
 * and its set-up for every value was a sixth of the time of a first sync.
 */
export function twinHasher(secret: Uint8Array): TwinHash {
  const salt = Buffer.from(secret).toString('base64url');
  return (type, { rule, value }) =>
    hash('sha256', `${salt}\u0000${type}\u0000${rule}\u0000${value}`, 'base64url').slice(0, 24);
}

export function twinTable(secret: Uint8Array, specs: readonly TwinSpec[]): SideTable {
  const byType = new Map(specs.map((spec) => [spec.type, spec]));
  const twinHash = twinHasher(secret);
  // A new secret makes other hashes, so the table is built again.
  const mark = createHash('sha256').update('twins').update(secret).digest('base64url').slice(0, 12);
  return {
    name: 'twins',
    version: JSON.stringify([2, mark, specs.map(({ type, version }) => [type, version])]),
    collections: ['records'],
    create(database) {
      database.exec(`CREATE TABLE twins(id TEXT NOT NULL, type TEXT NOT NULL, rule TEXT NOT NULL, level INTEGER NOT NULL, hash TEXT NOT NULL,
          PRIMARY KEY(id, hash)) WITHOUT ROWID`);
    },
    indexes: [{ name: 'twins_hash', on: 'twins(type, hash, id, rule, level)' }],
    write(tx, _collection, id, document) {
      const spec = byType.get(String(document['type']));
      if (spec === undefined) return;
      tx.run('DELETE FROM twins WHERE id=?', id);
      if (document._deleted || document['state'] === absorbedState) return;
      for (const key of spec.keysOf(document as unknown as Envelope))
        tx.run(
          'INSERT OR IGNORE INTO twins(id, type, rule, level, hash) VALUES(?,?,?,?,?)',
          id,
          spec.type,
          key.rule,
          levels[key.level],
          twinHash(spec.type, key),
        );
    },
  };
}
