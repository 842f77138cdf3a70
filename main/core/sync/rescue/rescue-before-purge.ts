/**
 * Before rows are purged that this device may not hold any more, what the district has not seen of them goes into a sealed box on the
 * disk (design.md §4.6). From then on it is the box that waits to be sent, and not the rows.
 */
import type { RescueLine, RescueReason } from '../../../../shared/rescue/box-format.ts';
import type { SyncCollection } from '../../../../shared/sync/protocol.ts';
import { rejectedCardId, type SyncRow } from '../cards.ts';
import { unsentWithin, type UnsentDeps } from './unsent-lines.ts';

/** Durable when it resolves to true; false: the district has no key to seal to. Throws when the disk refuses. */
export type SealUnsent = (
  reason: RescueReason,
  lines: AsyncIterable<RescueLine>,
) => Promise<boolean>;

/** `isLost`: of `collection`, the rows that will be purged. Resolves to the number of rows that went into the box. */
export async function rescueBeforePurge(
  deps: UnsentDeps & { readonly seal: SealUnsent },
  collection: SyncCollection,
  isLost: (row: SyncRow) => boolean,
): Promise<number> {
  if (collection === 'masters') return 0;
  const { rows, cards, lines } = await unsentWithin(
    deps,
    (kind, row) => kind === collection && isLost(row),
  );
  if (rows.length + cards.length === 0) return 0;
  // Without a key they stay until the district has them in its quarantine (purge.ts).
  if (!(await deps.seal('scope_lost', lines()))) return 0;
  for (const sent of ['records', 'events'] as const)
    await deps.store.outbox.acknowledge(
      sent,
      rows
        .filter((each) => each.collection === sent)
        .map(({ row }) => ({ id: row.id, mutation: row.mutation })),
    );
  // Also those that a push made while the box was sealed; one that comes later sees that the row is settled (push-rows.ts).
  for (const { collection: sent, row } of rows) await deps.cards.drop(rejectedCardId(sent, row.id));
  for (const card of cards) await deps.cards.drop(card.id);
  return rows.length + cards.length;
}
