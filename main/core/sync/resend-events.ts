/**
 * Events that the district refused are sent again once nothing of their record is refused any more. RxDB cannot do it: an event never
 * changes, so for RxDB it has been sent.
 */
import { maxBatch } from '../../../shared/sync/protocol.ts';
import type { Cards, StoredCard } from './cards.ts';
import type { Exchange } from './exchange.ts';

export interface ResendDeps {
  readonly cards: Pick<Cards, 'list' | 'drop'>;
  readonly exchange: Pick<Exchange, 'ask'>;
  readonly newId: () => string;
  readonly onAccepted: (rows: number) => void;
}

/** Once per round. What is refused again keeps its card. Throws as the exchange does. */
export async function resendEvents(deps: ResendDeps): Promise<void> {
  const ready = eventsToResend(await deps.cards.list());
  for (let start = 0; start < ready.length; start += maxBatch) {
    const batch = ready.slice(start, start + maxBatch);
    const reply = await deps.exchange.ask((client, token) =>
      client.push(token, {
        requestId: deps.newId(),
        collection: 'events',
        rows: batch.map(({ mine }) => ({ base: null, row: mine })),
      }),
    );
    const accepted = new Set(
      reply.results.filter(({ status }) => status === 'accepted').map(({ id }) => id),
    );
    for (const card of batch) if (accepted.has(card.mine.id)) await deps.cards.drop(card.id);
    if (accepted.size > 0) deps.onAccepted(accepted.size);
  }
}

function eventsToResend(cards: readonly StoredCard[]): readonly StoredCard[] {
  const rejected = cards.filter((card) => card.kind === 'rejected');
  const held = new Set(
    rejected.filter((card) => card.collection === 'records').map((card) => card.recordId),
  );
  return rejected.filter((card) => card.collection === 'events' && !held.has(card.recordId));
}
