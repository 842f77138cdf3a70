/**
 * What lies in a box on the disk waits nowhere else: rows leave the outbox, refusals their cards, drafts their place. Done right after
 * sealing, and again wherever a crash or a full disk came between; a state that was written over since stays, for it is in no box.
 */
import type { LocalValues } from '../../documents/local-values.ts';
import type { Store } from '../../storage/index.ts';
import type { Cards } from '../../sync/cards.ts';
import type { KeptBox } from './box-folder.ts';

export interface SettleDeps {
  readonly store: Pick<Store, 'outbox'>;
  readonly cards: Pick<Cards, 'rejected' | 'drop'>;
  readonly local: Pick<LocalValues, 'get' | 'put' | 'drop'>;
}

/** Safe to repeat. What is done is noted in the database: one that was put back from a backup holds again what the box has long delivered. */
export async function settleBox(
  { store, cards, local }: SettleDeps,
  box: Pick<KeptBox, 'id' | 'settles' | 'isSettled' | 'markSettled'>,
): Promise<void> {
  if (box.settles.length === 0) return;
  const done = `rescue:settled:${box.id}`;
  if (box.isSettled() && (await local.get(done)) !== undefined) return;
  for (const collection of ['records', 'events'] as const) {
    const rows = box.settles.filter((each) => each.collection === collection);
    await store.outbox.acknowledge(collection, rows);
    // Also those that a push made while the box was sealed; one that comes later sees that the row is settled (push-rows.ts).
    for (const { id, mutation } of rows) {
      const card = await cards.rejected(collection, id);
      if (card?.mine.mutation === mutation) await cards.drop(card.id);
    }
  }
  for (const { collection, id, mutation } of box.settles)
    if (collection === 'local' && (await local.get(id))?.['updatedAt'] === mutation)
      await local.drop(id);
  await local.put(done, 'rescue', {});
  box.markSettled();
}
