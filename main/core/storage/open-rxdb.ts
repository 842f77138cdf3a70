/**
 * Opens a profile's store: the encrypted file, RxDB with its five collections on it, and the side tables
 * that its write hooks keep in step. This is what the rest of core talks to.
 */
import { countRxQuerySubscribers, createRxDatabase, uncacheRxQuery } from 'rxdb';
import type { RxCacheReplacementPolicy, RxCollection, RxConflictHandler, RxDatabase } from 'rxdb';
import { collectionSchemas } from './collection-schemas.ts';
import type { CollectionName, DocTypes } from './collection-schemas.ts';
import { createCommitQueue } from './commit-queue.ts';
import type { CommitQueue } from './commit-queue.ts';
import { createDistrictState, createDistrictStateTable } from './district-state.ts';
import { createDigestReader, digestTable } from './digest-table.ts';
import type { DigestOptions, DigestReader } from './digest-table.ts';
import { writeDirectly } from './direct-writer.ts';
import { fileHeldTable, fileUseTable } from './file-tables.ts';
import { createLateIndexes, type LateIndexes } from './late-indexes.ts';
import { createOutbox, createOutboxTable, outboxHook } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { projectionTable } from './projections.ts';
import type { ProjectionSpec } from './projections.ts';
import { createReadSql } from './read-sql.ts';
import type { ReadSql } from './read-sql.ts';
import { createSqliteStorage } from './rx-storage.ts';
import { createSearch } from './search-query.ts';
import type { SearchRecords } from './search-query.ts';
import { searchTable } from './search-table.ts';
import type { SearchSpec, ToPinyin } from './search-table.ts';
import { fillSideTables, hookSideTables, prepareSideTables } from './side-tables.ts';
import type { RebuildProgress, SideTable } from './side-tables.ts';
import { openSqlite } from './sqlite-database.ts';
import type { OpenSqliteOptions, SqliteDatabase } from './sqlite-database.ts';
import { StorageError, toStorageError } from './storage-error.ts';
import { createWriteHooks } from './write-hooks.ts';
import type { WriteHook } from './write-hooks.ts';

export type Collections = { [Name in CollectionName]: RxCollection<DocTypes[Name]> };

export type StoreOptions = OpenSqliteOptions & {
  /** Current instant, ISO 8601 UTC. */
  now: () => string;
  projections?: readonly ProjectionSpec[];
  searches?: readonly SearchSpec[];
  toPinyin?: ToPinyin;
  /** Further tables derived from documents. */
  sideTables?: readonly SideTable[];
  /** Which collections wait for the district's acknowledgement; by default records, events and files. */
  outbox?: { collections: readonly CollectionName[]; isIncoming?: (context: string) => boolean };
  digest?: DigestOptions;
  conflictHandlers?: { [Name in CollectionName]?: RxConflictHandler<DocTypes[Name]> };
  /** Further hooks, run after our own in the same transaction. */
  hooks?: readonly { collection: CollectionName; hook: WriteHook }[];
  /** Called while side tables are filled again after their declaration changed. */
  onProgress?: RebuildProgress;
};

export type Store = {
  db: RxDatabase<Collections>;
  collections: Collections;
  /**
   * Commits `expectedWrites` document writes together or not at all:
   * `await store.atomic(2, () => Promise.all([records.upsert(a), events.insert(b)]))`.
   * A bulkInsert or bulkUpsert counts as one. Start all writes before awaiting any (each resolves only after the
   * commit), and read before, not inside. If `work` rejects, a write fails, or the writes do not all come, nothing
   * is kept and it rejects. What `work` does after its last announced write is no longer undone.
   */
  atomic: CommitQueue['atomic'];
  read: ReadSql;
  search: SearchRecords;
  outbox: Outbox;
  digest: DigestReader;
  lateIndexes: LateIndexes;
  /** Forgets what the district was believed to have of a document: it is sent as a new one. */
  forgetDistrict(collection: CollectionName, id: string): Promise<void>;
  /** Moves everything into the main file, so that a plain copy of it is complete. */
  checkpoint(): Promise<void>;
  /** Writes an encrypted copy under the same key; the target must not exist. */
  copyInto(path: string): Promise<void>;
  /** Checkpoint and plain copy of the file, with nothing written in between; quicker than `copyInto`. */
  snapshot(path: string): Promise<void>;
  /** From now on every write is refused with E_READ_ONLY. */
  refuseWrites(): Promise<void>;
  /** Grows with every write of this session. */
  changes(): Promise<number>;
  /** Frames of the write-ahead log that were taken over at the start. */
  readonly recoveredFrames: number;
  /** SQLite's quick_check; empty when the file is sound. Reads the whole file: not for a busy moment. */
  check(): Promise<string[]>;
  close(): Promise<void>;
};

