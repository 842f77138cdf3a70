/** Puts sync together for one open profile: line, exchange, three replications, worker, schedule, live channel. */
import type { SyncState } from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import {
  syncCollections,
  type LivePoke,
  type SyncCollection,
} from '../../../shared/sync/protocol.ts';
import type { LocalValues } from '../documents/local-values.ts';
import type { CoreLog, CorePorts } from '../ports.ts';
import type { Store } from '../storage/index.ts';
import { isEqual, type Hand, type TakenDown } from './by-hand.ts';
import { asMatters, isWaiting, type Cards } from './cards.ts';
import type { DistrictClient } from './district-client.ts';
import { deviceReport } from './device-report.ts';
import { closable, createExchange, type Exchange } from './exchange.ts';
import type { FileLane } from './files/file-lane.ts';
import type { ExportLedger } from './export-ledger.ts';
import type { Inside } from './hand-over.ts';
import { createLine, LineClosed } from './line.ts';
import { createLiveChannel } from './live-channel.ts';
import { createOwnRows } from './own-rows.ts';
import type { ScopeComparison } from './proof.ts';
import { createPullHandler } from './pull-rows.ts';
import { isMassive } from './brake.ts';
import type { Purge } from './follow-rights.ts';
import { countGoing, purgeRows, type Traces } from './purge.ts';
import { createPushHandler } from './push-rows.ts';
import { startReplication, type Replication } from './replication.ts';
import { rescueBeforePurge, type SealUnsent } from './rescue/rescue-before-purge.ts';
import type { UnsentDeps } from './rescue/unsent-lines.ts';
import { resendEvents } from './resend-events.ts';
import { createSchedule } from './schedule.ts';
import { createSyncLog, type SyncLogEntry } from './sync-log.ts';
import { openSyncMemory } from './sync-memory.ts';
import { toSyncState } from './sync-state.ts';
import type { TokenKeeper } from './token-keeper.ts';
import { createWanted } from './wanted.ts';
import { createWorker } from './worker.ts';

export interface SyncDeps {
  /** Free space on the disk that holds the data, in bytes; null = not known. */
  readonly freeBytes: () => number | null;
  readonly store: Store;
  readonly local: LocalValues;
  readonly cards: Cards;
  readonly ledger: ExportLedger;
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
  readonly files: Pick<FileLane, 'counts' | 'wake'>;
  /** Where unsent work goes before its rows are purged. */
  readonly rescue: Pick<UnsentDeps, 'book' | 'files' | 'draftKind'> & { readonly seal: SealUnsent };
  readonly log: CoreLog;
  readonly traces: Traces;
  /** Called after every round, however it ended. */
  readonly afterRound?: () => void;
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
  /** Something was written here: the state is looked at again. */
  changed(): void;
  /** For reading what goes out by hand. */
  hand(): Hand;
  /** Takes what came by hand, with the network set aside; rounds wait meanwhile. One job at a time. */
  byHand<T>(job: (hand: Hand) => Promise<T>): Promise<T>;
  /** A bundle was taken: its comparison is now the last one. */
  noteTaken(taken: TakenDown): Promise<void>;
  /** When the last file has arrived, the proof comes soon. */
  fileMoved(): void;
  /** The last round found the right district. Busy: records are on the line now. */
  isClear(): boolean;
  isBusy(): boolean;
  stop(): Promise<void>;
}

/** Pause between the last row and its proof: changes that come together are proved together. */
const proofAfterMs = 300;

