/** The one worker: stuck replications are made anew, runs never overlap, and no failure is believed over a real answer. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { err, ok } from '../../../shared/result.ts';
import { syncCollections, type DigestReply } from '../../../shared/sync/protocol.ts';
import type { Store } from '../storage/index.ts';
import type { Answer, DistrictClient } from './district-client.ts';
import { createExchange } from './exchange.ts';
import { createLine } from './line.ts';
import type { Replication } from './replication.ts';
import { createWanted } from './wanted.ts';
import { createWorker } from './worker.ts';

const stuckAfterMs = 60_000;
const here = { instance: 'district', epoch: 1 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Replications that are quiet, or hang until they have been made anew `hangs` times. */
function stage({ hangs = 0, pending = 1 } = {}) {
  const seen = { knocks: 0, rebuilds: 0, resyncs: 0, digests: 0, progress: 0 };
  let isThere = true;
  let meanwhile: () => void = () => undefined;
  let beforeComparing: () => void = () => undefined;
  let left = hangs;
  let toSend = pending;
  const offline = err({ code: 'E_OFFLINE' as const, params: { server: '' } });
  const client = {
    async health() {
      seen.knocks += 1;
      return isThere ? ok({ ...here, time: '', version: '' }) : offline;
    },
    async digest(): Promise<Answer<DigestReply>> {
      seen.digests += 1;
      if (!isThere) return offline;
      meanwhile();
      return ok({ ...here, scopes: [], same: [...syncCollections], serverTime: '' });
    },
  } as unknown as DistrictClient;
  const failures: string[] = [];
  const line = createLine(({ code }) => void failures.push(code));
  const exchange = createExchange({
    client,
    tokens: {
      access: async () => ok('token'),
      forget: () => undefined,
      take: async () => undefined,
    },
    line,
    instance: here.instance,
    epoch: () => here.epoch,
    onRestored: async () => null,
    onContact: () => undefined,
  });
  const replication: Replication = {
    collection: 'records',
    resync: () => void (seen.resyncs += 1),
    quiet() {
      if (left > 0) return new Promise(() => undefined);
      toSend = 0;
      return Promise.resolve();
    },
    stop: async () => undefined,
    inside: () => Promise.reject(new Error('not asked for')),
  };
  const worker = createWorker({
    store: {
      outbox: { count: async () => toSend },
      digest: { all: async () => [] },
    } as unknown as Store,
    line,
    exchange,
    replications: () => [replication],
    wanted: createWanted(),
    scopesOf: () => [],
    rebasing: () => [],
    resendEvents: async () => beforeComparing(),
    reread: () => undefined,
    onCompared: async () => undefined,
    progress: () => seen.progress,
    async rebuild() {
      seen.rebuilds += 1;
      left -= 1;
    },
    stuckAfterMs,
  });
  return {
    worker,
    line,
    seen,
    failures,
    reachable: (is: boolean) => void (isThere = is),
    /** While the district answers about digests. */
    meanwhile: (happens: () => void) => void (meanwhile = happens),
    beforeComparing: (happens: () => void) => void (beforeComparing = happens),
  };
}

describe('watchdog', () => {
  it('makes a session anew that has work and makes no progress, and the round ends well', async () => {
    const { worker, seen } = stage({ hangs: 1 });
    const run = worker.run();
    await vi.advanceTimersByTimeAsync(stuckAfterMs - 1);
    expect(seen.rebuilds).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await run).toMatchObject({ failure: null });
    expect(seen).toMatchObject({ rebuilds: 1, resyncs: 2 });
  });

  it('leaves a slow session alone while its rows travel', async () => {
    const { worker, seen } = stage({ hangs: 1 });
    const run = worker.run();
    await vi.advanceTimersByTimeAsync(stuckAfterMs / 2);
    for (let minute = 0; minute < 5; minute += 1) {
      seen.progress += 1;
      await vi.advanceTimersByTimeAsync(stuckAfterMs);
    }
    expect(seen.rebuilds).toBe(0);
    await vi.advanceTimersByTimeAsync(stuckAfterMs);
    expect(await run).toMatchObject({ failure: null });
    expect(seen.rebuilds).toBe(1);
  });

  it('says so when it hangs again, and the next round starts afresh', async () => {
    const { worker, seen } = stage({ hangs: 2 });
    const run = worker.run();
    await vi.advanceTimersByTimeAsync(2 * stuckAfterMs);
    expect(await run).toMatchObject({ failure: { code: 'E_SERVER_TROUBLE' } });
    expect(seen.rebuilds).toBe(1);
    const next = worker.run();
    await vi.advanceTimersByTimeAsync(stuckAfterMs);
    expect(await next).toMatchObject({ failure: null });
  });
});

describe('one worker', () => {
  it('does one run at a time, whoever asks', async () => {
    const { worker, seen } = stage({ pending: 0 });
    const runs = await Promise.all([worker.run(), worker.run(), worker.run()]);
    expect(new Set(runs).size).toBe(1);
    expect(seen).toMatchObject({ knocks: 1, digests: 1 });
    await worker.run();
    // The line is still open: nobody knocks twice.
    expect(seen).toMatchObject({ knocks: 1, digests: 2 });
  });
});

describe('being offline', () => {
  it('is never believed over a real answer: each run asks anew, and one answer is enough', async () => {
    const { worker, line, seen, reachable } = stage({ pending: 0 });
    reachable(false);
    for (let round = 1; round <= 3; round += 1) {
      expect(await worker.run()).toMatchObject({ failure: { code: 'E_OFFLINE' }, scopes: null });
      expect(seen.knocks).toBe(round);
      expect(line.isOpen()).toBe(false);
    }
    reachable(true);
    expect(await worker.run()).toMatchObject({ failure: null });
    expect(line.isOpen()).toBe(true);
  });

  it('is noticed in the middle of a run, told once, and over with the next answer', async () => {
    const { worker, line, failures, reachable } = stage({ pending: 0 });
    await worker.run();
    reachable(false);
    expect(await worker.run()).toMatchObject({ failure: { code: 'E_OFFLINE' }, scopes: null });
    expect(failures).toEqual(['E_OFFLINE']);
    expect(line.isOpen()).toBe(false);
    reachable(true);
    expect(await worker.run()).toMatchObject({ failure: null });
  });

  it.each(['meanwhile', 'beforeComparing'] as const)(
    'ends the run also where another request noticed it (%s), and the next run goes on',
    async (when) => {
      const scene = stage({ hangs: 1 });
      let times = 1;
      scene[when](() => {
        times -= 1;
        if (times === 0) scene.line.fail({ code: 'E_OFFLINE', params: { server: '' } });
      });
      // No clock moves here: neither the watchdog nor a pause helps it out.
      expect(await scene.worker.run()).toMatchObject({ failure: { code: 'E_OFFLINE' } });
      const next = scene.worker.run();
      await vi.advanceTimersByTimeAsync(stuckAfterMs);
      expect(await next).toMatchObject({ failure: null });
    },
  );
});
