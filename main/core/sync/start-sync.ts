/** Puts sync together for one open profile: line, exchange, three replications, worker, schedule, live channel. */
import type { SyncState } from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import { syncCollections, type SyncCollection } from '../../../shared/sync/protocol.ts';
import type { LocalValues } from '../documents/local-values.ts';
import type { CoreLog, CorePorts } from '../ports.ts';
import type { Store } from '../storage/index.ts';
import { isWaiting, type Cards } from './cards.ts';
import type { DistrictClient } from './district-client.ts';
import { createExchange } from './exchange.ts';
import { createLine } from './line.ts';
import { createLiveChannel } from './live-channel.ts';
import type { ScopeComparison } from './proof.ts';
import { createPullHandler } from './pull-rows.ts';
import { isPurgeTooLarge, purgeScopes } from './purge-scopes.ts';
import { createPushHandler } from './push-rows.ts';
import { startReplication, type Replication } from './replication.ts';
import { createSchedule } from './schedule.ts';
import { createSyncLog, type SyncLogEntry } from './sync-log.ts';
import { openSyncMemory } from './sync-memory.ts';
import { toSyncState } from './sync-state.ts';
import type { TokenKeeper } from './token-keeper.ts';
import { createWorker } from './worker.ts';

export interface SyncDeps {
  readonly store: Store;
  readonly local: LocalValues;
  readonly cards: Cards;
  readonly client: DistrictClient;
  readonly tokens: TokenKeeper;
  readonly instance: string;
  readonly epoch: number;
  readonly now: () => number;
  readonly newId: () => string;
  readonly jitter: () => number;
  readonly openSocket: CorePorts['openSocket'];
  readonly intervalMs: () => number;
  readonly publish: (state: SyncState) => void;
  readonly log: CoreLog;
  /** Default 60 s (design.md §4.12). */
  readonly stuckAfterMs?: number;
}

export interface Sync {
  state(): Promise<SyncState>;
  /** Syncs now and answers how it ended. */
  now(): Promise<SyncState>;
  /** The last comparison with the district; empty before the first. */
  comparisons(): readonly ScopeComparison[];
  log(): readonly SyncLogEntry[];
  start(): void;
  /** Something was written or chosen here: the state is looked at again. */
  changed(): void;
  stop(): Promise<void>;
}

