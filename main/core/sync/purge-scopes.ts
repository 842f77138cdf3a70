/**
 * Removes what this device may no longer hold. Work that the district has not seen is kept on a card first: unsent work survives
 * the loss of a scope (design.md §4.6). A sudden loss of nearly everything is not believed.
 */
import type { SyncCollection } from '../../../shared/sync/protocol.ts';
import { plain, writeStored, type Stored } from '../documents/stored-documents.ts';
import type { Store } from '../storage/index.ts';
import { rejectedCard, type Cards, type SyncRow } from './cards.ts';

export interface PurgeDeps {
  readonly store: Store;
  readonly cards: Cards;
  readonly now: () => number;
}

/** The outbox takes writes of this name for the district's own. */
const context = 'replication-downstream-purge';
const turn = 500;

/** Brake of design.md §4.7. */
export const brake = { share: 0.2, rows: 500 } as const;

export async function isPurgeTooLarge(
  store: Store,
  collection: SyncCollection,
  scopes: readonly string[],
): Promise<boolean> {
  const digests = (await store.digest.all()).filter((each) => each.collection === collection);
  const all = digests.reduce((sum, each) => sum + each.count, 0);
  const going = digests
    .filter((each) => scopes.includes(each.scope))
    .reduce((sum, each) => sum + each.count, 0);
  return going > brake.rows && going > all * brake.share;
}

export async function purgeScopes(
  deps: PurgeDeps,
  collection: SyncCollection,
  scopes: readonly string[],
): Promise<void> {
  for (const scope of scopes) {
    for (;;) {
      const rows = await deps.store.collections[collection]
        .find({ selector: { unit: scope }, limit: turn })
        .exec();
      if (rows.length === 0) break;
      const stored = rows.map(
        (row) => row.toMutableJSON(true) as unknown as Stored<SyncCollection>,
      );
      for (const row of stored) await keepUnsent(deps, collection, row);
      await writeStored(
        deps.store,
        collection,
        stored.map((previous) => ({
          previous,
          document: plain<SyncCollection>(previous),
          deleted: true,
        })),
        context,
      );
    }
  }
}

async function keepUnsent(
  deps: PurgeDeps,
  collection: SyncCollection,
  row: Stored<SyncCollection>,
): Promise<void> {
  if (!(await deps.store.outbox.has(collection, row.id))) return;
  await deps.store.outbox.acknowledge(collection, [{ id: row.id, mutation: row.mutation }]);
  const mine = { ...plain<SyncCollection>(row), _deleted: false } as SyncRow;
  await deps.cards.put(
    rejectedCard({
      collection,
      at: new Date(deps.now()).toISOString(),
      code: 'scope_lost',
      mine,
    }),
  );
}
