/**
 * What comes by hand instead of over the network, told to RxDB's replication in its own terms: a row that the district has accepted becomes
 * the assumed master, a conflict is resolved by the same handler, a pulled page follows the rules of RxDB's downstream. Afterwards the
 * network goes on as if it had brought these rows itself.
 *
 * Runs only while the network's handlers wait (start-sync.ts, `byHand`). Each step may be repeated: a plug pulled anywhere is healed by
 * importing the bundle again.
 */
import {
  getAssumedMasterState,
  getLastCheckpointDoc,
  getMetaWriteRow,
  setCheckpoint,
  type RxStorageInstanceReplicationState,
} from 'rxdb';
import type {
  CheckpointVector,
  PushResult,
  SyncCollection,
} from '../../../shared/sync/protocol.ts';
import {
  findStored,
  plain,
  StaleWrite,
  writeStored,
  type Stored,
} from '../documents/stored-documents.ts';
import { sentAgain, type Store } from '../storage/index.ts';
import type { SyncRow } from './cards.ts';
import type { SentRequest } from './export-ledger.ts';
import { takeResults, type Outgoing, type PushDeps } from './push-rows.ts';

/** The inside of RxDB's replication of one collection. */
export type Inside = RxStorageInstanceReplicationState<SyncRow>;

/** RxDB's own name begins like this, so the outbox takes these writes for the district's. */
const downContext = 'replication-downstream-bundle';
const conflictContext = 'replication-up-write-conflict';

