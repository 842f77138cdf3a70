/** What sync knows of itself from moment to moment, and the state that is told to the page of it. */
import type { SyncState } from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import type { Store } from '../storage/index.ts';
import { asMatters, isWaiting, type Cards } from './cards.ts';
import type { FileLane } from './files/file-lane.ts';
import type { SyncMemory } from './sync-memory.ts';
import { toSyncState } from './sync-state.ts';

export interface Facts {
  readonly running: boolean;
  readonly lastFailure: Failure | null;
  readonly hadContact: boolean;
  /** The last comparison found both sides equal, and nothing has travelled since. */
  readonly equal: boolean;
}

export interface FactsRoom {
  get(): Facts;
  set(change: Partial<Facts>): void;
  state(): Promise<SyncState>;
  /** Tells the page, at most ten times a second. */
  changed(): void;
  stop(): void;
}

export function createFacts(deps: {
  readonly store: Store;
  readonly cards: Cards;
  readonly memory: SyncMemory;
  readonly files: Pick<FileLane, 'counts'>;
  readonly rescue: { boxes(): number };
  readonly clockOffset: () => number | null;
  readonly publish: (state: SyncState) => void;
  readonly onTrouble: () => void;
}): FactsRoom {
  let facts: Facts = { running: false, lastFailure: null, hadContact: false, equal: false };
  let telling: NodeJS.Timeout | undefined;
  let stopped = false;

  async function state(): Promise<SyncState> {
    const { store } = deps;
    const [pending, [oldest], list, files] = await Promise.all([
      store.outbox.count(),
      store.outbox.list({ limit: 1 }),
      deps.cards.list(),
      deps.files.counts(),
    ]);
    const { provedAt, lastContactAt, firstSync } = deps.memory.state();
    return toSyncState({
      ...facts,
      pending,
      oldestPendingAt: oldest?.since ?? null,
      attention: asMatters(list).filter(isWaiting).length,
      files,
      boxes: deps.rescue.boxes(),
      provedAt,
      lastContactAt,
      firstSync,
      clockOffset: deps.clockOffset(),
    });
  }

  return {
    get: () => facts,
    set(change) {
      facts = { ...facts, ...change };
    },
    state,
    changed() {
      if (stopped || telling !== undefined) return;
      telling = setTimeout(() => {
        telling = undefined;
        if (!stopped) void state().then(deps.publish, deps.onTrouble);
      }, 100);
    },
    stop() {
      stopped = true;
      clearTimeout(telling);
    },
  };
}
