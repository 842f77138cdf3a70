/**
 * Which files are named, and where they stand, kept in step with the documents: `file_use` says who names a content (records,
 * and whatever else this device keeps: drafts, cards), `file_held` what this device has (from the collection `files`).
 */
import { filesNamedIn } from '../../../shared/files/file-ref.ts';
import type { SideTable } from './side-tables.ts';

export const fileUseTable: SideTable = {
  name: 'file_use',
  version: '1',
  collections: ['records', 'local'],
  create(database) {
    database.exec(
      `CREATE TABLE file_use(collection TEXT NOT NULL, holder TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
         is_small INTEGER NOT NULL, type TEXT NOT NULL, updated_at TEXT NOT NULL, PRIMARY KEY(collection, holder, sha256)) WITHOUT ROWID`,
    );
    database.exec('CREATE INDEX file_use_sha256 ON file_use(sha256, collection)');
    database.exec('CREATE INDEX file_use_updated ON file_use(collection, updated_at)');
  },
  write(tx, collection, id, document) {
    tx.run('DELETE FROM file_use WHERE collection=? AND holder=?', collection, id);
    if (document._deleted) return;
    for (const { sha256, size, isSmall } of filesNamedIn(document['data']))
      tx.run(
        'INSERT INTO file_use(collection, holder, sha256, size, is_small, type, updated_at) VALUES(?,?,?,?,?,?,?)',
        collection,
        id,
        sha256,
        size,
        isSmall ? 1 : 0,
        typeof document['type'] === 'string' ? document['type'] : '',
        typeof document['updatedAt'] === 'string' ? document['updatedAt'] : '',
      );
  },
};

export const fileHeldTable: SideTable = {
  name: 'file_held',
  version: '1',
  collections: ['files'],
  create(database) {
    database.exec(
      `CREATE TABLE file_held(sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, state TEXT NOT NULL, created_at TEXT NOT NULL)
         WITHOUT ROWID`,
    );
    database.exec('CREATE INDEX file_held_state ON file_held(state, created_at)');
  },
  write(tx, _collection, id, document) {
    tx.run('DELETE FROM file_held WHERE sha256=?', id);
    if (document._deleted) return;
    tx.run(
      'INSERT INTO file_held(sha256, size, state, created_at) VALUES(?,?,?,?)',
      id,
      Number(document['size'] ?? 0),
      String(document['state'] ?? ''),
      String(document['createdAt'] ?? ''),
    );
  },
};
