/**
 * One error type for everything that can go wrong with the profile's database. The code is what
 * callers decide on; the message never holds a key, a path or the content of a record.
 */

export type StorageErrorCode =
  /** Wrong key, or the file is no database at all: the two cannot be told apart. */
  | 'E_DB_KEY'
  /** Another process holds the file. */
  | 'E_DB_BUSY'
  /** Written by a newer version of the app; nothing was touched. */
  | 'E_NEWER_DATA'
  /** Of an older layout, and nobody has allowed to bring it to ours. */
  | 'E_OLDER_DATA'
  | 'E_DISK_FULL'
  | 'E_READ_ONLY'
  | 'E_DB_CORRUPT'
  | 'E_DB_IO'
  | 'E_DB_MISSING'
  /** SQLite did not take a setting that we rely on. */
  | 'E_DB_SETTING'
  | 'E_DB_CLOSED'
  /** An atomic write got fewer writes than announced and stopped making progress. */
  | 'E_ATOMIC_STALLED'
  /** A bug of the caller: nested atomic, or a read inside of one. */
  | 'E_ATOMIC_MISUSE'
  | 'E_DB_OTHER';

export class StorageError extends Error {
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: { cause?: unknown }) {
    super(`${code}: ${message}`, options);
    this.name = 'StorageError';
    this.code = code;
  }
}

/** Turns whatever SQLite threw into a StorageError; errors that are not SQLite's come back as they are. */
export function toStorageError(error: unknown): unknown {
  if (error instanceof StorageError) return error;
  const sqlite = sqliteCodeOf(error);
  if (sqlite === undefined) return error;
  // SQLite's own messages can quote SQL or a path, so only its code is passed on.
  return new StorageError(storageCodeOf(sqlite), sqlite);
}

/** The code to tell a user about, or undefined when the error did not come from the database. */
export function storageErrorCode(error: unknown): StorageErrorCode | undefined {
  const typed = toStorageError(error);
  return typed instanceof StorageError ? typed.code : undefined;
}

function sqliteCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}

function storageCodeOf(sqlite: string): StorageErrorCode {
  const families: [string, StorageErrorCode][] = [
    ['SQLITE_NOTADB', 'E_DB_KEY'],
    ['SQLITE_BUSY', 'E_DB_BUSY'],
    ['SQLITE_LOCKED', 'E_DB_BUSY'],
    ['SQLITE_PROTOCOL', 'E_DB_BUSY'],
    ['SQLITE_FULL', 'E_DISK_FULL'],
    ['SQLITE_READONLY', 'E_READ_ONLY'],
    ['SQLITE_CORRUPT', 'E_DB_CORRUPT'],
    ['SQLITE_IOERR', 'E_DB_IO'],
    ['SQLITE_CANTOPEN', 'E_DB_IO'],
  ];
  return families.find(([family]) => sqlite.startsWith(family))?.[1] ?? 'E_DB_OTHER';
}
