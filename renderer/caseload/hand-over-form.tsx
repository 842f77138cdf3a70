/** What goes from one liaison to another: all or part, seen before it is done. */
import { useState } from 'react';
import type { Input } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { useOptions } from '../form/widgets/choice-boxes.tsx';
import { SearchSelect } from '../form/widgets/search-select.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import type { Person } from './caseload-page.tsx';

const types = ['household', 'person', 'enterprise'] as const;
type Part = Input<'caseload.preview'>;

export function HandOverForm(props: { person: Person; people: readonly Person[] }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const communities = useOptions('community');
  const [to, setTo] = useState<string | null>(null);
  const [community, setCommunity] = useState<string | null>(null);
  const [what, setWhat] = useState<Part['types']>([...types]);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const part: Part = { from: props.person.id, community: community ?? '', types: what };
  const preview = useAsk('caseload.preview', part, { enabled: what.length > 0 }).data;
  const sum =
    preview === undefined
      ? 0
      : preview.counts.household + preview.counts.person + preview.counts.enterprise;
  const off =
    sum === 0
      ? t('caseload.nothing')
      : to === null
        ? t('caseload.needTo')
        : reason.trim() === ''
          ? t('caseload.needReason')
          : null;

  const submit = async () => {
    if (to === null) return;
    setFailure(null);
    const answer = await tell('caseload.handOver', { ...part, to, reason });
    if (!answer.ok) return setFailure(answer.error);
    setDone(answer.value.count);
    forget('caseload.board', 'caseload.preview', 'records.list', 'records.get');
    return undefined;
  };

  return (
    <section aria-label={t('caseload.handOver')}>
      <h2 className="block-title" style={{ marginTop: 0 }}>
        {t('caseload.from', { name: props.person.label })}
      </h2>
      <div className="hand-over-fields">
        <div className="field">
          <div className="field-head">
            <label htmlFor="hand-over-to" className="required">
              {t('caseload.to')}
            </label>
          </div>
          <SearchSelect
            id="hand-over-to"
            aria-describedby=""
            options={props.people
              .filter(({ id, isActive }) => isActive && id !== props.person.id)
              .map(({ id, label }) => ({ value: id, label }))}
            value={to}
            required
            invalid={false}
            onChange={setTo}
          />
        </div>
        <div className="field">
          <div className="field-head">
            <label htmlFor="hand-over-community">{t('caseload.community')}</label>
          </div>
          <SearchSelect
            id="hand-over-community"
            aria-describedby=""
            options={[{ value: '', label: t('caseload.everywhere') }, ...communities]}
            value={community ?? ''}
            required={false}
            invalid={false}
            onChange={(next) => setCommunity(next === '' ? null : next)}
          />
        </div>
        <fieldset className="hand-over-types">
          <legend className="field-head">{t('caseload.what')}</legend>
          {types.map((type) => (
            <label key={type} className="row">
              <input
                type="checkbox"
                className="tick"
                checked={what.includes(type)}
                onChange={(event) => {
                  const ticked = event.currentTarget.checked;
                  setWhat((old) =>
                    types.filter((each) => (each === type ? ticked : old.includes(each))),
                  );
                }}
              />
              <span>{t(`caseload.${type}`)}</span>
            </label>
          ))}
        </fieldset>
        <div className="field">
          <div className="field-head">
            <label htmlFor="hand-over-reason" className="required">
              {t('caseload.reason')}
            </label>
          </div>
          <input
            id="hand-over-reason"
            autoComplete="off"
            className="field-input"
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </div>
      </div>
      {preview !== undefined && sum > 0 && (
        <div className="card" style={{ marginTop: '0.75rem' }}>
          <p>{t('caseload.preview', preview.counts)}</p>
          <p className="meta">
            {preview.labels.join('、')}
            {sum > preview.labels.length ? ` ${t('caseload.and')}` : ''}
          </p>
        </div>
      )}
      {done !== null && (
        <Note tone="green" role="status">
          {t('caseload.done', { count: done })}
        </Note>
      )}
      {failure !== null && <FailureNote failure={failure} />}
      <div className="row" style={{ marginTop: '0.75rem' }}>
        <Button look="filled" icon="handOver" onClick={() => void submit()} offBecause={off}>
          {t('caseload.handOver')}
        </Button>
        {off !== null && <span className="meta">{off}</span>}
      </div>
    </section>
  );
}
