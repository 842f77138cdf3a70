import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  rmdirSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../storage/index.ts';
import {
  createProfileBench,
  idsIn,
  writePair,
  type ProfileBench,
} from './testing/profile-bench.ts';

const codesOf = (notes: readonly { code: string }[]) => notes.map(({ code }) => code);
const uncleanly = (bench: ProfileBench) => writeFileSync(bench.file('open.mark'), '');

/** Turns one bit in the middle of the file, inside a page that holds documents. */
function rot(path: string, at = 0.5): void {
  const content = readFileSync(path);
  const place = Math.floor(content.length * at);
  content[place] = (content[place] ?? 0) ^ 1;
  writeFileSync(path, content);
}

describe('start-up ladder, all well', () => {
  it('opens what it closed, and takes its mark away', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    expect(existsSync(bench.file('open.mark'))).toBe(false);
    const { store, notes, readOnly } = await bench.opened();
    expect([await idsIn(store), notes, readOnly]).toEqual([['a'], [], false]);
    expect(existsSync(bench.file('open.mark'))).toBe(true);
  });

  it('checks the file after an unclean end, and says so', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    uncleanly(bench);
    const { notes } = await bench.opened();
    expect(codesOf(notes)).toEqual(['checked_after_crash']);
  });

  it('keeps notes until somebody has read them', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    uncleanly(bench);
    await (await bench.opened()).store.close();
    const again = await bench.opened();
    expect(codesOf(again.keeping.notes())).toEqual(['checked_after_crash']);
    again.keeping.readNotes();
    await again.store.close();
    expect((await bench.opened()).notes).toEqual([]);
  });

  it('refuses data of a newer version, and leaves every byte', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    const direct = openSqlite({ path: bench.file(), key: bench.key });
    if (!direct.ok) throw direct.error;
    direct.database.exec('PRAGMA user_version = 99');
    direct.database.close();
    const before = readFileSync(bench.file());
    expect(await bench.open()).toEqual({ ok: false, error: { code: 'E_NEWER_DATA' } });
    expect(readFileSync(bench.file()).equals(before)).toBe(true);
    expect(existsSync(bench.file('quarantine'))).toBe(false);
  });

  it('names a second holder', async () => {
    const bench = createProfileBench();
    await bench.opened({ isNew: true });
    expect(await bench.open()).toEqual({ ok: false, error: { code: 'E_DATA_IN_USE' } });
  });
});

describe('start-up ladder, damage', () => {
  const faults: readonly (readonly [string, (bench: ProfileBench) => void])[] = [
    ['a turned bit', (bench) => rot(bench.file())],
    ['a turned bit in the first page', (bench) => rot(bench.file(), 0.001)],
    ['a cut end', (bench) => truncateSync(bench.file(), 9_000)],
    ['zeros', (bench) => writeFileSync(bench.file(), Buffer.alloc(40_960))],
    ['a text in its place', (bench) => writeFileSync(bench.file(), '不是数据库'.repeat(2_000))],
    ['an empty file', (bench) => writeFileSync(bench.file(), '')],
    ['no file', (bench) => rmSync(bench.file())],
  ];

  it.each(faults)('%s: the backup comes back, and the file is set aside', async (_name, fault) => {
    const bench = createProfileBench();
    await bench.make('a', 'b');
    const first = await bench.opened();
    expect((await first.keeping.backUp('by_hand')).ok).toBe(true);
    await first.store.close();
    uncleanly(bench);
    fault(bench);
    const left = existsSync(bench.file()) ? readFileSync(bench.file()) : null;
    const { store, notes } = await bench.opened();
    expect(await idsIn(store)).toEqual(['a', 'b']);
    expect(codesOf(notes)).toContain('restored_from_backup');
    expect(await store.check()).toEqual([]);
    if (left === null) return;
    const [time] = readdirSync(bench.file('quarantine'));
    const aside = join(bench.file('quarantine'), String(time), 'office.db');
    expect(readFileSync(aside).equals(left)).toBe(true);
  });

  it.each(faults)(
    '%s without a backup: said plainly, never a silent empty start',
    async (_name, fault) => {
      const bench = createProfileBench();
      await bench.make('a', 'b');
      uncleanly(bench);
      fault(bench);
      const { notes } = await bench.opened();
      const codes = codesOf(notes);
      expect(codes.includes('started_empty') || codes.includes('salvaged')).toBe(true);
    },
  );

  it('what was written after the backup is saved from the damaged file, and waits to be sent', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    const first = await bench.opened();
    await first.keeping.backUp('by_hand');
    for (let number = 0; number < 60; number += 1)
      await writePair(first.store, `later-${String(number).padStart(2, '0')}`);
    await first.store.close();
    uncleanly(bench);
    rot(bench.file(), 0.6);
    const { store, notes } = await bench.opened();
    const ids = await idsIn(store);
    const salvaged = notes.find(({ code }) => code === 'salvaged');
    expect(ids).toContain('a');
    // One page of some hundred is gone; nearly all of the rest must be there.
    expect(ids.length).toBeGreaterThan(50);
    expect(Number(salvaged?.params['records'])).toBeGreaterThan(90);
    const waiting = new Set((await store.outbox.list()).map(({ id }) => id));
    expect(ids.filter((id) => !waiting.has(id))).toEqual([]);
    const listed = await store.read.all<{ id: string }>('SELECT id FROM p_person ORDER BY id');
    expect(listed.map(({ id }) => id)).toEqual(ids);
  });

  it('a damaged backup is skipped for an older one, and named', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    const first = await bench.opened();
    await first.keeping.backUp('by_hand');
    bench.clock.now += 60_000;
    await first.keeping.backUp('by_hand');
    await first.store.close();
    const [, newest] = readdirSync(bench.file('backups')).toSorted();
    rot(join(bench.file('backups'), String(newest), 'office.db'));
    writeFileSync(bench.file(), 'x'.repeat(9_000));
    uncleanly(bench);
    const { store, notes, keeping } = await bench.opened();
    expect(codesOf(notes)).toEqual(
      expect.arrayContaining(['backup_skipped', 'restored_from_backup']),
    );
    expect(await idsIn(store)).toEqual(['a']);
    expect(keeping.board().backups.map(({ sound }) => sound)).toEqual([false, true]);
  });

  it('the log of another database does no harm', async () => {
    const [bench, other] = [createProfileBench(), createProfileBench()];
    await bench.make('a');
    const foreign = await other.opened({ isNew: true });
    await writePair(foreign.store, 'foreign');
    copyFileSync(other.file('office.db-wal'), bench.file('office.db-wal'));
    uncleanly(bench);
    const { store } = await bench.opened();
    expect(await idsIn(store)).toEqual(['a']);
  });

  it('a damaged log shows, although SQLite takes it for a shorter one', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    const live = await bench.opened();
    for (const id of ['b', 'c', 'd', 'e']) await writePair(live.store, id);
    const copy = createProfileBench();
    copyFileSync(bench.file(), copy.file());
    copyFileSync(bench.file('office.db-wal'), copy.file('office.db-wal'));
    rot(copy.file('office.db-wal'), 0.3);
    uncleanly(copy);
    const { store, notes } = await copy.opened({ key: bench.key });
    expect(codesOf(notes)).toEqual(['log_damaged']);
    expect((await idsIn(store)).length).toBeLessThan(5);
  });
});