export async function createSync(deps: SyncDeps): Promise<Sync> {
  const { store, cards } = deps;
  const memory = await openSyncMemory(deps.local);
  const log = createSyncLog(deps.now);
  const rereads: Readonly<Record<SyncCollection, Set<string>>> = {
    records: new Set(),
    events: new Set(),
    masters: new Set(),
  };
  const wanted = createWanted();
  const own = { records: createOwnRows(), events: createOwnRows(), masters: createOwnRows() };
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
  let round: Promise<void> = Promise.resolve();
  let handing: Promise<unknown> = Promise.resolve();

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
    onPoke,
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
    wanted,
    scopesOf: (collection) => memory.state().scopes[collection],
    resendEvents: () =>
      resendEvents({ cards, exchange, newId: deps.newId, onAccepted: (rows) => onPushed(rows, 0) }),
    reread,
    rebuild,
    progress: () => travelled,
    stuckAfterMs: deps.stuckAfterMs ?? 60_000,
  });

  /** `way`: how its handlers reach the district. */
  function begin(collection: SyncCollection, way: Exchange = exchange): Replication {
    const gate = closable(way);
    const replication = beginOn(collection, gate.exchange);
    return {
      ...replication,
      stop() {
        // Whoever still waits at the line must not send for a replication that has ended.
        gate.close();
        return replication.stop();
      },
    };
  }

  function beginOn(collection: SyncCollection, way: Exchange): Replication {
    const pull = createPullHandler({
      collection,
      exchange: way,
      memory,
      cards,
      store,
      rereads: rereads[collection],
      wanted,
      own: own[collection],
      purge,
      onReceived,
      report: () =>
        deviceReport({ store, clockOffset: deps.client.clockOffset, freeBytes: deps.freeBytes }),
    });
    const onError = (code: string) => deps.log.warn('sync.replication', { collection, code });
    if (collection === 'masters') return startReplication({ store, collection, pull, onError });
    const push = createPushHandler({
      collection,
      exchange: way,
      outbox: store.outbox,
      cards,
      now: deps.now,
      newId: deps.newId,
      own: own[collection],
      onPushed,
      earlier: (id) => deps.ledger.earlier(collection, id),
    });
    return startReplication({ store, collection, pull, push, onError });
  }

  const purge: Purge = async (collection, goes, explained) => {
    if (!explained && isMassive(await countGoing(store, collection, goes))) {
      line.fail({ code: 'E_SERVER_REPLACED' });
      throw new Error('the district took away nearly everything; not believed');
    }
    const rescued = await rescueBeforePurge(
      { ...deps.rescue, store, cards, inside },
      collection,
      goes,
    );
    if (rescued > 0) log.add('rescued', { rows: rescued });
    const purged = await purgeRows({ store, cards, traces: deps.traces }, collection, goes);
    if (purged.gone > 0) log.add('purged', { collection, rows: purged.gone });
    // What was wider or narrower before is compared anew, however short ago it was read again.
    rereadAt.clear();
    return purged;
  };

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
    if (accepted > 0) deps.files.wake();
    // The proof comes soon after the last row, not at the next interval.
    schedule.soon(proofAfterMs);
  }

  function reread(comparison: ScopeComparison): void {
    const key = `${comparison.collection}|${comparison.scope}`;
    if (deps.now() - (rereadAt.get(key) ?? -Infinity) < 10 * 60_000) return;
    rereadAt.set(key, deps.now());
    rereads[comparison.collection].add(comparison.scope);
    log.add('reread', { collection: comparison.collection, scope: comparison.scope });
  }

  /** A colleague's record is fetched at once; the proof follows when it has become quiet. */
  function onPoke({ collections = [...syncCollections] }: LivePoke): void {
    if (!line.isOpen()) return schedule.soon(50);
    for (const replication of replications) {
      if (!collections.includes(replication.collection)) continue;
      wanted.add(replication.collection);
      replication.resync();
    }
    schedule.soon(proofAfterMs);
  }

  async function rebuild(): Promise<void> {
    deps.log.warn('sync.stuck');
    await Promise.all(replications.map((each) => each.stop()));
    if (!stopped) replications = syncCollections.map((each) => begin(each));
  }

  async function runOnce(): Promise<void> {
    await handing;
    if (stopped) return;
    const mine = runRound();
    round = mine;
    await mine;
  }

  async function runRound(): Promise<void> {
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
    if (!stopped) deps.afterRound?.();
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
    if (facts.equal && (await store.outbox.count()) === 0) {
      const files = await deps.files.counts();
      if (files.waiting === 0) memory.note({ provedAt: instant() });
      await deps.ledger.settle(Number.MAX_SAFE_INTEGER);
    }
    await memory.save();
    const access = facts.lastFailure === null ? await deps.tokens.access() : null;
    if (access?.ok === true) live.ensure(access.value);
    schedule.after(facts.lastFailure === null);
    if (facts.lastFailure === null) deps.files.wake();
    changed();
  }

  async function state(): Promise<SyncState> {
    const [pending, [oldest], list, files] = await Promise.all([
      store.outbox.count(),
      store.outbox.list({ limit: 1 }),
      cards.list(),
      deps.files.counts(),
    ]);
    const { provedAt, lastContactAt, firstSync } = memory.state();
    return toSyncState({
      ...facts,
      pending,
      oldestPendingAt: oldest?.since ?? null,
      attention: asMatters(list).filter(isWaiting).length,
      files,
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

  async function inside(collection: SyncCollection): Promise<Inside> {
    const found = replications.find((each) => each.collection === collection);
    if (found === undefined) throw new Error('sync has not started');
    return found.inside();
  }

  const hand: Hand = {
    store,
    cards,
    memory,
    ledger: deps.ledger,
    rereads,
    now: deps.now,
    newId: deps.newId,
    purge,
    onPushed,
    onReceived,
    inside,
  };

  async function setNetworkAside<T>(job: (hand: Hand) => Promise<T>): Promise<T> {
    await round;
    await Promise.all(replications.map((each) => each.stop()));
    const waiting = Promise.withResolvers<never>();
    waiting.promise.catch(() => undefined);
    const aside: Exchange = { ...exchange, ask: () => waiting.promise };
    replications = syncCollections.map((each) => begin(each, aside));
    try {
      return await job(hand);
    } finally {
      await Promise.all(replications.map((each) => each.stop()));
      waiting.reject(new LineClosed());
      replications = stopped ? [] : syncCollections.map((each) => begin(each));
      if (!stopped) schedule.soon();
    }
  }

  return {
    hand: () => hand,
    byHand(job) {
      const mine = handing.then(() => setNetworkAside(job));
      handing = mine.catch(() => undefined);
      return mine;
    },
    async noteTaken(taken) {
      if (taken.comparisons !== null) {
        comparisons = taken.comparisons;
        const proved = isEqual(taken.comparisons) && (await store.outbox.count()) === 0;
        if (proved && taken.comparedAt !== null) memory.note({ provedAt: taken.comparedAt });
        if (!proved && (await store.outbox.count()) === 0)
          taken.comparisons.filter((each) => !each.same).forEach(reread);
      }
      await memory.save();
      changed();
    },
    state,
    async now() {
      await runOnce();
      return state();
    },
    comparisons: () => comparisons,
    log: () => log.entries(),
    start() {
      replications = syncCollections.map((each) => begin(each));
      schedule.soon();
    },
    changed,
    fileMoved() {
      changed();
      void deps.files.counts().then(({ waiting }) => waiting === 0 && schedule.soon(200));
    },
    isClear: () => !stopped && facts.hadContact && facts.lastFailure === null,
    isBusy: () => exchange.isBusy(),
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
