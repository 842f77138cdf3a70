/**
 * Removes rows that this device may not hold any more, with everything that was made of them: cards, drafts, search and list rows, files. What
 * waits to be sent is never taken: the district gets it first and keeps it (quarantine), then it goes with the next pull. What stays
 * is a mark without content, so that the row may come back.
 */
import type { SyncCollection } from '../../../shared/sync/protocol.ts';
import {
  plain,
  scanStored,
  StaleWrite,
  writeStored,
  type DocumentWrite,
  type Stored,
} from '../documents/stored-documents.ts';
import type { Store } from '../storage/index.ts';
import { forgetCards } from './card-marks.ts';
import type { Cards, SyncRow } from './cards.ts';

export interface PurgeDeps {
  readonly store: Store;
  readonly cards: Cards;
  readonly traces: Traces;
}

/** The mutation of what stays of a purged row: nobody wrote that state. */
export const purgedMutation = 'purged';

/** What was made of rows elsewhere on this device. */
export interface Traces {
  /** Takes away forms begun on these rows; called before they go. */
  clear(collection: SyncCollection, ids: ReadonlySet<string>): Promise<void>;
  /** Takes away files that nothing here names any more; called when they are gone. */
  sweep(): Promise<void>;
}

export interface Purged {
  readonly gone: number;
  /** Rows that must go and still wait to be sent. */
  readonly left: number;
}

export type Goes = (row: SyncRow) => boolean;

/** The outbox and replication take writes of this name for the district's own. */
const context = 'replication-downstream-purge';
const turn = 500;

/** Safe to repeat: a purge that was cut off is done by the next one. */
export async function purgeRows(
  deps: PurgeDeps,
  collection: SyncCollection,
  goes: Goes,
): Promise<Purged> {
  const before = async (ids: ReadonlySet<string>) => {
    await forgetCards(deps.cards, collection, ids);
    await deps.traces.clear(collection, ids);
  };
  const purged = await removeRows(deps.store, collection, goes, before);
  // Also where nothing went: a purge may have been cut off here.
  if (collection === 'records') await deps.traces.sweep();
  return purged;
}

/** Removes rows that the district has removed; what was made of them stays, as with any deletion. */
export async function removeRows(
  store: Store,
  collection: SyncCollection,
  goes: Goes,
  before: (ids: ReadonlySet<string>) => Promise<void> = async () => undefined,
): Promise<Purged> {
  let gone = 0;
  const left = new Set<string>();
  for await (const page of scanStored(store, collection, turn)) {
    const going: Stored<SyncCollection>[] = [];
    for (const row of page) {
      if (row._deleted || !goes(toRow(row))) continue;
      if (await store.outbox.has(collection, row.id)) left.add(row.id);
      else going.push(row);
    }
    if (going.length === 0) continue;
    await before(new Set(going.map(({ id }) => id)));
    if (await takeAway(store, collection, going)) gone += going.length;
    // Somebody saved meanwhile: those rows come again in a later turn, as what waits to be sent; the others with the next purge.
    else for (const { id } of going) left.add(id);
  }
  return { gone, left: left.size };
}

/** How many rows would go, and of how many. */
export async function countGoing(
  store: Store,
  collection: SyncCollection,
  goes: Goes,
): Promise<{ readonly going: number; readonly all: number }> {
  let [going, all] = [0, 0];
  for await (const page of scanStored(store, collection, turn))
    for (const row of page) {
      if (row._deleted) continue;
      all += 1;
      if (goes(toRow(row))) going += 1;
    }
  return { going, all };
}

async function takeAway(
  store: Store,
  collection: SyncCollection,
  going: readonly Stored<SyncCollection>[],
): Promise<boolean> {
  try {
    await writeStored(
      store,
      collection,
      going.map((previous): DocumentWrite<SyncCollection> => ({
        previous,
        document: emptied(plain<SyncCollection>(previous)),
        deleted: true,
      })),
      context,
    );
    return true;
  } catch (error) {
    if (error instanceof StaleWrite) return false;
    throw error;
  }
}

function emptied<D extends object>(document: D): D {
  return {
    ...document,
    mutation: purgedMutation,
    data: {},
    ...('bizNo' in document ? { bizNo: '' } : {}),
  };
}

function toRow(stored: Stored<SyncCollection>): SyncRow {
  return { ...plain<SyncCollection>(stored), _deleted: stored._deleted };
}
