/** RxDB's replication of one collection, with our handlers behind the line. Its errors never leave this file as exceptions. */
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import {
  maxBatch,
  type CheckpointVector,
  type SyncCollection,
} from '../../../shared/sync/protocol.ts';
import { replicationName, type Store } from '../storage/index.ts';
import type { SyncRow } from './cards.ts';
import type { Inside } from './hand-over.ts';
import type { Pulled } from './pull-rows.ts';
import type { PushRow } from './push-rows.ts';

export interface Replication {
  readonly collection: SyncCollection;
  /** Pulls again, and pushes what is left. */
  resync(): void;
  /** Resolves when nothing is left to push or pull; never while the line is closed. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
  /** RxDB's own inside, once it has started: for what comes by hand (hand-over.ts). */
  inside(): Promise<Inside>;
}

export interface ReplicationDeps {
  readonly store: Store;
  readonly collection: SyncCollection;
  readonly pull: (checkpoint: CheckpointVector | undefined, limit: number) => Promise<Pulled>;
  /** Absent for collections that only the district writes. */
  readonly push?: (rows: readonly PushRow[]) => Promise<SyncRow[]>;
  /** A document the storage would not take, or a bug: by code, for the log. */
  readonly onError: (code: string) => void;
}

/** Rows per pull: what is written in one turn, so that no question of the page waits long (design.md §3). */
const pullBatch = 500;

/** Our handlers wait at the line by themselves, so RxDB's own pause only has to avoid spinning. Milliseconds. */
const retryTime = 300;

export function startReplication(deps: ReplicationDeps): Replication {
  const { collection, push } = deps;
  const state: RxReplicationState<SyncRow, CheckpointVector> = replicateRxCollection<
    SyncRow,
    CheckpointVector
  >({
    replicationIdentifier: replicationName(collection),
    collection: deps.store.collections[collection],
    live: true,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    retryTime,
    pull: {
      batchSize: pullBatch,
      handler: (checkpoint, limit) => deps.pull(checkpoint, limit),
    },
    ...(push === undefined
      ? {}
      : {
          push: { batchSize: maxBatch, handler: (rows) => push(rows) },
        }),
  });
  const errors = state.error$.subscribe((error) => deps.onError(Reflect.get(error, 'code')));

  return {
    collection,
    resync: () => state.reSync(),
    quiet: async () => void (await state.awaitInSync()),
    async inside() {
      await state.startPromise;
      const { internalReplicationState } = state;
      if (internalReplicationState === undefined) throw new Error('replication has not started');
      return internalReplicationState;
    },
    async stop() {
      errors.unsubscribe();
      await state.cancel();
    },
  };
}
