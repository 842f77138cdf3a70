/**
 * The settings of our SQLite connection. Each is set and then read back: a setting that SQLite
 * silently ignored would cost records (synchronous) or secrecy (temp_store), so we refuse to go on.
 * Source: style card §0 facts 4, 5 and §4.1; figures in the storage trial.
 */
import { StorageError } from './storage-error.ts';

export type Pragma = (text: string) => unknown;

type Setting = { name: string; value: string | number; readsBack: string | number };

/** Sets every setting in order and throws E_DB_SETTING naming the first that did not take. */
export function applySettings(
  pragma: Pragma,
  options: { inMemory: boolean; busyTimeoutMs: number },
): void {
  for (const setting of settingsFor(options)) {
    pragma(`${setting.name} = ${String(setting.value)}`);
    const actual = pragma(setting.name);
    if (actual !== setting.readsBack) {
      throw new StorageError(
        'E_DB_SETTING',
        `${setting.name} is ${String(actual)}, wanted ${String(setting.readsBack)}`,
      );
    }
  }
}

/** The list, exported so that a test can compare a living connection with it. */
export function settingsFor(options: { inMemory: boolean; busyTimeoutMs: number }): Setting[] {
  const same = (name: string, value: string | number): Setting => ({
    name,
    value,
    readsBack: value,
  });
  return [
    same('busy_timeout', options.busyTimeoutMs),
    // Before journal_mode: then there is no -shm file and a second process gets SQLITE_BUSY.
    { name: 'locking_mode', value: 'EXCLUSIVE', readsBack: 'exclusive' },
    { name: 'journal_mode', value: 'WAL', readsBack: options.inMemory ? 'memory' : 'wal' },
    // This build's default under WAL is NORMAL, which loses the last writes at a power cut.
    { name: 'synchronous', value: 'FULL', readsBack: 2 },
    // macOS only flushes the drive's cache with these; elsewhere they do nothing.
    same('fullfsync', 1),
    same('checkpoint_fullfsync', 1),
    // Temporary files are not encrypted: keep them off the disk.
    { name: 'temp_store', value: 'MEMORY', readsBack: 2 },
    same('foreign_keys', 1),
    same('trusted_schema', 0),
    same('cell_size_check', 1),
    same('secure_delete', 1),
    same('cache_size', -65_536),
    same('wal_autocheckpoint', 8_000),
    same('journal_size_limit', 67_108_864),
  ];
}
