/** Puts sync together for one open profile: line, exchange, three replications, worker, rounds, schedule, live channel. */
import type { Brake } from '../../../shared/bridge/brakes.ts';
import {
  syncCollections,
  type LivePoke,
  type SyncCollection,
} from '../../../shared/sync/protocol.ts';
import { isMassive, openBrakes } from './brakes.ts';
import { isEqual, type Hand } from './by-hand.ts';
import { deviceReport } from './device-report.ts';
import { createExchange } from './exchange.ts';
import { createFacts } from './facts.ts';
import type { Purge } from './follow-rights.ts';
import { createLine, LineClosed } from './line.ts';
import { createLiveChannel } from './live-channel.ts';
import { createOwnRows } from './own-rows.ts';
import type { ScopeComparison } from './proof.ts';
import { countGoing, purgeRows, removeRows } from './purge.ts';
import { createReplications } from './replications.ts';
import { rescueBeforePurge } from './rescue/rescue-before-purge.ts';
import { resendEvents } from './resend-events.ts';
import { createRounds } from './rounds.ts';
import { createSchedule } from './schedule.ts';
import { settleSent } from './settle-sent.ts';
import { createSyncLog } from './sync-log.ts';
import { openSyncMemory } from './sync-memory.ts';
import type { Sync, SyncDeps } from './sync-parts.ts';
import { createWanted } from './wanted.ts';
import { createWorker } from './worker.ts';

/** Pause between the last row and its proof: changes that come together are proved together. */
const proofAfterMs = 1_000;

/** A first sync that misses more rows than this is written without indexes (late-indexes.ts); below it they cost no second. */
const manyRows = 5_000;

