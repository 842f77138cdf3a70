/** When the indexes that a first sync has put off are sorted in (storage/late-indexes.ts). */
import { expect, it } from 'vitest';
import type { Store } from '../storage/index.ts';
import type { Facts } from './facts.ts';
import { createRounds, type RoundsDeps } from './rounds.ts';
import type { RunResult } from './worker.ts';

/** A round of a device whose first sync is done or not; what happened, in order. */
async function roundWith(result: RunResult, isDone: boolean, build = async () => {}) {
  const order: string[] = [];
  let facts: Facts = { running: false, lastFailure: null, hadContact: true, equal: false };
  let firstSync = { received: 6_000, total: 6_000, done: isDone };
  const rounds = createRounds({
    store: {
      lateIndexes: {
        async build() {
          order.push('build');
          await build();
        },
      },
      outbox: { count: async () => 0 },
    } as unknown as Store,
    memory: {
      state: () => ({ firstSync }),
      note(change: { firstSync?: typeof firstSync }) {
        if (change.firstSync === undefined) return;
        firstSync = change.firstSync;
        order.push('done');
      },
      save: async () => undefined,
    },
    facts: {
      get: () => facts,
      set: (change: Partial<Facts>) => void (facts = { ...facts, ...change }),
      changed: () => undefined,
    },
    brakes: { failure: () => null },
    ledger: { settle: async () => undefined },
    tokens: { access: async () => ({ ok: false }) },
    files: { counts: async () => ({ waiting: 0 }), wake: () => undefined },
    rescue: { boxes: () => 0 },
    live: { ensure: () => undefined },
    schedule: { after: () => undefined },
    worker: { run: async () => result },
    now: () => 0,
    log: { info() {}, warn() {}, error: (what: string) => void order.push(what) },
    isStopped: () => false,
    afterRound: () => undefined,
  } as unknown as RoundsDeps);
  await rounds.run();
  return order;
}

const well: RunResult = { failure: null, scopes: [] };
const offline: RunResult = { failure: { code: 'E_OFFLINE', params: { server: '' } }, scopes: null };

it('sorts them in before the first sync is called done', async () => {
  expect(await roundWith(well, false)).toEqual(['build', 'done']);
});

it('sorts them in when the network goes in the middle, because lists will be asked for days', async () => {
  expect(await roundWith(offline, false)).toEqual(['build']);
});

it('has nothing to do with them afterwards', async () => {
  expect(await roundWith(well, true)).toEqual([]);
});

it('ends the first sync all the same where there is no room for them', async () => {
  const full = async () => Promise.reject(new Error('no room'));
  expect(await roundWith(well, false, full)).toEqual(['build', 'sync.indexes', 'done']);
});
