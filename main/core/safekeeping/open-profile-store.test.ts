import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite, StorageError } from '../storage/index.ts';
import { explainStorageError, openProfileStore } from './open-profile-store.ts';

let folder: string;
let key: Uint8Array;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-ladder-'));
  key = new Uint8Array(randomBytes(32));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'office.db');
const mark = () => join(folder, 'open.mark');
const open = (isNew: boolean, withKey = key) =>
  openProfileStore({
    folder,
    isNew,
    key: withKey,
    cipher: 'aegis256',
    now: () => '2026-11-23T00:00:00.000Z',
  });

async function make(): Promise<void> {
  const made = await open(true);
  if (!made.ok) throw new Error(made.error.code);
  await made.value.collections.local.insert({
    id: 'a',
    kind: 'note',
    updatedAt: '2026-11-23T00:00:00.000Z',
    data: { text: '内容' },
  });
  await made.value.close();
}

describe('start-up ladder', () => {
  it('opens what it closed, and takes its mark away', async () => {
    await make();
    expect(existsSync(mark())).toBe(false);
    const again = await open(false);
    expect(again.ok && (await again.value.collections.local.findOne('a').exec())?.data).toEqual({
      text: '内容',
    });
    expect(existsSync(mark())).toBe(true);
    if (again.ok) await again.value.close();
  });

  it('calls a missing file a loss, never an empty start', async () => {
    expect(await open(false)).toEqual({ ok: false, error: { code: 'E_DATA_DAMAGED' } });
    expect(existsSync(file())).toBe(false);
  });

  it('refuses a damaged file and a wrong key, and keeps the file as it is', async () => {
    await make();
    const sound = readFileSync(file());
    expect(await open(false, new Uint8Array(randomBytes(32)))).toEqual({
      ok: false,
      error: { code: 'E_DATA_DAMAGED' },
    });
    expect(readFileSync(file()).equals(sound)).toBe(true);
    const broken = Buffer.from(sound);
    broken[5000] = (broken[5000] ?? 0) ^ 1;
    writeFileSync(file(), broken);
    // The page may only be read by the check that an unclean end calls for.
    writeFileSync(mark(), '');
    expect(await open(false)).toEqual({ ok: false, error: { code: 'E_DATA_DAMAGED' } });
    expect(readFileSync(file())).toHaveLength(broken.length);
  });

  it('refuses data of a newer version and leaves it alone', async () => {
    await make();
    const direct = openSqlite({ path: file(), key });
    if (!direct.ok) throw direct.error;
    direct.database.exec('PRAGMA user_version = 99');
    direct.database.close();
    expect(await open(false)).toEqual({ ok: false, error: { code: 'E_NEWER_DATA' } });
  });

  it('names a second holder', async () => {
    const first = await open(true);
    expect(await open(false)).toEqual({ ok: false, error: { code: 'E_DATA_IN_USE' } });
    if (first.ok) await first.value.close();
  });
});

describe('storage errors in words', () => {
  it('names what a person can do, and nothing else', () => {
    expect(explainStorageError(new StorageError('E_DISK_FULL', 'x'))).toEqual({
      code: 'E_DISK_FULL',
    });
    expect(explainStorageError(Object.assign(new Error('x'), { code: 'SQLITE_FULL' }))).toEqual({
      code: 'E_DISK_FULL',
    });
    expect(explainStorageError(new StorageError('E_READ_ONLY', 'x'))).toEqual({
      code: 'E_READ_ONLY',
    });
    expect(explainStorageError(new StorageError('E_ATOMIC_MISUSE', 'x'))).toBeNull();
    expect(explainStorageError(new Error('x'))).toBeNull();
  });
});
