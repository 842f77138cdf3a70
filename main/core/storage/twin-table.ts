/**
 * What two records may have in common (shared/duplicates), as a blind index: each value stands there only as a keyed hash, so the
 * table tells nobody a number or a birth, and the key never leaves the machine. One row per record and value.
 */
import { createHash, createHmac } from 'node:crypto';
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

/** The blind form of one value; `secret` is this profile's. */
export function twinHash(secret: Uint8Array, type: string, { rule, value }: DuplicateKey): string {
  return createHmac('sha256', secret)
    .update(`${type}\u0000${rule}\u0000${value}`)
    .digest('base64url')
    .slice(0, 24);
}

export function twinTable(secret: Uint8Array, specs: readonly TwinSpec[]): SideTable {
  const byType = new Map(specs.map((spec) => [spec.type, spec]));
  // A new secret makes other hashes, so the table is built again.
  const mark = createHash('sha256').update('twins').update(secret).digest('base64url').slice(0, 12);
  return {
    name: 'twins',
    version: JSON.stringify([1, mark, specs.map(({ type, version }) => [type, version])]),
    collections: ['records'],
    create(database) {
      database.exec(`CREATE TABLE twins(id TEXT NOT NULL, type TEXT NOT NULL, rule TEXT NOT NULL, level INTEGER NOT NULL, hash TEXT NOT NULL,
          PRIMARY KEY(id, hash)) WITHOUT ROWID;
        CREATE INDEX twins_hash ON twins(type, hash, id, rule, level)`);
    },
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
          twinHash(secret, spec.type, key),
        );
    },
  };
}
