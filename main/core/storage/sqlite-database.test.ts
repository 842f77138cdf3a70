import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from './sqlite-database.ts';
import { STORE_VERSION } from './store-version.ts';
import type { OpenSqliteOptions, SqliteDatabase } from './sqlite-database.ts';
import { applySettings, settingsFor } from './sqlite-settings.ts';
import { storageErrorCode } from './storage-error.ts';
import { makeTempFolder } from './testing/temp-folder.ts';
import { TEST_KEY } from './testing/test-key.ts';

function open(options: Partial<OpenSqliteOptions> & { path: string }): SqliteDatabase {
  const opened = openSqlite({ key: TEST_KEY, ...options });
  if (!opened.ok) throw opened.error;
  onTestFinished(() => opened.database.close());
  return opened.database;
}

function codeOf(options: Partial<OpenSqliteOptions> & { path: string }): string {
  const opened = openSqlite({ key: TEST_KEY, busyTimeoutMs: 50, ...options });
  if (!opened.ok) return opened.code;
  opened.database.close();
  return 'ok';
}

const newPath = (): string => join(makeTempFolder(), 'store.db');

describe('openSqlite', () => {
  it.each(['aegis256', 'sqlcipher', 'chacha20'] as const)(
    'keeps nothing readable on disk with %s',
    (cipher) => {
      const path = newPath();
      const database = open({ path, cipher });
      database.exec(
        "CREATE TABLE secrets(name TEXT); INSERT INTO secrets VALUES('张三 13800001111')",
      );
      const onDisk = (): Buffer =>
        Buffer.concat(
          [path, `${path}-wal`]
            .filter((file) => existsSync(file))
            .map((file) => readFileSync(file)),
        );
      const wal = onDisk();
      database.checkpoint();
      database.close();
      const main = onDisk();
      for (const bytes of [wal, main]) {
        expect(bytes.length).toBeGreaterThan(4_096);
        for (const text of ['张三', '13800001111', 'CREATE TABLE', 'SQLite format'])
          expect({ text, found: bytes.includes(text) }).toEqual({ text, found: false });
      }
      const again = open({ path, cipher, mode: 'existing' });
      expect(again.all('SELECT name FROM secrets')).toEqual([{ name: '张三 13800001111' }]);
    },
  );

  it('has every setting in force', () => {
    const database = open({ path: newPath() });
    for (const { name, readsBack } of settingsFor({ inMemory: false, busyTimeoutMs: 5_000 })) {
      expect([name, database.pragma(name)]).toEqual([name, readsBack]);
    }
    // The ones that records and secrecy hang on, said once more and not derived from the code.
    expect(database.pragma('synchronous')).toBe(2);
    expect(database.pragma('journal_mode')).toBe('wal');
    expect(database.pragma('locking_mode')).toBe('exclusive');
    expect(database.pragma('temp_store')).toBe(2);
    expect(database.pragma('secure_delete')).toBe(1);
    expect(database.pragma('cipher')).toBe('aegis');
    expect(database.pragma('algorithm')).toBe('aegis-256');
    expect(database.pragma('user_version')).toBe(STORE_VERSION);
  });

  it('refuses to go on with a setting that did not take', () => {
    const deaf = (text: string): unknown => (text.startsWith('busy_timeout') ? 5_000 : undefined);
    let code: string | undefined;
    try {
      applySettings(deaf, { inMemory: false, busyTimeoutMs: 5_000 });
    } catch (error) {
      code = storageErrorCode(error);
    }
    expect(code).toBe('E_DB_SETTING');
  });

  it('leaves the caller its key, and takes it raw and not as a passphrase', () => {
    const path = newPath();
    const key = Uint8Array.from(TEST_KEY);
    open({ path, key }).close();
    expect(key).toEqual(TEST_KEY);
    expect(codeOf({ path })).toBe('ok');
  });

  it('tells a wrong key or cipher, a text file, and a missing file', () => {
    const path = newPath();
    open({ path }).close();
    expect(codeOf({ path, key: new Uint8Array(32) })).toBe('E_DB_KEY');
    expect(codeOf({ path, cipher: 'chacha20' })).toBe('E_DB_KEY');
    const text = newPath();
    writeFileSync(text, '不是数据库\n'.repeat(2_000));
    expect(codeOf({ path: text })).toBe('E_DB_KEY');
    expect(readFileSync(text, 'utf8').startsWith('不是数据库')).toBe(true);
    const missing = newPath();
    expect(codeOf({ path: missing, mode: 'existing' })).toBe('E_DB_MISSING');
    expect(existsSync(missing)).toBe(false);
    expect(codeOf({ path: join(missing, 'no', 'folder.db') })).toBe('E_DB_IO');
  });

  it('leaves a file of a newer version untouched', () => {
    const path = newPath();
    const database = open({ path });
    database.pragma(`user_version = ${STORE_VERSION + 1}`);
    database.checkpoint();
    database.close();
    const before = readFileSync(path);
    expect(codeOf({ path })).toBe('E_NEWER_DATA');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is busy while another process holds the file, and free once that is gone', async () => {
    const path = newPath();
    const child = spawn(process.execPath, [
      fileURLToPath(new URL('testing/hold-child.ts', import.meta.url)),
      path,
    ]);
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    expect(line.toString()).toBe('held\n');
    expect(codeOf({ path })).toBe('E_DB_BUSY');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(codeOf({ path })).toBe('ok');
  });

  it('notices a flipped byte', () => {
    const path = newPath();
    const database = open({ path });
    database.exec('CREATE TABLE t(a TEXT)');
    for (let row = 0; row < 50; row += 1)
      database.run('INSERT INTO t VALUES(?)', 'x'.repeat(1_000));
    database.checkpoint();
    database.close();
    const bytes = readFileSync(path);
    const middle = 4_096 * 6 + 99;
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    writeFileSync(path, bytes);
    const damaged = open({ path });
    let code: string | undefined;
    try {
      damaged.all('SELECT a FROM t');
    } catch (error) {
      code = storageErrorCode(error);
    }
    expect(code).toBe('E_DB_CORRUPT');
  });

  it('names a full disk, keeps what was there, and works again when there is room', () => {
    const database = open({ path: newPath() });
    database.exec("CREATE TABLE t(a TEXT); INSERT INTO t VALUES('kept')");
    database.pragma(`max_page_count = ${Number(database.pragma('page_count')) + 2}`);
    let code: string | undefined;
    try {
      database.run('INSERT INTO t VALUES(?)', 'x'.repeat(100_000));
    } catch (error) {
      code = storageErrorCode(error);
    }
    expect(code).toBe('E_DISK_FULL');
    database.pragma('max_page_count = 100000');
    database.run('INSERT INTO t VALUES(?)', 'y');
    expect(database.all('SELECT a FROM t')).toEqual([{ a: 'kept' }, { a: 'y' }]);
  });

  it('copies itself under the same key and refuses to overwrite', () => {
    const path = newPath();
    const database = open({ path });
    database.exec("CREATE TABLE t(a TEXT); INSERT INTO t VALUES('演示')");
    database.copyInto(`${path}.copy`);
    expect(() => database.copyInto(`${path}.copy`)).toThrow('already exists');
    expect(open({ path: `${path}.copy` }).all('SELECT a FROM t')).toEqual([{ a: '演示' }]);
    expect(codeOf({ path: `${path}.copy`, key: new Uint8Array(32) })).not.toBe('ok');
  });

  it('names a medium that cannot be written to', () => {
    const database = open({ path: newPath() });
    database.exec('CREATE TABLE t(a TEXT)');
    database.pragma('query_only = 1');
    let code: string | undefined;
    try {
      database.run('INSERT INTO t VALUES(1)');
    } catch (error) {
      code = storageErrorCode(error);
    }
    expect(code).toBe('E_READ_ONLY');
  });
});
