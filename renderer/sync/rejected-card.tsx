/** A record that the district sent back: why, and the way into its form. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Card } from '../../shared/bridge/contract.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useRefusalReasons } from '../form/refusal-note.tsx';
import { shortMoment } from '../format/moments.ts';
import { Icon } from '../parts/icons.tsx';
import { Button, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import type { Choices } from './use-choices.ts';

export function RejectedCard(props: { card: Card; type: RecordType; choices: Choices }) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { now } = useSurroundings();
  const reasons = useRefusalReasons();
  const [asking, setAsking] = useState(false);
  const { card, type, choices } = props;
  // There is no record here any more to open.
  const isOutOfReach = card.code === 'scope_lost';
  const params = { type: card.type, id: card.recordId };
  return (
    <article
      className="card"
      aria-label={`${t('sync.rejected')} ${card.label}`}
      data-card={card.id}
    >
      <div className="row">
        <span className="chip back">
          <Icon name="stop" size={15} />
          {t('sync.rejected')}
        </span>
        <b className="clip grow">
          {say(type.texts.name)}
          {'　'}
          {card.label}
        </b>
        <span className="meta">{shortMoment(card.at, now())}</span>
      </div>
      <div className="quote">
        {reasons(type, card).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {!isOutOfReach && (
          <p className="soft" style={{ fontSize: '0.875rem' }}>
            {t('sync.rejectedAdvice')}
          </p>
        )}
      </div>
      {choices.failure?.cardId === card.id && <FailureNote failure={choices.failure.failure} />}
      {isOutOfReach ? (
        <div className="row">
          <Button look="filled" onClick={() => void choices.dismiss(card.id)}>
            {t('sync.understood')}
          </Button>
        </div>
      ) : asking ? (
        <div className="row wrap" role="group" aria-label={t('sync.giveUp')}>
          <span>{t('sync.giveUpAsk', { label: card.label })}</span>
          <Button look="danger" onClick={() => void choices.dismiss(card.id)}>
            {t('sync.giveUp')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('sync.keepIt')}</Button>
        </div>
      ) : (
        <div className="row">
          <Button look="filled" onClick={() => void navigate({ to: '/edit/$type/$id', params })}>
            {t('sync.goFix')}
          </Button>
          <Button onClick={() => setAsking(true)}>{t('sync.giveUp')}</Button>
          <span className="grow" />
          <Link to="/record/$type/$id" params={params}>
            {t('sync.openRecord')}
          </Link>
        </div>
      )}
    </article>
  );
}
