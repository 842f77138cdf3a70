/** Two machines wrote the same thing: both values side by side, one press decides. */
import { Link } from '@tanstack/react-router';
import type { Card } from '../../shared/bridge/contract.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { fieldLabel } from '../../shared/texts/problems.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { useWords } from '../format/use-words.ts';
import { valueText } from '../format/values.ts';
import { Icon } from '../parts/icons.tsx';
import { Button, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import type { Choices, Side } from './use-choices.ts';

type Clash = Card['clashes'][number];

/** Pseudo fields: the workflow's state, and whether the record is there at all. */
export const stateField = 'state';
export const deletedField = '_deleted';

export function ClashCard(props: { card: Card; type: RecordType; choices: Choices }) {
  const { t, language, say } = useText();
  const { card, type, choices } = props;
  const fields = card.clashes.filter(({ field }) => field !== stateField);
  const step = card.clashes.find(({ field }) => field === stateField);
  const open = card.clashes.filter(({ chosen }) => chosen === null);
  const title = step !== undefined ? 'sync.lost' : clashTitle(card);
  const names = fields
    .filter(({ field }) => field !== deletedField)
    .map(({ field }) => fieldLabel(type, field, language));
  const choose = (field: string) => (choice: Side) => void choices.choose(card.id, field, choice);
  return (
    <article className="card" aria-label={`${t(title)} ${card.label}`} data-card={card.id}>
      <div className="row">
        <span className="chip wait">
          <Icon name="warn" size={15} />
          {t(title)}
        </span>
        <b className="clip grow">
          {card.label}
          {'　'}
          {names.length > 0 ? names.join('、') : say(type.texts.name)}
        </b>
        <Link to="/record/$type/$id" params={{ type: card.type, id: card.recordId }}>
          {t('sync.openRecord')}
        </Link>
      </div>
      {step !== undefined && <LostStep {...{ card, type, step }} onChoose={choose(stateField)} />}
      {fields.map((clash) => (
        <ClashChoice key={clash.field} {...{ card, type, clash }} onChoose={choose(clash.field)} />
      ))}
      {choices.failure?.cardId === card.id && <FailureNote failure={choices.failure.failure} />}
      <div className="row wrap">
        {open.length > 1 && (
          <>
            <Button onClick={() => void choices.chooseMany([card.id], 'mine')}>
              {t('sync.cardMine')}
            </Button>
            <Button onClick={() => void choices.chooseMany([card.id], 'theirs')}>
              {t('sync.cardTheirs')}
            </Button>
          </>
        )}
        <span className="meta">
          {card.clashes.some(({ manual }) => manual) ? t('sync.manual') : t('sync.keepBoth')}
        </span>
      </div>
    </article>
  );
}

export function clashTitle(card: Card): 'sync.gone' | 'sync.goneMine' | 'sync.clash' {
  const gone = card.clashes.find(({ field }) => field === deletedField);
  if (gone === undefined) return 'sync.clash';
  return gone.theirs === true ? 'sync.gone' : 'sync.goneMine';
}

/** 退回待处理: the first step stays, this one keeps its text and can be taken again. */
function LostStep(props: {
  card: Card;
  type: RecordType;
  step: Clash;
  onChoose: (choice: Side) => void;
}) {
  const { t, say } = useText();
  const { now } = useSurroundings();
  const { card, type, step } = props;
  const stateName = (key: unknown) => say(type.texts.states[String(key)] ?? raw(String(key)));
  const lost = card.lost;
  const action =
    lost === null ? stateName(step.mine) : say(type.texts.actions[lost.action] ?? raw(lost.action));
  const said = {
    action,
    who: step.theirsBy === '' ? t('sync.district') : step.theirsBy,
    time: shortMoment(step.theirsAt, now()),
    state: stateName(step.theirs),
  };
  return (
    <div className="quote">
      <p>{t(step.theirs === step.base ? 'sync.lostUnseen' : 'sync.lostSaid', said)}</p>
      {lost !== null && lost.opinion !== '' && (
        <p className="soft">{t('sync.lostOpinion', { opinion: lost.opinion })}</p>
      )}
      {step.chosen === null && (
        <div className="row wrap" style={{ marginTop: '0.375rem' }}>
          {lost !== null && (
            <Button look="filled" onClick={() => props.onChoose('mine')}>
              {t('sync.redo', { action })}
            </Button>
          )}
          <Button onClick={() => props.onChoose('theirs')}>{t('sync.letGo')}</Button>
        </div>
      )}
    </div>
  );
}

function ClashChoice(props: {
  card: Card;
  type: RecordType;
  clash: Clash;
  onChoose: (choice: Side) => void;
}) {
  const { t, language } = useText();
  const { now } = useSurroundings();
  const { clash, type, card } = props;
  const text = useClashText(type, clash);
  if (clash.field === deletedField) return <Existence clash={clash} onChoose={props.onChoose} />;
  const field = fieldLabel(type, clash.field, language);
  const side = (choice: Side, value: unknown, by: string, at: string) => (
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
        {card.merged > 0 && t('sync.merged', { count: card.merged })}
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

function Existence({ clash, onChoose }: { clash: Clash; onChoose: (choice: Side) => void }) {
  const { t } = useText();
  // Whichever side deleted: bringing back means taking the other one.
  const living: Side = clash.mine === true ? 'theirs' : 'mine';
  return (
    <div className="row wrap" style={{ margin: '0.5rem 0' }}>
      <Button look="filled" onClick={() => onChoose(living)}>
        {t('sync.bringBack')}
      </Button>
      <Button onClick={() => onChoose(living === 'mine' ? 'theirs' : 'mine')}>
        {t('sync.leaveGone')}
      </Button>
    </div>
  );
}

/** A value of the clash's field in words. */
export function useClashText(type: RecordType, clash: Clash): (value: unknown) => string {
  const { t } = useText();
  const words = useWords();
  const parts = clash.field.split('.');
  const top = type.fields[parts[0] ?? ''];
  const spec = parts.length > 2 ? top?.items?.[parts.at(-1) ?? ''] : top;
  return (value) =>
    value === undefined || value === null ? t('sync.emptyValue') : valueText(spec, value, words);
}

function raw(text: string) {
  return { zh: text, en: text };
}
