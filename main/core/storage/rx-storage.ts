/**
 * RxDB's RxStorage over our encrypted SQLite file: many collections in one file, one connection, one
 * writer. RxDB's free storages for Node are memory only, so this one is ours, written from the public
 * interface of RxDB 17.6 with RxDB's own helpers.
 */
import {
  ensureRxStorageInstanceParamsAreCorrect,
  getPrimaryFieldOfPrimaryKey,
  randomToken,
  RXDB_VERSION,
} from 'rxdb';
import type { RxJsonSchema, RxStorage } from 'rxdb';
import { Subject } from 'rxjs';
import type { CommitQueue } from './commit-queue.ts';
import type { DistrictState } from './district-state.ts';
import { openDocumentTable } from './document-table.ts';
import type { DocumentTable } from './document-table.ts';
import { createSqliteInstance } from './rx-storage-instance.ts';
import type { ChangeBulk, SqliteInternals, SqliteOptions } from './rx-storage-instance.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import type { WriteHooks } from './write-hooks.ts';

export type SqliteStorage = RxStorage<SqliteInternals, SqliteOptions>;

type OpenTable = { table: DocumentTable; changes$: Subject<unknown>; users: number };

/** Makes the storage. It does not own the database: close that after RxDB. Use with `multiInstance: false`. */
export function createSqliteStorage(deps: {
  database: SqliteDatabase;
  queue: CommitQueue;
  hooks: WriteHooks;
  /** Spares replications their second copy of every document. */
  districtState?: DistrictState;
}): SqliteStorage {
  const open = new Map<string, OpenTable>();

  const sent = new Set(deps.districtState?.replicated.values());

  /** A replication's meta table leaves out what the replicated collection says itself. */
  function asMeta(
    databaseName: string,
    collectionName: string,
    version: number,
    meta: DocumentTable,
  ): DocumentTable {
    const collection = deps.districtState?.replicated.get(collectionName);
    const fork = open.get(JSON.stringify([databaseName, collection, version]))?.table;
    return collection === undefined || fork === undefined
      ? meta
      : (deps.districtState?.metaTable({ collection, meta, fork }) ?? meta);
  }

  return {
    // RxDB refuses a second database of the same name and storage name in one process. Here the file lock guards
    // against that, and tests open several files side by side, so each storage has a name of its own.
    name: `sqlite-${randomToken(8)}`,
    rxdbVersion: RXDB_VERSION,

    async createStorageInstance(params) {
      ensureRxStorageInstanceParamsAreCorrect(params);
      const { databaseName, collectionName, schema } = params;
      const tableKey = JSON.stringify([databaseName, collectionName, schema.version]);
      let entry = open.get(tableKey);
      if (entry === undefined) {
        const key = { database: databaseName, collection: collectionName, version: schema.version };
        const primaryPath = getPrimaryFieldOfPrimaryKey(schema.primaryKey);
        const own = await deps.queue.write(() => ({
          value: openDocumentTable(
            deps.database,
            key,
            schema as RxJsonSchema<unknown>,
            primaryPath,
          ),
          counts: false,
        }));
        const table = asMeta(databaseName, collectionName, schema.version, own);
        entry = open.get(tableKey) ?? { table, changes$: new Subject(), users: 0 };
        open.set(tableKey, entry);
      }
      entry.users += 1;
      const mine = entry;
      return createSqliteInstance({
        ...deps,
        params,
        table: mine.table,
        ...(deps.districtState !== undefined && sent.has(collectionName)
          ? { stamp: deps.districtState.stamp }
          : {}),
        changes$: mine.changes$ as Subject<ChangeBulk<never>> as never,
        onClose() {
          mine.users -= 1;
          if (mine.users > 0) return;
          mine.changes$.complete();
          if (open.get(tableKey) === mine) open.delete(tableKey);
        },
      });
    },
  };
}
