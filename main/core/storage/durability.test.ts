import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeStorePath, openTestStore } from './testing/open-test-store.ts';
import { storedNames } from './testing/stored-names.ts';

const script = fileURLToPath(new URL('testing/write-child.ts', import.meta.url));

/** Lets a child write until it has acknowledged `pairs` pairs, kills it without warning, and returns what it acknowledged. */
async function writeAndKill(path: string, round: number, pairs: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, path, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === pairs) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

describe('after kill -9', () => {
  it('everything acknowledged is there, no pair is half, and the side tables are in step', async () => {
    const path = makeStorePath();
    const acknowledged: string[] = [];
    for (const [round, pairs] of [40, 75, 110].entries()) {
      acknowledged.push(...(await writeAndKill(path, round, pairs)));
      const store = await openTestStore({ path, ...storedNames, mode: 'existing' });
      const records = (await store.collections.records.find().exec())
        .map(({ id }) => id)
        .toSorted();
      const events = (await store.collections.events.find().exec())
        .map(({ recordId }) => recordId)
        .toSorted();
      expect(acknowledged.filter((id) => !records.includes(id))).toEqual([]);
      expect(events).toEqual(records);
      const ids = async (sql: string): Promise<string[]> =>
        (await store.read.all<{ id: string }>(sql)).map(({ id }) => id).toSorted();
      expect(await ids('SELECT id FROM p_person')).toEqual(records);
      expect(await ids('SELECT id FROM search')).toEqual(records);
      expect(await ids('SELECT id FROM digest')).toEqual(records);
      expect(await ids("SELECT id FROM outbox WHERE collection='records'")).toEqual(records);
      expect(await store.check()).toEqual([]);
      await store.close();
    }
  });
});
