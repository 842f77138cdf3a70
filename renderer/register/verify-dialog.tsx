/** 核实: when and how; then who could not be verified and why, and the way back. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { denials, type Failure } from '../../shared/bridge/errors.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { dictionaries } from '../../shared/dictionaries/dictionary.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { fieldLabel, problemText } from '../../shared/texts/problems.ts';
import { useForget, useTell, type Value } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { DayBox } from '../form/day-box.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Done = Value<'register.verify'>;

export function VerifyDialog(props: {
  type: RecordType;
  ids: readonly string[];
  /** Of the one record; absent for several. */
  name?: string;
  onClose: () => void;
}) {
  const { t, language } = useText();
  const tell = useTell();
  const forget = useForget();
  const { now } = useSurroundings();
  const count = props.ids.length;
  const [on, setOn] = useState(() => businessDateOf(now()));
  const [method, setMethod] = useState('visit');
  const [note, setNote] = useState('');
  const [done, setDone] = useState<Done | null>(null);
  const [told, setTold] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const look = () =>
    forget(
      'records.list',
      'records.get',
      'records.timeline',
      'register.verifications',
      'fourClears.board',
      'tasks.board',
    );
  const go = async () => {
    const answer = await tell('register.verify', {
      type: props.type.name,
      ids: [...props.ids],
      on,
      method,
      note,
    });
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setDone(answer.value);
    setTold(t('verifying.done', { count: answer.value.verified }));
    look();
  };
  const undo = async () => {
    if (done === null) return;
    const answer = await tell('register.undoVerify', { batch: done.batch });
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setDone({ ...done, verified: 0 });
    setTold(t('verifying.undone', answer.value));
    look();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={
        props.name === undefined
          ? t('verifying.title', { count })
          : t('verifying.titleOne', { name: props.name })
      }
      size="34rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <div className="many-form">
        {done === null && (
          <>
            <p className="soft">{t('verifying.facts')}</p>
            <label>
              {t('verifying.on')}
              <DayBox label={t('verifying.on')} value={on} onChange={setOn} />
            </label>
            <label>
              {t('verifying.method')}
              <select
                className="field-input"
                value={method}
                onChange={(event) => setMethod(event.currentTarget.value)}
              >
                {Object.entries(dictionaries['verify_method'] ?? {}).map(([key, words]) => (
                  <option key={key} value={key}>
                    {words[language]}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {t('verifying.note')}
              <input
                className="field-input"
                autoComplete="off"
                maxLength={200}
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
            </label>
          </>
        )}
        {failure !== null && <FailureNote failure={failure} />}
        {told !== '' && (
          <Note tone={done !== null && done.refusedCount > 0 ? 'amber' : 'green'} role="status">
            {told}
          </Note>
        )}
        {done !== null && done.refusedCount > 0 && <Refused type={props.type} done={done} />}
        <div className="row">
          {done === null && (
            <Button
              look="filled"
              offBecause={on === '' ? t('verifying.needs') : null}
              onClick={() => void go()}
            >
              {t('verifying.go', { count })}
            </Button>
          )}
          {done !== null && done.verified > 0 && (
            <Button onClick={() => void undo()}>{t('verifying.undo')}</Button>
          )}
          <Button onClick={props.onClose}>{t('verifying.close')}</Button>
        </div>
      </div>
    </Modal>
  );
}

function Refused({ type, done }: { type: RecordType; done: Done }) {
  const { t, say, language } = useText();
  const why = (code: string, field: string) =>
    code in denials
      ? say(denials[code as keyof typeof denials])
      : [
          fieldLabel(type, field, language),
          problemText(type, { field, code, severity: 'error' }, language),
        ].join('　');
  return (
    <div>
      <p>
        <b>{t('verifying.refused', { count: done.refusedCount })}</b>
      </p>
      <ul>
        {done.refused.map(({ label, code, field }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two may be called the same
          <li key={index}>
            {label}　<span className="meta">{why(code, field)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
