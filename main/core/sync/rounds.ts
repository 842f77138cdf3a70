/** Rounds of sync, one at a time: the worker's run, its book-keeping, and when the next one comes. Nothing runs while a brake holds. */
import type { Failure } from '../../../shared/bridge/errors.ts';
import type { CoreLog } from '../ports.ts';
import type { Store } from '../storage/index.ts';
import type { Brakes } from './brakes.ts';
import type { ExportLedger } from './export-ledger.ts';
import type { FactsRoom } from './facts.ts';
import type { FileLane } from './files/file-lane.ts';
import type { LiveChannel } from './live-channel.ts';
import type { ScopeComparison } from './proof.ts';
import type { Schedule } from './schedule.ts';
import type { SyncMemory } from './sync-memory.ts';
import type { TokenKeeper } from './token-keeper.ts';
import type { RunResult } from './worker.ts';

export interface RoundsDeps {
  readonly store: Store;
  readonly memory: SyncMemory;
  readonly facts: FactsRoom;
  readonly brakes: Brakes;
  readonly ledger: ExportLedger;
  readonly tokens: TokenKeeper;
  readonly files: Pick<FileLane, 'counts' | 'wake'>;
  readonly rescue: { boxes(): number };
  readonly live: LiveChannel;
  readonly schedule: Pick<Schedule, 'after'>;
  readonly worker: { run(): Promise<RunResult> };
  readonly now: () => number;
  readonly log: CoreLog;
  readonly isStopped: () => boolean;
  /** Called after every round, however it ended. */
  readonly afterRound: () => void;
}

export interface Rounds {
  /** Runs one and resolves when it has ended. */
  run(): Promise<void>;
  /** The round that is under way, or the last one. */
  current(): Promise<void>;
  comparisons(): readonly ScopeComparison[];
  setComparisons(comparisons: readonly ScopeComparison[]): void;
}

export function createRounds(deps: RoundsDeps): Rounds {
  const { facts, memory, store } = deps;
  let comparisons: readonly ScopeComparison[] = [];
  let round: Promise<void> = Promise.resolve();

  async function runRound(): Promise<void> {
    facts.set({ running: true });
    facts.changed();
    try {
      const braked = deps.brakes.failure();
      const result = braked === null ? await deps.worker.run() : { failure: braked, scopes: null };
      if (!memory.state().firstSync.done) await sortIndexes();
      take(result.failure, result.scopes);
    } catch (error) {
      deps.log.error('sync.run', { kind: error instanceof Error ? error.name : 'unknown' });
      take({ code: 'E_SERVER_TROUBLE', params: { status: 0 } }, null);
    }
    try {
      await settleRun();
    } catch (error) {
      // Book-keeping of a round that is over; the next round does it again. The records are not concerned.
      deps.log.error('sync.settle', { kind: error instanceof Error ? error.name : 'unknown' });
      deps.schedule.after(false);
      facts.changed();
    }
    if (!deps.isStopped()) deps.afterRound();
  }

  /** However far the first sync came: until the next round lists are asked, and not filled. */
  async function sortIndexes(): Promise<void> {
    try {
      await store.lateIndexes.build();
    } catch (error) {
      // A full disk, mostly. Answers stay right, and the next round tries again.
      deps.log.error('sync.indexes', { kind: error instanceof Error ? error.name : 'unknown' });
    }
  }

  function take(failure: Failure | null, scopes: readonly ScopeComparison[] | null): void {
    if (scopes !== null) comparisons = scopes;
    facts.set({
      running: false,
      lastFailure: failure ?? facts.get().lastFailure,
      equal: failure === null && scopes !== null && scopes.every((each) => each.same),
    });
    if (failure === null && scopes !== null) facts.set({ lastFailure: null });
    const { firstSync } = memory.state();
    if (facts.get().lastFailure === null && !firstSync.done)
      memory.note({ firstSync: { ...firstSync, done: true } });
  }

  async function settleRun(): Promise<void> {
    if (deps.isStopped()) return;
    if (facts.get().equal && (await store.outbox.count()) === 0) {
      const files = await deps.files.counts();
      if (files.waiting === 0 && deps.rescue.boxes() === 0)
        memory.note({ provedAt: new Date(deps.now()).toISOString() });
      await deps.ledger.settle(Number.MAX_SAFE_INTEGER);
    }
    await memory.save();
    const isWell = facts.get().lastFailure === null;
    const access = isWell ? await deps.tokens.access() : null;
    if (access?.ok === true) deps.live.ensure(access.value);
    deps.schedule.after(facts.get().lastFailure === null);
    if (facts.get().lastFailure === null) deps.files.wake();
    facts.changed();
  }

  return {
    async run() {
      round = runRound();
      await round;
    },
    current: () => round,
    comparisons: () => comparisons,
    setComparisons(next) {
      comparisons = next;
    },
  };
}
