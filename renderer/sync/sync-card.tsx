/** One thing that needs a person: a clash to choose, or a record that the district sent back. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Card } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { Problem } from '../../shared/fields/field.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { recordType } from '../../shared/records/registry.ts';
import { rejections, type RejectionCode } from '../../shared/sync/rejections.ts';
import { fieldLabel, problemText } from '../../shared/texts/problems.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { useWords } from '../format/use-words.ts';
import { valueText } from '../format/values.ts';
import { Icon } from '../parts/icons.tsx';
import { Button, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Clash = Card['clashes'][number];

export function SyncCard({ card }: { card: Card }) {
  const type = recordType(card.type);
  if (type === undefined) return null;
  return card.kind === 'clash' ? (
    <ClashCard card={card} type={type} />
  ) : (
    <RejectedCard card={card} type={type} />
  );
}

function ClashCard({ card, type }: { card: Card; type: RecordType }) {
  const { t, language } = useText();
  const tell = useTell();
  const forget = useForget();
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (ask: () => ReturnType<typeof tell>) => {
    const answer = await ask();
    setFailure(answer.ok ? null : answer.error);
    forget('sync.board', 'sync.state', 'records.get', 'records.timeline', 'today.board');
  };
  return (
    <article className="card" aria-label={`${t('sync.clash')} ${card.label}`}>
      <div className="row">
        <span className="chip wait">
          <Icon name="warn" size={15} />
          {t('sync.clash')}
        </span>
        <b className="clip grow">
          {card.label}
          {'　'}
          {card.clashes.map((clash) => fieldLabel(type, clash.field, language)).join('、')}
        </b>
        <Link to="/record/$type/$id" params={{ type: card.type, id: card.recordId }}>
          {t('sync.openRecord')}
        </Link>
      </div>
      {card.clashes.map((clash) => (
        <ClashChoice
          key={clash.field}
          card={card}
          type={type}
          clash={clash}
          onChoose={(choice) =>
            void run(() => tell('sync.choose', { cardId: card.id, field: clash.field, choice }))
          }
        />
      ))}
      {failure !== null && <FailureNote failure={failure} />}
      <div className="row wrap">
        {card.clashes.every(({ chosen }) => chosen !== null) && (
          <Button
            look="filled"
            icon="check"
            onClick={() => void run(() => tell('sync.dismiss', { cardId: card.id }))}
          >
            {t('sync.done')}
          </Button>
        )}
        <span className="meta">{t('sync.keepBoth')}</span>
      </div>
    </article>
  );
}

function ClashChoice(props: {
  card: Card;
  type: RecordType;
  clash: Clash;
  onChoose: (choice: 'mine' | 'theirs') => void;
}) {
  const { t, language } = useText();
  const words = useWords();
  const { now } = useSurroundings();
  const { clash, type, card } = props;
  const parts = clash.field.split('.');
  const top = type.fields[parts[0] ?? ''];
  const spec = parts.length > 2 ? top?.items?.[parts.at(-1) ?? ''] : top;
  const text = (value: unknown) =>
    value === undefined || value === null ? t('sync.emptyValue') : valueText(spec, value, words);
  const field = fieldLabel(type, clash.field, language);
  const side = (choice: 'mine' | 'theirs', value: unknown, by: string, at: string) => (
    <label className={`choice ${clash.chosen === choice ? 'on' : ''}`}>
      <input
        type="radio"
        name={`${card.id}/${clash.field}`}
        checked={clash.chosen === choice}
        onChange={() => props.onChoose(choice)}
      />
      <b>{t(choice === 'mine' ? 'sync.mine' : 'sync.theirs')}</b>
      <span />
      <b className="value">{text(value)}</b>
      <span className="meta">
        {by}
        {'　'}
        {at === '' ? '' : shortMoment(at, now())}
      </span>
    </label>
  );
  return (
    <fieldset aria-label={field} style={{ marginTop: '0.375rem' }}>
      <p className="soft" style={{ fontSize: '0.875rem' }}>
        {field}
        {'　'}
        {t('sync.was', { value: text(clash.base) })}
        {t('sync.merged')}
      </p>
      <div className="choice-pair">
        {side('mine', clash.mine, clash.mineBy, clash.mineAt)}
        {side('theirs', clash.theirs, clash.theirsBy, clash.theirsAt)}
      </div>
      {clash.chosen === null ? (
        <div className="row wrap" style={{ marginBottom: '0.5rem' }}>
          <Button look="filled" onClick={() => props.onChoose('mine')}>
            {t('sync.useMine')}
          </Button>
          <Button onClick={() => props.onChoose('theirs')}>{t('sync.useTheirs')}</Button>
        </div>
      ) : (
        <p className="row tone-green" style={{ marginBottom: '0.5rem', fontSize: '0.875rem' }}>
          <Icon name="done" size={15} />
          {t(clash.chosen === 'mine' ? 'sync.chosenMine' : 'sync.chosenTheirs')}
        </p>
      )}
    </fieldset>
  );
}

function RejectedCard({ card, type }: { card: Card; type: RecordType }) {
  const { t, language, say } = useText();
  const navigate = useNavigate();
  const { now } = useSurroundings();
  const reasons = card.problems.map((problem) => problemText(type, problem as Problem, language));
  // A newer district may know reasons that this version does not.
  const known = Object.hasOwn(rejections, card.code) ? (card.code as RejectionCode) : 'malformed';
  const general = say(rejections[known]);
  return (
    <article className="card" aria-label={`${t('sync.rejected')} ${card.label}`}>
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
        {(reasons.length > 0 ? reasons : [general]).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        <p className="soft" style={{ fontSize: '0.875rem' }}>
          {t('sync.rejectedAdvice')}
        </p>
      </div>
      <div className="row">
        <Button
          look="filled"
          onClick={() =>
            void navigate({ to: '/edit/$type/$id', params: { type: card.type, id: card.recordId } })
          }
        >
          {t('sync.goFix')}
        </Button>
        <Link to="/record/$type/$id" params={{ type: card.type, id: card.recordId }}>
          {t('sync.openRecord')}
        </Link>
      </div>
    </article>
  );
}
