/**
 * Opens the profile's one encrypted SQLite file and keeps its one connection.
 * Everything that can be wrong with a file on a user's disk comes back as a typed result.
 */
import { constants, copyFileSync, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { applySettings } from './sqlite-settings.ts';
import { StorageError, toStorageError } from './storage-error.ts';
import { runSteps, STORE_VERSION, storeSteps, type StoreStep } from './store-version.ts';

/** Formats on disk. The name is kept in the key file, because a file only opens with the cipher that wrote it. */
export type CipherName = 'aegis256' | 'sqlcipher' | 'chacha20';

export type SqlValue = string | number | bigint | Uint8Array | null;

/** Prepared statements on the one connection; cached by their text. */
export type Sql = {
  run(sql: string, ...params: SqlValue[]): { changes: number };
  // The caller names the row's shape, because SQLite cannot.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  get<T>(sql: string, ...params: SqlValue[]): T | undefined;
  all<T>(sql: string, ...params: SqlValue[]): T[];
};

export type SqliteDatabase = Sql & {
  readonly path: string;
  iterate<T>(sql: string, ...params: SqlValue[]): IterableIterator<T>;
  exec(sql: string): void;
  pragma(text: string): unknown;
  /** True for a single statement that reads and returns rows, by SQLite's own judgement. */
  isReadOnlyQuery(sql: string): boolean;
  isInTransaction(): boolean;
  /** Moves the WAL into the main file and empties it. */
  checkpoint(): void;
  /** Checkpoint and a plain copy of the file, in one go: nothing can be written in between. The target must not exist. */
  snapshot(path: string): void;
  /** Encrypts the file anew under another key; for copies that nobody else has open. */
  rekey(key: Uint8Array): void;
  /** From now on SQLite refuses every write. */
  refuseWrites(): void;
  /** Frames of the write-ahead log that SQLite took over when it opened the file. */
  readonly recoveredFrames: number;
  /** Writes an encrypted copy under the same key and cipher; the target must not exist. */
  copyInto(path: string): void;
  close(): void;
};

export type OpenSqliteOptions = {
  path: string;
  /** 32 random bytes. `null` only together with `:memory:`. Not kept, and not changed. */
  key: Uint8Array | null;
  cipher?: CipherName;
  /**
   * `existing` never makes a file: for the start-up ladder, where an empty database would hide a loss.
   * `inspect` looks into a copy: nothing is written, no step is run, an older layout is welcome.
   */
  mode?: 'create' | 'existing' | 'inspect';
  /** An older layout is brought to ours; without it such a file is left as it is (E_OLDER_DATA). */
  migrate?: boolean;
  /** The steps to our layout and its number; only tests have others. */
  layout?: { version: number; steps: readonly StoreStep[] };
  /** How long to wait for another process that holds the file. Milliseconds. */
  busyTimeoutMs?: number;
};

export type OpenSqliteResult =
  | { ok: true; database: SqliteDatabase }
  | { ok: false; code: StorageError['code']; error: StorageError };

const IN_MEMORY = ':memory:';
const STATEMENT_CACHE_SIZE = 400;

/** Opens or creates the file; throws only when called wrongly (no key for a file on disk). */
export function openSqlite(options: OpenSqliteOptions): OpenSqliteResult {
  const inMemory = options.path === IN_MEMORY;
  if (options.key === null && !inMemory) throw new Error('a database on disk needs a key');
  if (options.key !== null && options.key.length !== 32)
    throw new Error('the key must have 32 bytes');
  if (
    options.mode !== undefined &&
    options.mode !== 'create' &&
    !inMemory &&
    (!existsSync(options.path) || statSync(options.path).size === 0)
  ) {
    return failed(new StorageError('E_DB_MISSING', 'the database file does not exist'));
  }
  if (!inMemory && !existsSync(dirname(options.path))) {
    return failed(new StorageError('E_DB_IO', 'the folder of the database does not exist'));
  }
  let connection: Database.Database | undefined;
  try {
    connection = new Database(options.path, { timeout: options.busyTimeoutMs ?? 5_000 });
    if (options.key !== null) unlock(connection, options.key, options.cipher ?? 'aegis256');
    const layout = options.layout ?? { version: STORE_VERSION, steps: storeSteps };
    const opened = connection;
    opened.pragma('locking_mode = EXCLUSIVE');
    // The first read: a wrong key shows here, and a newer file is left before anything is written to it.
    const version = Number(readPragma(opened, 'user_version'));
    if (options.mode === 'inspect') {
      opened.pragma('temp_store = MEMORY');
      return { ok: true, database: wrap(opened, options.path, 0) };
    }
    refuseOther(version, layout.version, options.migrate === true);
    const recoveredFrames = framesTaken(opened);
    applySettings((text) => readPragma(opened, text), {
      inMemory,
      busyTimeoutMs: options.busyTimeoutMs ?? 5_000,
    });
    takeWriteLock(opened, version, layout);
    return { ok: true, database: wrap(opened, options.path, recoveredFrames) };
  } catch (error) {
    connection?.close();
    const typed = toStorageError(error);
    if (typed instanceof StorageError) return failed(typed);
    throw error;
  }
}

function failed(error: StorageError): OpenSqliteResult {
  return { ok: false, code: error.code, error };
}

function unlock(connection: Database.Database, key: Uint8Array, cipher: CipherName): void {
  const names: Record<CipherName, string> = {
    aegis256: 'aegis',
    sqlcipher: 'sqlcipher',
    chacha20: 'chacha20',
  };
  expectPragma(connection, `cipher='${names[cipher]}'`, names[cipher]);
  if (cipher === 'aegis256') expectPragma(connection, "algorithm='aegis-256'", 'aegis-256');
  if (cipher === 'sqlcipher') expectPragma(connection, 'legacy=4', '4');
  const material = keyMaterial(key);
  connection.key(material);
  material.fill(0);
}

/** Without "raw:" the same bytes would silently be taken for a passphrase, that is, for another key. */
function keyMaterial(key: Uint8Array): Buffer {
  const material = Buffer.alloc(4 + 64);
  material.write('raw:', 0, 'latin1');
  const digits = '0123456789abcdef';
  key.forEach((byte, index) => {
    material[4 + index * 2] = digits.charCodeAt(byte >> 4);
    material[5 + index * 2] = digits.charCodeAt(byte & 15);
  });
  return material;
}

function expectPragma(connection: Database.Database, text: string, wanted: string): void {
  const actual = String(readPragma(connection, text));
  if (actual !== wanted) throw new StorageError('E_DB_SETTING', `${text} gave ${actual}`);
}

function readPragma(connection: Database.Database, text: string): unknown {
  return connection.pragma(text, { simple: true });
}

function refuseOther(version: number, ours: number, mayMigrate: boolean): void {
  const text = `the file has version ${version}, this app knows ${ours}`;
  if (version > ours) throw new StorageError('E_NEWER_DATA', text);
  if (version > 0 && version < ours && !mayMigrate) throw new StorageError('E_OLDER_DATA', text);
}

function framesTaken(connection: Database.Database): number {
  const [row] = connection.pragma('wal_checkpoint(PASSIVE)') as { log: number }[];
  return Math.max(0, row?.log ?? 0);
}

/**
 * A first write, so that a second process, a read-only file and a full disk are met now and not at the first save.
 * The steps to our layout are part of it: all of them or none.
 */
function takeWriteLock(
  connection: Database.Database,
  version: number,
  layout: { version: number; steps: readonly StoreStep[] },
): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    if (version > 0) runSteps(layout.steps, version, (sql) => void connection.exec(sql));
    connection.exec(`PRAGMA user_version = ${layout.version}; COMMIT`);
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

function wrap(
  connection: Database.Database,
  path: string,
  recoveredFrames: number,
): SqliteDatabase {
  const statements = new Map<string, Database.Statement>();

  function prepare(sql: string): Database.Statement {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = connection.prepare(sql);
      if (statements.size >= STATEMENT_CACHE_SIZE) {
        const oldest = statements.keys().next();
        if (!oldest.done) statements.delete(oldest.value);
      }
    } else {
      statements.delete(sql);
    }
    statements.set(sql, statement);
    return statement;
  }

  return {
    path,
    recoveredFrames,
    snapshot(target) {
      connection.pragma('wal_checkpoint(TRUNCATE)');
      copyFileSync(path, target, constants.COPYFILE_EXCL);
    },
    rekey(key) {
      const material = keyMaterial(key);
      connection.rekey(material);
      material.fill(0);
    },
    refuseWrites: () => void connection.pragma('query_only = 1'),
    run: (sql, ...params) => ({ changes: prepare(sql).run(...params).changes }),
    // As in the type above.
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
    get: <T>(sql: string, ...params: SqlValue[]) => prepare(sql).get(...params) as T | undefined,
    all: <T>(sql: string, ...params: SqlValue[]) => prepare(sql).all(...params) as T[],
    // A generator, because SQLite's own iterator keeps the connection busy from its making on, used or not.
    // Not cached: a statement in the middle of an iteration cannot be used a second time.
    *iterate<T>(sql: string, ...params: SqlValue[]) {
      yield* connection.prepare(sql).iterate(...params) as IterableIterator<T>;
    },
    exec: (sql) => void connection.exec(sql),
    pragma: (text) => readPragma(connection, text),
    isReadOnlyQuery(sql) {
      const statement = prepare(sql);
      return statement.readonly && statement.reader;
    },
    isInTransaction: () => connection.inTransaction,
    checkpoint: () => void connection.pragma('wal_checkpoint(TRUNCATE)'),
    copyInto: (target) => void connection.prepare('VACUUM INTO ?').run(target),
    close() {
      if (!connection.open) return;
      statements.clear();
      try {
        connection.pragma('optimize');
      } catch {
        // A damaged or full file must still be let go of; optimising is a courtesy to the next start.
      }
      connection.close();
    },
  };
}