export type OpenStoreResult =
  | { ok: true; store: Store }
  | { ok: false; code: StorageError['code']; error: StorageError };

/** Opens or creates the store; expected failures (wrong key, busy, newer, disk full…) come back typed. */
export async function openStore(options: StoreOptions): Promise<OpenStoreResult> {
  const opened = openSqlite(options);
  if (!opened.ok) return opened;
  const { database } = opened;
  try {
    return { ok: true, store: await buildStore(database, options) };
  } catch (error) {
    database.close();
    const typed = toStorageError(error);
    if (typed instanceof StorageError) return { ok: false, code: typed.code, error: typed };
    throw error;
  }
}

/** Collections that replication sends up, and so must know the district's last state of. */
const sent = ['records', 'events'] as const;

async function buildStore(database: SqliteDatabase, options: StoreOptions): Promise<Store> {
  const queue = createCommitQueue({ database });
  const hooks = createWriteHooks();
  const sideTables = [
    ...(options.projections ?? []).map(projectionTable),
    searchTable(options.searches ?? [], options.toPinyin ?? (() => ({ full: [], initials: [] }))),
    digestTable(options.digest ?? { collections: [], digestOf: () => null }),
    fileUseTable,
    fileHeldTable,
    ...(options.sideTables ?? []),
  ];
  const outboxOptions = {
    collections: ['records', 'events', 'files'] as const,
    ...options.outbox,
    now: options.now,
  };

  hookSideTables(hooks, sideTables);
  const districtState = await createDistrictState(database, sent);
  for (const collection of sent) hooks.add(collection, districtState.hook);
  for (const collection of outboxOptions.collections)
    hooks.add(collection, outboxHook(outboxOptions));
  for (const { collection, hook } of options.hooks ?? []) hooks.add(collection, hook);

  const progress = options.onProgress === undefined ? {} : { onProgress: options.onProgress };
  const stale = await prepareSideTables({ database, queue }, sideTables);
  await queue.write(() => {
    createOutboxTable(database);
    createDistrictStateTable(database);
    return { value: undefined, counts: false };
  });
  const storage = createSqliteStorage({ database, queue, hooks, districtState });
  const db = await openCollections(storage, options);
  try {
    await fillSideTables({ database, queue, ...progress }, stale);
  } catch (error) {
    await db.close();
    throw error;
  }

  let closing: Promise<void> | undefined;
  return {
    db,
    collections: db.collections,
    atomic: queue.atomic,
    read: createReadSql({ database, queue }),
    search: createSearch({ database, queue }),
    outbox: createOutbox({ database, queue, now: options.now }),
    digest: createDigestReader({ database, queue }),
    lateIndexes: createLateIndexes({ database, queue }, sideTables),
    forgetDistrict: (collection, id) =>
      queue.write(() => ({ value: districtState.forget(collection, id), counts: false })),
    checkpoint: () => queue.read(() => database.checkpoint()),
    copyInto: (path) => queue.read(() => database.copyInto(path)),
    snapshot: (path) => queue.read(() => database.snapshot(path)),
    refuseWrites: () => queue.read(() => database.refuseWrites()),
    changes: () =>
      queue.read(() => database.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0),
    recoveredFrames: database.recoveredFrames,
    check: () =>
      queue.read(() =>
        database
          .all<{ quick_check: string }>('PRAGMA quick_check')
          .map((row) => row.quick_check)
          .filter((line) => line !== 'ok'),
      ),
    close() {
      closing ??= (async () => {
        await db.close();
        await queue.close();
        database.checkpoint();
        database.close();
      })();
      return closing;
    },
  };
}

async function openCollections(
  storage: ReturnType<typeof createSqliteStorage>,
  options: StoreOptions,
): Promise<RxDatabase<Collections>> {
  const db = await createRxDatabase<Collections>({
    name: 'qiaobang',
    storage,
    multiInstance: false,
    eventReduce: true,
  });
  try {
    const handlers = options.conflictHandlers ?? {};
    const creators = Object.fromEntries(
      Object.entries(collectionSchemas).map(([name, schema]) => {
        const conflictHandler = handlers[name as CollectionName];
        return [
          name,
          {
            schema,
            cacheReplacementPolicy: dropUnwatchedQueries,
            ...(conflictHandler && { conflictHandler }),
          },
        ];
      }),
    );
    await db.addCollections(creators);
    for (const name of Object.keys(collectionSchemas) as CollectionName[])
      writeDirectly(db.collections[name] as RxCollection<unknown>);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** RxDB would keep a hundred finished queries with all their documents in memory; personal data does not linger here. */
const dropUnwatchedQueries: RxCacheReplacementPolicy = (_collection, queryCache) => {
  queryCache._map.forEach((query) => {
    if (countRxQuerySubscribers(query) === 0) uncacheRxQuery(queryCache, query);
  });
};