describe('start-up ladder, no room', () => {
  it('counts the log of an unclean end into the room that it needs', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    uncleanly(bench);
    writeFileSync(bench.file('office.db-wal'), '');
    truncateSync(bench.file('office.db-wal'), 200_000_000);
    const { readOnly, notes } = await bench.opened({ freeSpace: () => 300_000_000 });
    expect([readOnly, codesOf(notes)]).toEqual([true, ['read_only_space']]);
  });

  it('refuses in words when what was found cannot be copied, and opens once it can', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    uncleanly(bench);
    mkdirSync(bench.file('office.db.found.tmp-wal'));
    expect(await bench.open()).toEqual({ ok: false, error: { code: 'E_READ_ONLY' } });
    rmdirSync(bench.file('office.db.found.tmp-wal'));
    expect(await idsIn((await bench.opened()).store)).toEqual(['a']);
  });

  it('a nearly full disk is for reading only', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    const { store, readOnly, notes, keeping } = await bench.opened({ freeSpace: () => 90_000_000 });
    expect([readOnly, codesOf(notes), await idsIn(store)]).toEqual([
      true,
      ['read_only_space'],
      ['a'],
    ]);
    await expect(writePair(store, 'b')).rejects.toMatchObject({ code: 'E_READ_ONLY' });
    expect(await keeping.backUp('by_hand')).toEqual({ ok: false, error: { code: 'E_READ_ONLY' } });
    await store.close();
    const again = await bench.opened();
    expect([again.readOnly, await idsIn(again.store)]).toEqual([false, ['a']]);
  });
});

describe('migration', () => {
  const steps = [
    { to: 2, run: (exec: (sql: string) => void) => exec('CREATE TABLE second(a)') },
    { to: 3, run: (exec: (sql: string) => void) => exec('CREATE TABLE third(a)') },
  ];

  it('goes through all steps after a verified backup', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    const layout = { version: 3, steps };
    const { store, notes, keeping } = await bench.opened({ layout });
    expect(codesOf(notes)).toEqual(['migrated']);
    expect(await idsIn(store)).toEqual(['a']);
    expect(keeping.board().backups.map(({ reason, sound }) => [reason, sound])).toEqual([
      ['before_migration', true],
    ]);
    await store.close();
    expect(await bench.open()).toEqual({ ok: false, error: { code: 'E_NEWER_DATA' } });
  });

  it('a step that fails leaves everything as it was', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    const broken = [steps[0], { to: 3, run: () => fail() }] as typeof steps;
    const answer = await bench.open({ layout: { version: 3, steps: broken } });
    expect(answer).toEqual({ ok: false, error: { code: 'E_MIGRATION_FAILED' } });
    expect(await idsIn((await bench.opened()).store)).toEqual(['a']);
  });
});

function fail(): never {
  throw new Error('a step went wrong');
}

it('a wrong key sets the file aside and never overwrites it', async () => {
  const bench = createProfileBench();
  await bench.make('a');
  const before = readFileSync(bench.file());
  const { notes } = await bench.opened({ key: new Uint8Array(randomBytes(32)) });
  expect(codesOf(notes)).toEqual(['damaged_set_aside', 'started_empty']);
  const [time] = readdirSync(bench.file('quarantine'));
  expect(
    readFileSync(join(bench.file('quarantine'), String(time), 'office.db')).equals(before),
  ).toBe(true);
});
