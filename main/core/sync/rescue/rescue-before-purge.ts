/**
 * Before rows are purged that this device may not hold any more, what the district has not seen of them goes into a sealed box on the
 * disk (design.md §4.6). From then on it is the box that waits to be sent, and not the rows.
 */
import type { RescueLine, RescueReason } from '../../../../shared/rescue/box-format.ts';
import type { SyncCollection } from '../../../../shared/sync/protocol.ts';
import type { SyncRow } from '../cards.ts';
import { sentAs, unsentWithin, type UnsentDeps } from './unsent-lines.ts';

/** A state that a box holds. `local`: a draft, by the time of its last key. */
export interface SealedWork {
  readonly collection: 'records' | 'events' | 'local';
  readonly id: string;
  readonly mutation: string;
}

/**
 * Durable when it resolves to true; false: the district has no key to seal to. Throws when the disk refuses. What the box settles is named
 * on it, so that a computer that dies before it has let go of it does not seal it a second time.
 */
export type SealUnsent = (
  reason: RescueReason,
  lines: AsyncIterable<RescueLine>,
  settles: readonly SealedWork[],
) => Promise<boolean>;

export interface RescueDeps extends UnsentDeps {
  readonly seal: SealUnsent;
  /** Lets go of what boxes on the disk hold already. */
  readonly settleKept: () => Promise<void>;
}

/** `isLost`: of `collection`, the rows that will be purged. Resolves to the number of rows that went into the box. */
export async function rescueBeforePurge(
  deps: RescueDeps,
  collection: SyncCollection,
  isLost: (row: SyncRow) => boolean,
): Promise<number> {
  if (collection === 'masters') return 0;
  await deps.settleKept();
  const { rows, cards, lines } = await unsentWithin(
    deps,
    (kind, row) => kind === collection && isLost(row),
  );
  if (rows.length + cards.length === 0) return 0;
  // Without a key they stay until the district has them in its quarantine (purge.ts).
  const settles = [
    ...rows.map((each) => ({ collection: each.collection, row: each.row })),
    ...cards.map((card) => ({ collection: sentAs(card), row: card.mine })),
  ].map(({ collection: sent, row: { id, mutation } }) => ({ collection: sent, id, mutation }));
  if (!(await deps.seal('scope_lost', lines(), settles))) return 0;
  await deps.settleKept();
  return rows.length + cards.length;
}
