/** One thing that needs a person: a clash to choose, or a record that the district sent back. */
import type { Card } from '../../shared/bridge/contract.ts';
import { recordType } from '../../shared/records/registry.ts';
import { ClashCard } from './clash-card.tsx';
import { RejectedCard } from './rejected-card.tsx';
import type { Choices } from './use-choices.ts';

export function SyncCard({ card, choices }: { card: Card; choices: Choices }) {
  const type = recordType(card.type);
  if (type === undefined) return null;
  return card.kind === 'clash' ? (
    <ClashCard card={card} type={type} choices={choices} />
  ) : (
    <RejectedCard card={card} type={type} choices={choices} />
  );
}
