/**
 * One number per living synced document, summed per scope (unit): the cheap half of the proof that a
 * device and the district hold the same. A deleted document has no number, on either side.
 */
import type { CommitQueue } from './commit-queue.ts';
import type { SideTable } from './side-tables.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import type { StoredDocument } from './write-hooks.ts';

export type DigestOptions = {
  collections: readonly string[];
  /** An integer in [0, 2^40), or null for a document that does not take part. Must be the server's function. */
  digestOf: (collection: string, document: StoredDocument) => number | null;
  /** Changes when `digestOf` changes; then all numbers are computed again. */
  version?: string;
};

export type CollectionDigest = {
  collection: string;
  scope: string;
  count: number;
  /** Exact sum as decimal text; it outgrows a JavaScript number. */
  sum: string;
};

export type DigestReader = {
  /** Digest of every scope that holds something, in collection and scope order. */
  all(): Promise<CollectionDigest[]>;
  /** The numbers of one scope by id, to find out which document differs. */
  ofScope(collection: string, scope: string): Promise<{ id: string; hash: number }[]>;
};

const NAME = 'digest';

export function digestTable(options: DigestOptions): SideTable {
  return {
    name: NAME,
    version: `1:${options.version ?? ''}:${options.collections.join()}`,
    collections: options.collections,
    create(database) {
      database.exec(`CREATE TABLE ${NAME}(collection TEXT NOT NULL, id TEXT NOT NULL, scope TEXT NOT NULL, hash INTEGER NOT NULL,
        PRIMARY KEY(collection, id)) WITHOUT ROWID`);
    },
    indexes: [{ name: `${NAME}_scope`, on: `${NAME}(collection, scope, hash)` }],
    write(tx, collection, id, document) {
      const hash = document._deleted ? null : options.digestOf(collection, document);
      if (hash === null) {
        tx.run(`DELETE FROM ${NAME} WHERE collection=? AND id=?`, collection, id);
        return;
      }
      const scope = typeof document['unit'] === 'string' ? document['unit'] : '';
      tx.run(
        `INSERT OR REPLACE INTO ${NAME}(collection, id, scope, hash) VALUES(?,?,?,?)`,
        collection,
        id,
        scope,
        hash,
      );
    },
  };
}

export function createDigestReader(deps: {
  database: SqliteDatabase;
  queue: CommitQueue;
}): DigestReader {
  const { database, queue } = deps;
  return {
    all: () =>
      queue.read(() =>
        database.all<CollectionDigest>(
          `SELECT collection, scope, count(*) AS count, CAST(sum(hash) AS TEXT) AS sum FROM ${NAME}
           GROUP BY collection, scope ORDER BY collection, scope`,
        ),
      ),
    ofScope: (collection, scope) =>
      queue.read(() =>
        database.all<{ id: string; hash: number }>(
          `SELECT id, hash FROM ${NAME} WHERE collection=? AND scope=? ORDER BY id`,
          collection,
          scope,
        ),
      ),
  };
}