export async function createSync(deps: SyncDeps): Promise<Sync> {
  const { store, cards } = deps;
  const memory = await openSyncMemory(deps.local);
  const brakes = await openBrakes(deps);
  const log = createSyncLog(deps.now);
  const rereads: Readonly<Record<SyncCollection, Set<string>>> = {
    records: new Set(),
    events: new Set(),
    masters: new Set(),
  };
  const wanted = createWanted();
  const own = { records: createOwnRows(), events: createOwnRows(), masters: createOwnRows() };
  const rereadAt = new Map<string, number>();
  let travelled = 0;
  let stopped = false;
  let handing: Promise<unknown> = Promise.resolve();
  const epoch = () => memory.state().epoch ?? deps.epoch;

  const facts = createFacts({
    ...deps,
    memory,
    clockOffset: deps.client.clockOffset,
    onTrouble: () => deps.log.warn('sync.state'),
  });
  const line = createLine((failure) => {
    if (facts.get().lastFailure?.code !== failure.code)
      log.add('failed', { ...failure.params, code: failure.code });
    facts.set({ lastFailure: failure });
    schedule.after(false);
    facts.changed();
  });
  const exchange = createExchange({
    client: deps.client,
    tokens: deps.tokens,
    line,
    instance: deps.instance,
    epoch,
    async onRestored(next) {
      // A profile that holds nothing yet has nothing to be asked about.
      if (syncCollections.every((each) => memory.state().scopes[each] === null)) {
        await memory.acceptEpoch(next);
        return null;
      }
      return brakes.stop('restored');
    },
    onContact() {
      facts.set({ hadContact: true, lastFailure: null });
      memory.note({ lastContactAt: new Date(deps.now()).toISOString() });
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

  async function halt(kind: Brake['kind'], loss?: { going: number; all: number }): Promise<never> {
    const failure = await brakes.stop(kind, loss);
    line.fail(failure);
    throw new LineClosed(failure.code);
  }

  async function watchLoss(loss: { going: number; all: number }, ended: boolean): Promise<void> {
    if (ended) return brakes.lossTaken();
    if (isMassive(loss) && !brakes.isLossAllowed()) await halt('mass_delete', loss);
  }

  const purge: Purge = async (collection, goes, explained) => {
    if (!explained) await watchLoss(await countGoing(store, collection, goes), false);
    const rescued = await rescueBeforePurge(
      { ...deps.rescue, store, cards, inside: replications.inside },
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

  const replications = createReplications({
    exchange,
    local: deps.local,
    memory,
    cards,
    store,
    rereads,
    wanted,
    own,
    purge,
    self: deps.self,
    watchLoss,
    onRolledBack: () => halt('rolled_back'),
    async drop(collection, goes) {
      await watchLoss(await countGoing(store, collection, goes), false);
      const { gone } = await removeRows(store, collection, goes);
      if (gone > 0) log.add('purged', { collection, rows: gone });
    },
    onReceived,
    report: () =>
      deviceReport({ store, clockOffset: deps.client.clockOffset, freeBytes: deps.freeBytes }),
    outbox: store.outbox,
    now: deps.now,
    newId: deps.newId,
    onPushed,
    earlier: deps.ledger.earlier,
    sent: deps.sent,
    onError: (collection, code) => deps.log.warn('sync.replication', { collection, code }),
  });
  const worker = createWorker({
    store,
    line,
    exchange,
    replications: replications.all,
    wanted,
    scopesOf: (collection) => memory.state().scopes[collection],
    rebasing: () =>
      syncCollections.filter(
        (collection) => Object.keys(memory.state().rebases[collection] ?? {}).length > 0,
      ),
    async resendEvents() {
      await settleSent({ store, inside: replications.inside });
      const onAccepted = (rows: number) => onPushed(rows, 0);
      await resendEvents({ cards, exchange, newId: deps.newId, onAccepted });
    },
    reread,
    async rebuild() {
      deps.log.warn('sync.stuck');
      log.add('stuck', {});
      await replications.rebuild();
    },
    async onCompared(rows, missing) {
      const { firstSync } = memory.state();
      if (firstSync.done) return;
      if (missing > manyRows) await store.lateIndexes.postpone();
      if (firstSync.total !== null) return;
      memory.note({ firstSync: { ...firstSync, total: rows } });
      facts.changed();
    },
    progress: () => travelled,
    stuckAfterMs: deps.stuckAfterMs ?? 60_000,
  });
  const rounds = createRounds({
    ...deps,
    memory,
    facts,
    brakes,
    live,
    schedule,
    worker,
    isStopped: () => stopped,
    afterRound() {
      for (const each of rounds.comparisons()) if (each.same) rereadAt.delete(keyOf(each));
      deps.afterRound?.();
    },
  });

  function onReceived(rows: number): void {
    travelled += rows;
    const { firstSync } = memory.state();
    if (!firstSync.done)
      memory.note({ firstSync: { ...firstSync, received: firstSync.received + rows } });
    if (rows > 0) {
      facts.set({ equal: false });
      facts.changed();
    }
  }

  function onPushed(accepted: number, rejected: number): void {
    travelled += accepted + rejected;
    if (accepted > 0) log.add('sent', { rows: accepted });
    if (rejected > 0) log.add('rejected', { rows: rejected });
    facts.set({ equal: false });
    facts.changed();
    if (accepted > 0) deps.files.wake();
    // The proof comes soon after the last row, not at the next interval.
    schedule.soon(proofAfterMs);
  }

  /** A reading that did not help is not repeated at once; after one that did, the next hole is a new matter. */
  function reread(comparison: ScopeComparison): void {
    const key = keyOf(comparison);
    if (deps.now() - (rereadAt.get(key) ?? -Infinity) < 10 * 60_000) return;
    rereadAt.set(key, deps.now());
    const { collection, scope } = comparison;
    rereads[collection].add(scope);
    log.add('reread', { collection, scope });
    // The hole may be at the district: what was written here and is not named there is offered once more (a backup put back without a word).
    void memory
      .setRebases(collection, { [scope]: 'restored', ...memory.state().rebases[collection] })
      .catch(() => deps.log.warn('sync.state'));
  }

  /** A colleague's record is fetched at once; the proof follows when it has become quiet. */
  function onPoke({ collections = [...syncCollections] }: LivePoke): void {
    if (!line.isOpen()) return schedule.soon(50);
    for (const replication of replications.all()) {
      if (!collections.includes(replication.collection)) continue;
      wanted.add(replication.collection);
      replication.resync();
    }
    schedule.soon(proofAfterMs);
  }

  async function runOnce(): Promise<void> {
    await handing;
    if (!stopped) await rounds.run();
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
    inside: replications.inside,
    rebase: replications.rebase,
  };

  function byHand<T>(job: (hand: Hand) => Promise<T>): Promise<T> {
    const mine = handing.then(async () => {
      await rounds.current();
      try {
        return await replications.aside(() => job(hand));
      } finally {
        if (!stopped) schedule.soon();
      }
    });
    handing = mine.catch(() => undefined);
    return mine;
  }

  return {
    brakes,
    epoch,
    async decideBrake(choice, by) {
      const brake = brakes.current();
      if (brake === null) return null;
      const isRestored = brake.kind !== 'mass_delete' && choice === 'proceed';
      let next: number | null = null;
      if (isRestored && brake.kind === 'restored') {
        const health = await deps.client.health();
        // Without network the bundle that told of it has said it, signed.
        if (!health.ok && brakes.epoch() === null) return health.error;
        if (health.ok && health.value.instance !== deps.instance)
          return { code: 'E_SERVER_REPLACED' };
        next = health.ok ? health.value.epoch : brakes.epoch();
      }
      await brakes.decide(choice, by);
      log.add('decided', { kind: brake.kind, choice });
      deps.log.info('sync.brake', { kind: brake.kind, choice });
      if (isRestored) {
        for (const each of syncCollections) {
          own[each].forget();
          await replications.rebase(each).startOver(memory.state().scopes[each] ?? []);
        }
        await memory.acceptEpoch(next);
        deps.rescue.deliverAgain();
      }
      syncCollections.forEach(wanted.add);
      await byHand(async () => undefined);
      return null;
    },
    async noteRestored(next) {
      line.fail(await brakes.stop('restored', { going: 0, all: 0, epoch: next }));
      facts.changed();
    },
    hand: () => hand,
    byHand,
    async noteTaken(taken) {
      if (taken.comparisons !== null) {
        rounds.setComparisons(taken.comparisons);
        const isSent = (await store.outbox.count()) === 0;
        const proved = isEqual(taken.comparisons) && isSent;
        if (proved && deps.rescue.boxes() === 0 && taken.comparedAt !== null)
          memory.note({ provedAt: taken.comparedAt });
        if (!proved && isSent) taken.comparisons.filter((each) => !each.same).forEach(reread);
      }
      await memory.save();
      facts.changed();
    },
    state: facts.state,
    async now() {
      await runOnce();
      return facts.state();
    },
    comparisons: rounds.comparisons,
    log: () => log.entries(),
    start() {
      replications.begin();
      schedule.soon();
    },
    changed: facts.changed,
    fileMoved() {
      facts.changed();
      void deps.files.counts().then(({ waiting }) => waiting === 0 && schedule.soon(200));
    },
    isClear: () => !stopped && facts.get().hadContact && facts.get().lastFailure === null,
    isBusy: () => exchange.isBusy(),
    async stop() {
      stopped = true;
      schedule.stop();
      facts.stop();
      live.close();
      line.end();
      await replications.stop();
      await memory.save();
    },
  };
}

function keyOf({ collection, scope }: ScopeComparison): string {
  return `${collection}|${scope}`;
}