export async function createSync(deps: SyncDeps): Promise<Sync> {
  const { store, cards } = deps;
  const memory = await openSyncMemory(deps.local);
  const log = createSyncLog(deps.now);
  const rereads: Readonly<Record<SyncCollection, Set<string>>> = {
    records: new Set(),
    events: new Set(),
    masters: new Set(),
  };
  const rereadAt = new Map<string, number>();
  let replications: Replication[] = [];
  let comparisons: readonly ScopeComparison[] = [];
  let facts = {
    running: false,
    lastFailure: null as Failure | null,
    hadContact: false,
    equal: false,
  };
  let travelled = 0;
  let stopped = false;

  const line = createLine((failure) => {
    if (facts.lastFailure?.code !== failure.code) log.add('failed', { code: failure.code });
    facts = { ...facts, lastFailure: failure };
    schedule.after(false);
    changed();
  });
  const exchange = createExchange({
    client: deps.client,
    tokens: deps.tokens,
    line,
    instance: deps.instance,
    epoch: deps.epoch,
    onContact() {
      facts = { ...facts, hadContact: true, lastFailure: null };
      memory.note({ lastContactAt: instant() });
    },
  });
  const live = createLiveChannel({
    url: deps.client.liveUrl(),
    openSocket: deps.openSocket,
    onPoke: () => schedule.soon(50),
  });
  const schedule = createSchedule({
    run: () => void runOnce(),
    intervalMs: deps.intervalMs,
    jitter: deps.jitter,
  });
  const worker = createWorker({
    store,
    line,
    exchange,
    replications: () => replications,
    reread,
    rebuild,
    progress: () => travelled,
    stuckAfterMs: deps.stuckAfterMs ?? 60_000,
  });

  function begin(collection: SyncCollection): Replication {
    const pull = createPullHandler({
      collection,
      exchange,
      memory,
      cards,
      store,
      rereads: rereads[collection],
      purge,
      onReceived,
    });
    const onError = (code: string) => deps.log.warn('sync.replication', { collection, code });
    if (collection === 'masters') return startReplication({ store, collection, pull, onError });
    const push = createPushHandler({
      collection,
      exchange,
      outbox: store.outbox,
      cards,
      now: deps.now,
      newId: deps.newId,
      onPushed,
      isLostScope: (scope) => memory.state().scopes[collection]?.includes(scope) === false,
    });
    return startReplication({ store, collection, pull, push, onError });
  }

  async function purge(collection: SyncCollection, scopes: readonly string[]): Promise<void> {
    if (await isPurgeTooLarge(store, collection, scopes)) {
      line.fail({ code: 'E_SERVER_REPLACED' });
      throw new Error('the district took away nearly everything; not believed');
    }
    log.add('purged', { scopes: scopes.length });
    await purgeScopes({ store, cards, now: deps.now }, collection, scopes);
  }

  function onReceived(rows: number): void {
    travelled += rows;
    const { firstSync } = memory.state();
    if (!firstSync.done)
      memory.note({ firstSync: { ...firstSync, received: firstSync.received + rows } });
    if (rows > 0) {
      facts = { ...facts, equal: false };
      changed();
    }
  }

  function onPushed(accepted: number, rejected: number): void {
    travelled += accepted + rejected;
    if (accepted > 0) log.add('sent', { rows: accepted });
    if (rejected > 0) log.add('rejected', { rows: rejected });
    facts = { ...facts, equal: false };
    changed();
    // The proof comes soon after the last row, not at the next interval.
    schedule.soon(200);
  }

  function reread(comparison: ScopeComparison): void {
    const key = `${comparison.collection}|${comparison.scope}`;
    if (deps.now() - (rereadAt.get(key) ?? -Infinity) < 10 * 60_000) return;
    rereadAt.set(key, deps.now());
    rereads[comparison.collection].add(comparison.scope);
    log.add('reread', { collection: comparison.collection, scope: comparison.scope });
  }

  async function rebuild(): Promise<void> {
    deps.log.warn('sync.stuck');
    await Promise.all(replications.map((each) => each.stop()));
    if (!stopped) replications = syncCollections.map(begin);
  }

  async function runOnce(): Promise<void> {
    if (stopped) return;
    facts = { ...facts, running: true };
    changed();
    try {
      const result = await worker.run();
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
      schedule.after(false);
      changed();
    }
  }

  function take(failure: Failure | null, scopes: readonly ScopeComparison[] | null): void {
    if (scopes !== null) comparisons = scopes;
    facts = {
      ...facts,
      running: false,
      lastFailure: failure ?? facts.lastFailure,
      equal: failure === null && scopes !== null && scopes.every((each) => each.same),
    };
    if (failure === null && scopes !== null) facts = { ...facts, lastFailure: null };
    if (facts.lastFailure === null && !memory.state().firstSync.done)
      memory.note({ firstSync: { ...memory.state().firstSync, done: true } });
  }

  async function settleRun(): Promise<void> {
    if (stopped) return;
    if (facts.equal && (await store.outbox.count()) === 0) memory.note({ provedAt: instant() });
    await memory.save();
    const access = facts.lastFailure === null ? await deps.tokens.access() : null;
    if (access?.ok === true) live.ensure(access.value);
    schedule.after(facts.lastFailure === null);
    changed();
  }

  async function state(): Promise<SyncState> {
    const [pending, [oldest], list] = await Promise.all([
      store.outbox.count(),
      store.outbox.list({ limit: 1 }),
      cards.list(),
    ]);
    const { provedAt, lastContactAt, firstSync } = memory.state();
    return toSyncState({
      ...facts,
      pending,
      oldestPendingAt: oldest?.since ?? null,
      attention: list.filter(isWaiting).length,
      provedAt,
      lastContactAt,
      firstSync,
      clockOffset: deps.client.clockOffset(),
    });
  }

  /** Tells the page, at most ten times a second. */
  let telling: NodeJS.Timeout | undefined;
  function changed(): void {
    if (stopped || telling !== undefined) return;
    telling = setTimeout(() => {
      telling = undefined;
      if (!stopped) void state().then(deps.publish, () => deps.log.warn('sync.state'));
    }, 100);
  }

  function instant(): string {
    return new Date(deps.now()).toISOString();
  }

  return {
    state,
    async now() {
      await runOnce();
      return state();
    },
    comparisons: () => comparisons,
    log: () => log.entries(),
    start() {
      replications = syncCollections.map(begin);
      schedule.soon();
    },
    changed,
    async stop() {
      stopped = true;
      schedule.stop();
      clearTimeout(telling);
      live.close();
      line.end();
      await Promise.all(replications.map((each) => each.stop()));
      await memory.save();
    },
  };
}
