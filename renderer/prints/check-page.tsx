/** 核对纸面: whether a paper still says what the record says. A scanner types into the box and presses Enter. */
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { businessTimeOf } from '../../shared/calendar/time-zone.ts';
import type { EventDoc } from '../../shared/records/envelope.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useTell, type Value } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { eventVerb } from '../record/event-words.ts';
import { useText, type Speaker } from '../texts/use-text.ts';

type Checked = Value<'prints.check'>;

export function CheckPage() {
  const { t } = useText();
  const tell = useTell();
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [found, setFound] = useState<Checked | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useHints([
    { keys: 'Enter', word: t('prints.checkVerb') },
    { keys: 'Alt ←', word: t('key.back') },
  ]);
  const check = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(text.trim() === '');
    if (text.trim() === '') return;
    const answer = await tell('prints.check', { text });
    setFailure(answer.ok ? null : answer.error);
    setFound(answer.ok ? answer.value : null);
  };
  return (
    <>
      <PageHeader title={t('prints.check')} second={t('prints.checkSecond')} />
      <div className="pane-body">
        <form className="form-limit" onSubmit={(event) => void check(event)}>
          <div className="field-head">
            <label htmlFor="paper-code">{t('prints.checkLabel')}</label>
            <span className="hint-text">{t('prints.checkExample')}</span>
          </div>
          <div className="row">
            <input
              id="paper-code"
              className="field-input grow"
              autoComplete="off"
              autoFocus
              value={text}
              aria-invalid={isMissing}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button type="submit" look="filled">
              {t('prints.checkVerb')}
            </Button>
          </div>
          {isMissing && (
            <p className="field-error" role="alert">
              {t('prints.checkNeeded')}
            </p>
          )}
        </form>
        <div className="form-limit" style={{ marginTop: '1rem' }}>
          {failure !== null && <FailureNote failure={failure} />}
          {found !== null && <Verdict found={found} />}
        </div>
      </div>
    </>
  );
}

function Verdict({ found }: { found: Checked }) {
  const speaker = useText();
  const { t, say } = speaker;
  const { record, lines, verdict, since } = found;
  const type = record === null ? undefined : recordType(record.type);
  const tone = { same: 'green', older: 'amber', unknown: 'red', absent: 'amber' } as const;
  return (
    <>
      <Note tone={tone[verdict]} role="status">
        {sentence(found, speaker)}
      </Note>
      {record !== null && type !== undefined && (
        <p className="row" style={{ marginTop: '0.75rem' }}>
          <b>{record.label}</b>
          <span className="meta">{record.number}</span>
          <span className="meta">{say(type.texts.states[record.state] ?? type.texts.name)}</span>
          <Link to="/record/$type/$id" params={{ type: record.type, id: record.id }}>
            {t('prints.open')}
          </Link>
        </p>
      )}
      {since.length > 0 && type !== undefined && lines === null && (
        <>
          <h2 className="block-title">{t('prints.since')}</h2>
          <ul>
            {since.map((each) => (
              <li key={each.at + each.action} className="row">
                <span className="meta">{businessTimeOf(each.at)}</span>
                <b>
                  {eventVerb(
                    type,
                    { kind: each.kind, data: { action: each.action } } as unknown as EventDoc,
                    speaker,
                  )}
                </b>
                <span>{each.who}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function sentence({ verdict, lines, at, since }: Checked, { t }: Speaker): string {
  const time = at === null ? '' : businessTimeOf(at);
  if (lines !== null)
    return t(verdict === 'same' ? 'prints.verdict_same_list' : 'prints.verdict_older_list', {
      time,
      lines: lines.count,
      changed: lines.changed,
    });
  return t(`prints.verdict_${verdict}`, { time, count: since.length });
}
