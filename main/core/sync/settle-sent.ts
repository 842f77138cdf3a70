/**
 * Rows that wait although the district has taken exactly this state: they were offered once more (hand-over.ts) while a push of them was
 * under way. Replication takes them for sent and never sends them again, so nobody else would let go of them.
 */
import type { SyncCollection } from '../../../shared/sync/protocol.ts';
import type { Store } from '../storage/index.ts';
import { knownMasters, type Inside } from './hand-over.ts';

/** Only what an answer of the district has said is let go of; the comparison of digests follows in any case. Safe to repeat. */
export async function settleSent(deps: {
  readonly store: Pick<Store, 'outbox'>;
  readonly inside: (collection: SyncCollection) => Promise<Inside>;
}): Promise<void> {
  const { outbox } = deps.store;
  for (const collection of ['records', 'events'] as const) {
    const waiting = await outbox.list({ collection });
    if (waiting.length === 0) continue;
    const masters = await knownMasters(
      await deps.inside(collection),
      waiting.map(({ id }) => id),
    );
    await outbox.acknowledge(
      collection,
      waiting.filter(({ id, mutation }) => masters.get(id)?.mutation === mutation),
    );
  }
}