/** The states that replication believes the district to have. */
export async function knownMasters(
  inside: Inside,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SyncRow>> {
  const assumed = await getAssumedMasterState(inside, [...ids]);
  return new Map(Object.entries(assumed).map(([id, { docData }]) => [id, docData as SyncRow]));
}

/** Where the last pull ended; empty before the first. */
export async function standOf(inside: Inside): Promise<CheckpointVector> {
  const read = inside.checkpointQueue.then(() => getLastCheckpointDoc(inside, 'down'));
  inside.checkpointQueue = read;
  return ((await read) as CheckpointVector | undefined) ?? {};
}

/** Later pulls begin here. Scopes that are not named stay where they are. */
export async function moveStand(inside: Inside, vector: CheckpointVector): Promise<void> {
  await standOf(inside);
  await setCheckpoint(inside, 'down', vector);
}

export interface SettleDeps extends Pick<PushDeps, 'outbox' | 'cards' | 'now' | 'onPushed'> {
  readonly store: Store;
}

/**
 * The district's results for one request of a bundle. Rows of which replication has learned something since the bundle was made are left
 * out: what came later, over the network or with a later reply, holds.
 */
export async function settleRequest(
  deps: SettleDeps,
  inside: Inside,
  sent: SentRequest,
  results: readonly PushResult[],
): Promise<void> {
  const { collection } = sent;
  const masters = await knownMasters(
    inside,
    sent.rows.map(({ row }) => row.id),
  );
  const knownNow = (id: string) => masters.get(id)?.mutation ?? null;
  const isOwn = (earlier: readonly string[], id: string) => earlier.includes(knownNow(id) ?? '');
  const current = sent.rows.filter(
    ({ row, known, earlier }) => knownNow(row.id) === known || isOwn(earlier, row.id),
  );
  const cards = await deps.cards.rejectedAmong(
    collection,
    current.map(({ row }) => row.id),
  );
  const outgoing: Outgoing[] = [];
  for (const { base, row, earlier } of current)
    outgoing.push({
      base: isOwn(earlier, row.id) ? knownNow(row.id) : base,
      row,
      assumed: masters.get(row.id) ?? null,
      card: cards.get(row.id),
    });
  const conflicts = new Map(
    (await takeResults({ ...deps, collection }, outgoing, results)).map((row) => [row.id, row]),
  );
  await assume(
    inside,
    current.flatMap(({ row }) => (conflicts.has(row.id) ? [] : [row])),
  );
  for (const master of conflicts.values())
    await resolve(deps, inside, collection, masters.get(master.id), master);
}

/** As RxDB does after a push: the merged state goes into the store, the district's becomes the assumed master. */
async function resolve(
  deps: SettleDeps,
  inside: Inside,
  collection: SyncCollection,
  assumed: SyncRow | undefined,
  master: SyncRow,
): Promise<void> {
  for (;;) {
    const previous = await findStored(deps.store, collection, master.id);
    if (previous === undefined) return;
    const mine = living(previous);
    if (!inside.input.conflictHandler.isEqual(master, mine, 'bundle')) {
      const resolved = (await inside.input.conflictHandler.resolve(
        {
          realMasterState: master,
          newDocumentState: mine,
          ...(assumed === undefined ? {} : { assumedMasterState: assumed }),
        },
        'bundle',
      )) as SyncRow;
      const { _deleted, ...document } = resolved;
      try {
        await writeStored(
          deps.store,
          collection,
          [{ previous, document: document as never, deleted: _deleted }],
          conflictContext,
        );
      } catch (error) {
        // Somebody saved meanwhile: resolved anew from what they wrote.
        if (error instanceof StaleWrite) continue;
        throw error;
      }
    }
    await assume(inside, [master]);
    return;
  }
}

/**
 * Sends a row once more that the district had and lost (a backup was restored there). `district`: the state it has now, or null. Safe to
 * repeat; a row that somebody saves meanwhile is sent by that.
 */
export async function offerAgain(
  store: Store,
  inside: Inside,
  collection: SyncCollection,
  row: Stored<SyncCollection>,
  district: SyncRow | null,
): Promise<void> {
  // First what the district has, then the write that wakes replication: it must not find the old state.
  if (district === null) await store.forgetDistrict(collection, row.id);
  else await assume(inside, [district]);
  const document = plain<SyncCollection>(row);
  try {
    await writeStored(
      store,
      collection,
      [{ previous: row, document, deleted: row._deleted }],
      sentAgain,
    );
  } catch (error) {
    if (!(error instanceof StaleWrite)) throw error;
  }
}

/** Rows of one pulled page, by the rules of RxDB's downstream: what waits here to be sent is not written over. */
export async function takePage(
  store: Store,
  inside: Inside,
  collection: SyncCollection,
  rows: readonly SyncRow[],
): Promise<void> {
  // Masters are never sent from here, so replication keeps no assumed state of them.
  const keepsMasters = collection !== 'masters';
  const masters = keepsMasters
    ? await knownMasters(
        inside,
        rows.map((row) => row.id),
      )
    : new Map<string, SyncRow>();
  const taken: SyncRow[] = [];
  for (const row of rows) {
    if (await takeRow(store, inside, collection, row, masters.get(row.id), keepsMasters))
      taken.push(row);
  }
  if (keepsMasters) await assume(inside, taken);
}

/** Whether the row is now what this device holds. */
async function takeRow(
  store: Store,
  inside: Inside,
  collection: SyncCollection,
  row: SyncRow,
  assumed: SyncRow | undefined,
  keepsMasters: boolean,
): Promise<boolean> {
  const { isEqual } = inside.input.conflictHandler;
  for (;;) {
    const previous = await findStored(store, collection, row.id);
    if (previous !== undefined) {
      const mine = living(previous);
      if (isEqual(row, mine, 'bundle')) return true;
      const isUnsent = keepsMasters && (assumed === undefined || !isEqual(assumed, mine, 'bundle'));
      if (isUnsent) return false;
    }
    const { _deleted, ...document } = row;
    try {
      await writeStored(
        store,
        collection,
        [{ previous, document: document as never, deleted: _deleted }],
        downContext,
      );
      return true;
    } catch (error) {
      if (!(error instanceof StaleWrite)) throw error;
    }
  }
}

async function assume(inside: Inside, rows: readonly SyncRow[]): Promise<void> {
  if (rows.length === 0) return;
  const before = await getAssumedMasterState(
    inside,
    rows.map((row) => row.id),
  );
  const writes = await Promise.all(
    rows.map((row) => getMetaWriteRow(inside, row, before[row.id]?.metaDocument)),
  );
  const { error } = await inside.input.metaInstance.bulkWrite(writes, 'replication-bundle-meta');
  if (error.length > 0) throw new Error('the assumed master state could not be written');
}

function living(stored: Stored<SyncCollection>): SyncRow {
  return { ...plain<SyncCollection>(stored), _deleted: stored._deleted };
}
