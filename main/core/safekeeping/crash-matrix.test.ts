import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listBackups } from './backups.ts';
import { inspectDatabase } from './inspect-database.ts';
import { createProfileBench, idsIn, type ProfileBench } from './testing/profile-bench.ts';

const script = fileURLToPath(new URL('testing/crash-child.ts', import.meta.url));

/** Runs the action in a process that kills itself at the step; proves that it came to that step. */
function dieAt(bench: ProfileBench, action: string, label: string, detail = ''): void {
  const child = spawnSync(
    process.execPath,
    [script, bench.folder, Buffer.from(bench.key).toString('hex'), action, label, detail],
    { encoding: 'utf8' },
  );
  expect(child.stderr).toBe('');
  expect(child.signal, `${action} never came to ${label}`).toBe('SIGKILL');
}

async function reopened(bench: ProfileBench, more = {}): Promise<string[]> {
  const { store } = await bench.opened(more);
  const ids = await idsIn(store);
  expect(await store.check()).toEqual([]);
  await store.close();
  return ids;
}

describe('killed at each step', () => {
  it.each(['backup.copied', 'backup.verified', 'backup.described', 'backup.named'])(
    'backup, %s: the data is untouched, and every backup that has a name is whole',
    async (label) => {
      const bench = createProfileBench();
      await bench.make('a', 'b');
      dieAt(bench, 'backup', label);
      expect(await reopened(bench)).toEqual(['a', 'b']);
      const backups = listBackups(bench.file('backups'));
      expect(backups).toHaveLength(label === 'backup.named' ? 1 : 0);
      for (const { path } of backups)
        expect(inspectDatabase({ path, key: bench.key, cipher: 'aegis256' }).ok).toBe(true);
    },
  );

  const switching = ['replace.waiting', 'replace.marked', 'replace.aside', 'replace.moved'];
  it.each(switching)('restore, %s: the old state or the restored one', async (label) => {
    const bench = createProfileBench();
    const backupId = await changedAfterBackup(bench);
    dieAt(bench, 'restore', label, backupId);
    expect(await reopened(bench)).toEqual(label === 'replace.waiting' ? ['a', 'later'] : ['a']);
  });

  it.each(switching)('undo, %s: the restored state or the one before', async (label) => {
    const bench = createProfileBench();
    const backupId = await changedAfterBackup(bench);
    const { restoreBackup } = await import('./restore-backup.ts');
    const place = {
      ...bench.options(),
      database: 'office.db',
      retiredKeys: [],
      cipher: 'aegis256',
    };
    expect(restoreBackup({ ...place, cipher: 'aegis256', backupId })).toEqual({
      ok: true,
      value: null,
    });
    expect(await reopened(bench)).toEqual(['a']);
    dieAt(bench, 'undo', label);
    expect(await reopened(bench)).toEqual(label === 'replace.waiting' ? ['a'] : ['a', 'later']);
  });

  it.each(['rotate.copied', 'rotate.rekeyed', 'rotate.verified'])(
    'change of key, %s: the old file stays true, and leftovers go after two good starts',
    async (label) => {
      const bench = createProfileBench();
      await bench.make('a');
      dieAt(bench, 'rotate', label, 'ab'.repeat(32));
      expect(await reopened(bench)).toEqual(['a']);
      await reopened(bench);
      await reopened(bench);
      expect(existsSync(bench.file('office-2.db'))).toBe(false);
    },
  );

  it.each(['migrate.backed_up', 'migrate.step'])(
    'migration, %s: the old layout whole, and the next start goes through',
    async (label) => {
      const bench = createProfileBench();
      await bench.make('a');
      dieAt(bench, 'migrate', label);
      const layout = {
        version: 2,
        steps: [{ to: 2, run: (exec: (sql: string) => void) => exec('CREATE TABLE second(a)') }],
      };
      expect(await reopened(bench, { layout })).toEqual(['a']);
    },
  );
});

async function changedAfterBackup(bench: ProfileBench): Promise<string> {
  await bench.make('a');
  const first = await bench.opened();
  const made = await first.keeping.backUp('by_hand');
  await first.store.close();
  await bench.add('later');
  if (!made.ok) throw new Error(made.error.code);
  return made.value.id;
}
