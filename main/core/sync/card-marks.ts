/** What is left of cards about rows that this device may not hold any more: that there was something, and that the district has it. */
import type { SyncCollection } from '../../../shared/sync/protocol.ts';
import type { Cards, StoredCard } from './cards.ts';

/** Code of such a card (shared/sync/rejections.ts). */
export const scopeLost = 'scope_lost';

/** Both values of a conflict are in the record's events, a refused row lies in the district's quarantine in full: nothing is lost by it. */
export async function forgetCards(
  cards: Cards,
  collection: SyncCollection,
  ids: ReadonlySet<string>,
): Promise<void> {
  const rejected = await cards.rejectedAmong(collection, [...ids]);
  for (const card of rejected.values()) await cards.put(markOf(card));
  if (collection !== 'records') return;
  for (const card of await cards.list())
    if (card.kind === 'clash' && ids.has(card.recordId)) await cards.drop(card.id);
}

function markOf({ mine, ...card }: StoredCard): StoredCard {
  return {
    ...card,
    code: scopeLost,
    // The number is what the district can be asked about; it tells nothing of anybody.
    label: 'bizNo' in mine ? mine.bizNo : '',
    problems: [],
    clashes: [],
    lost: null,
    base: null,
    master: null,
    held: null,
    steps: [],
    mine: { ...mine, data: {} },
  };
}
