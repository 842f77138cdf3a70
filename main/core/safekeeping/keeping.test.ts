import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdDataFolder } from './hold-data-folder.ts';
import { createProfileBench, idsIn, writePair } from './testing/profile-bench.ts';
import { backupsToRemove, type Kept } from './which-backups-stay.ts';
import { restoreBackup, undoRestore } from './restore-backup.ts';

describe('keeping', () => {
  it('makes a verified backup, tells of it, and knows when nothing has changed since', async () => {
    const bench = createProfileBench();
    const { store, keeping } = await bench.opened({ isNew: true });
    await writePair(store, 'a');
    expect(await keeping.hasChanged()).toBe(true);
    await keeping.backUp('timed');
    expect(await keeping.hasChanged()).toBe(false);
    expect(keeping.board().backups).toMatchObject([{ reason: 'timed', records: 1, sound: true }]);
    await writePair(store, 'b');
    expect(await keeping.hasChanged()).toBe(true);
  });

  it('copies to a second place, and a missing stick stops nothing', async () => {
    const bench = createProfileBench();
    const { keeping } = await bench.opened({ isNew: true });
    const stick = bench.file('stick');
    expect(keeping.setSecondPlace(stick)).toEqual({ ok: true, value: null });
    await keeping.backUp('by_hand');
    expect(readdirSync(stick)).toHaveLength(1);
    expect(keeping.board().backups[0]?.copied).toBe(true);
    const blocked = bench.file('file');
    writeFileSync(blocked, '');
    const refused = keeping.setSecondPlace(join(blocked, 'in'));
    expect(refused).toMatchObject({ ok: false, error: { code: 'E_SECOND_PLACE' } });
  });

  it('restores and undoes, as often as one likes', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    const first = await bench.opened();
    const made = await first.keeping.backUp('by_hand');
    await writePair(first.store, 'b');
    await first.store.close();
    const place = {
      ...bench.options(),
      database: 'office.db',
      retiredKeys: [],
      cipher: 'aegis256' as const,
    };
    const state = async () => {
      const { store } = await bench.opened();
      const ids = await idsIn(store);
      await store.close();
      return ids;
    };
    const backupId = made.ok ? made.value.id : '';
    expect(restoreBackup({ ...place, backupId }).ok).toBe(true);
    expect(await state()).toEqual(['a']);
    bench.clock.now += 1_000;
    expect(undoRestore(place).ok).toBe(true);
    expect(await state()).toEqual(['a', 'b']);
    bench.clock.now += 1_000;
    expect(undoRestore(place).ok).toBe(true);
    expect(await state()).toEqual(['a']);
  });

  it('a damaged backup is refused and nothing changes', async () => {
    const bench = createProfileBench();
    await bench.make('a');
    const first = await bench.opened();
    const made = await first.keeping.backUp('by_hand');
    await first.store.close();
    const backupId = made.ok ? made.value.id : '';
    writeFileSync(join(bench.file('backups'), backupId, 'office.db'), 'x');
    const place = {
      ...bench.options(),
      database: 'office.db',
      retiredKeys: [],
      cipher: 'aegis256' as const,
    };
    expect(restoreBackup({ ...place, backupId })).toEqual({
      ok: false,
      error: { code: 'E_BACKUP_DAMAGED' },
    });
    expect(await idsIn((await bench.opened()).store)).toEqual(['a']);
  });
});

describe('which backups stay', () => {
  const now = Date.parse('2026-11-23T00:00:00Z');
  const backups = fc.array(
    fc.record({
      id: fc.uuid(),
      at: fc
        .integer({ min: 0, max: 120 * 86_400 })
        .map((age) => new Date(now - age * 1000).toISOString()),
      sound: fc.boolean(),
      guards: fc.boolean(),
      bytes: fc.integer({ min: 1, max: 1_000 }),
    }),
    { maxLength: 60 },
  );

  it('never removes the newest sound one, nor one that guards a change, whatever the budget', () => {
    fc.assert(
      fc.property(backups, fc.integer({ min: 0, max: 30_000 }), (all: Kept[], budget) => {
        const removed = new Set(backupsToRemove(all, { now, budget }));
        const newest = all
          .filter(({ sound }) => sound)
          .toSorted((a, b) => b.at.localeCompare(a.at))[0];
        if (newest !== undefined) expect(removed.has(newest.id)).toBe(false);
        for (const each of all) if (each.guards) expect(removed.has(each.id)).toBe(false);
      }),
    );
  });

  it('keeps six, one a day and one a week', () => {
    const every = Array.from({ length: 200 }, (_, index) => ({
      id: String(index),
      at: new Date(now - index * 12 * 3_600_000).toISOString(),
      sound: true,
      guards: false,
      bytes: 1,
    }));
    const removed = backupsToRemove(every, { now, budget: 1e9 });
    const kept = every.length - removed.length;
    expect(kept).toBeGreaterThanOrEqual(6 + 11 + 6);
    expect(kept).toBeLessThanOrEqual(6 + 14 + 8);
  });
});

describe('holding the data folder', () => {
  it('refuses a second living holder and takes over a dead one', () => {
    const { folder } = createProfileBench();
    const first = holdDataFolder(folder);
    expect(first).toMatchObject({ ok: true, value: { takenOver: false } });
    expect(holdDataFolder(folder, { pid: process.ppid, started: 'x', boot: 'y' })).toEqual({
      ok: false,
      error: { code: 'E_DATA_IN_USE' },
    });
    if (first.ok) first.value.release();
    expect(existsSync(join(folder, 'hold.json'))).toBe(false);
    const boot = 'of another day';
    writeFileSync(join(folder, 'hold.json'), JSON.stringify({ pid: 1, started: '1', boot }));
    expect(holdDataFolder(folder)).toMatchObject({ ok: true, value: { takenOver: true } });
  });

  it('a process with the number of a dead holder is not mistaken for it', () => {
    const { folder } = createProfileBench();
    const boot = '';
    const stale = { pid: process.ppid, started: 'long ago', boot };
    writeFileSync(join(folder, 'hold.json'), JSON.stringify(stale));
    expect(holdDataFolder(folder)).toMatchObject({ ok: true, value: { takenOver: true } });
  });
});
