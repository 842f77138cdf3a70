/** Cards of sync that wait for a person. */
import { asMatters, isWaiting, type Cards } from '../../sync/cards.ts';
import type { Due } from './today-board.ts';

export async function syncItems(cards: Cards): Promise<Due[]> {
  return asMatters(await cards.list())
    .filter(isWaiting)
    .map((card) => ({
      id: `sync:${card.id}`,
      kind: 'sync',
      due: null,
      type: card.type,
      recordId: card.recordId,
      subject: card.label,
      what: `sync_${card.kind}`,
      whatParams: { code: card.code },
      place: '',
    }));
}
