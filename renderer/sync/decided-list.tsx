/** What has been decided: the choice in a line, and the way back. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Card } from '../../shared/bridge/contract.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { fieldLabel } from '../../shared/texts/problems.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { deletedField, stateField, useClashText } from './clash-card.tsx';
import type { Choices } from './use-choices.ts';

/** The last ones are in sight, so that a slip is seen and undone at once; the rest on request. */
const inSight = 3;

export function DecidedList({ cards, choices }: { cards: readonly Card[]; choices: Choices }) {
  const { t } = useText();
  const [all, setAll] = useState(false);
  if (cards.length === 0) return null;
  return (
    <section style={{ marginTop: '1rem' }} aria-label={t('sync.decided')}>
      <h2 className="row" style={{ marginBottom: '0.375rem' }}>
        <span className="pane-title">{t('sync.decided')}</span>
        <span className="meta grow">{t('sync.decidedNote', { count: cards.length })}</span>
        {cards.length > inSight && (
          <button type="button" className="link" onClick={() => setAll(!all)}>
            {t(all ? 'sync.decidedHide' : 'sync.decidedShow')}
          </button>
        )}
      </h2>
      <ul className="plain-list">
        {cards.slice(0, all ? cards.length : inSight).map((card) => (
          <Decided key={card.id} card={card} choices={choices} />
        ))}
      </ul>
    </section>
  );
}

function Decided({ card, choices }: { card: Card; choices: Choices }) {
  const { t } = useText();
  const { now } = useSurroundings();
  const type = recordType(card.type);
  if (type === undefined) return null;
  return (
    <li className="row wrap" style={{ padding: '0.25rem 0' }}>
      <Link to="/record/$type/$id" params={{ type: card.type, id: card.recordId }}>
        {card.label}
      </Link>
      <span className="grow soft" style={{ fontSize: '0.875rem' }}>
        {card.clashes.map((clash) => (
          <ChoiceWords key={clash.field} type={type} clash={clash} />
        ))}
      </span>
      <span className="meta">
        {card.decidedAt === null ? '' : shortMoment(card.decidedAt, now())}
      </span>
      {card.undoable && (
        <Button onClick={() => void choices.undo(card.id)}>{t('sync.undo')}</Button>
      )}
    </li>
  );
}

function ChoiceWords({ type, clash }: { type: RecordType; clash: Card['clashes'][number] }) {
  const { t, language } = useText();
  const text = useClashText(type, clash);
  if (clash.field === stateField)
    return <>{t(clash.chosen === 'mine' ? 'sync.redone' : 'sync.letGone')}　</>;
  const chosen = clash.chosen === 'mine' ? clash.mine : clash.theirs;
  if (clash.field === deletedField)
    return <>{t(chosen === true ? 'sync.leaveGone' : 'sync.bringBack')}　</>;
  return (
    <>
      {fieldLabel(type, clash.field, language)}
      {'　'}
      {t(clash.chosen === 'mine' ? 'sync.chosenMine' : 'sync.chosenTheirs')} {text(chosen)}
      {'　'}
    </>
  );
}
