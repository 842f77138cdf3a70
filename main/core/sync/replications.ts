/** The three replications of a profile: begun together, made anew when stuck, set aside while something comes by hand. */
import { syncCollections, type SyncCollection } from '../../../shared/sync/protocol.ts';
import type { LocalValues } from '../documents/local-values.ts';
import type { Stored } from '../documents/stored-documents.ts';
import type { SyncRow } from './cards.ts';
import { closable, type Exchange } from './exchange.ts';
import { offerAgain, type Inside } from './hand-over.ts';
import { LineClosed } from './line.ts';
import type { OwnRows } from './own-rows.ts';
import { createPullHandler, type PullDeps } from './pull-rows.ts';
import { createPushHandler, type PushDeps } from './push-rows.ts';
import { createRebase, type Rebase, type RebaseDeps } from './rebase.ts';
import { createRebaseProgress } from './rebase-progress.ts';
import { startReplication, type Replication } from './replication.ts';

export interface ReplicationsDeps
  extends
    Omit<PullDeps, 'collection' | 'exchange' | 'rereads' | 'own' | 'rebase'>,
    Omit<PushDeps, 'collection' | 'exchange' | 'own' | 'earlier'>,
    Pick<RebaseDeps, 'self' | 'drop'> {
  readonly exchange: Exchange;
  readonly local: LocalValues;
  readonly rereads: Readonly<Record<SyncCollection, Set<string>>>;
  readonly own: Readonly<Record<SyncCollection, OwnRows>>;
  readonly earlier: (collection: SyncCollection, id: string) => readonly string[];
  readonly onError: (collection: SyncCollection, code: string) => void;
}

export interface Replications {
  all(): readonly Replication[];
  begin(): void;
  stop(): Promise<void>;
  /** Ends all and begins anew. */
  rebuild(): Promise<void>;
  inside(collection: SyncCollection): Promise<Inside>;
  /** Settles scopes of a collection by what comes by hand. */
  rebase(collection: SyncCollection): Rebase;
  /** Runs the job while the network's handlers wait. */
  aside<T>(job: () => Promise<T>): Promise<T>;
}

export function createReplications(deps: ReplicationsDeps): Replications {
  let running: Replication[] = [];
  let stopped = false;

  /** `way`: how its handlers reach the district. */
  function beginOne(collection: SyncCollection, way: Exchange): Replication {
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
    const { store } = deps;
    const own = deps.own[collection];
    const pull = createPullHandler({
      ...deps,
      collection,
      exchange: way,
      rereads: deps.rereads[collection],
      own,
      rebase: rebaseOf(collection),
    });
    const onError = (code: string) => deps.onError(collection, code);
    if (collection === 'masters') return startReplication({ store, collection, pull, onError });
    const push = createPushHandler({
      ...deps,
      collection,
      exchange: way,
      own,
      earlier: (id) => deps.earlier(collection, id),
    });
    return startReplication({ store, collection, pull, push, onError });
  }

  const rebaseOf = (collection: SyncCollection) =>
    createRebase({
      ...deps,
      collection,
      offerAgain: offer,
      progress: createRebaseProgress({ ...deps, collection }),
    });

  async function offer(
    collection: SyncCollection,
    row: Stored<SyncCollection>,
    district: SyncRow | null,
  ): Promise<void> {
    // Masters are the district's alone.
    if (collection === 'masters') return;
    await offerAgain(deps.store, await inside(collection), collection, row, district);
  }

  async function inside(collection: SyncCollection): Promise<Inside> {
    const found = running.find((each) => each.collection === collection);
    if (found === undefined) throw new Error('sync has not started');
    return found.inside();
  }

  const endAll = () => Promise.all(running.map((each) => each.stop()));
  const begin = (way: Exchange) => {
    running = stopped ? [] : syncCollections.map((each) => beginOne(each, way));
  };

  return {
    all: () => running,
    begin: () => begin(deps.exchange),
    async stop() {
      stopped = true;
      await endAll();
    },
    async rebuild() {
      await endAll();
      begin(deps.exchange);
    },
    inside,
    rebase: rebaseOf,
    async aside(job) {
      await endAll();
      const waiting = Promise.withResolvers<never>();
      waiting.promise.catch(() => undefined);
      begin({ ...deps.exchange, ask: () => waiting.promise });
      try {
        return await job();
      } finally {
        await endAll();
        waiting.reject(new LineClosed());
        begin(deps.exchange);
      }
    },
  };
}
