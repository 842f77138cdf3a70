/** A gap of 四清 handed to a liaison with a date, in the place where it was found. */
import { useState } from 'react';
import { addDays } from '../../shared/calendar/day.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { Gap } from '../../shared/bridge/four-clears.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { DayBox } from '../form/day-box.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

/** Calendar days that a new list starts with. */
const usualDays = 14;

export function HandTasks(props: {
  gap: Gap;
  name: string;
  /** Null for the whole unit, '' for records of no community. */
  community: string | null;
  asOf: string;
  onClose: () => void;
}) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const users = useAsk('masters.users', {}).data ?? [];
  const { gap } = props;
  const [liaison, setLiaison] = useState('');
  const [dueOn, setDueOn] = useState(addDays(props.asOf, usualDays));
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [told, setTold] = useState('');
  const hand = async () => {
    const { gauge, type, view } = gap;
    const answer = await tell('tasks.hand', {
      gauge,
      type,
      view,
      community: props.community,
      liaison,
      dueOn,
      note,
    });
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setTold(t('tasks.handed', { count: answer.value.count, lists: answer.value.lists.length }));
    forget('tasks.board', 'today.board');
  };
  return (
    <fieldset className="task-form">
      <legend>{t('tasks.handTitle', { list: props.name })}</legend>
      {failure !== null && <FailureNote failure={failure} />}
      {told === '' ? (
        <>
          <label>
            {t('tasks.liaison')}
            <select
              className="field-input"
              value={liaison}
              onChange={(event) => setLiaison(event.currentTarget.value)}
            >
              <option value="">{t('tasks.choose')}</option>
              {users.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('tasks.due')}
            <DayBox label={t('tasks.due')} value={dueOn} onChange={setDueOn} />
          </label>
          <label>
            {t('tasks.note')}
            <input
              autoComplete="off"
              className="field-input"
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </label>
          <div className="row">
            <Button
              look="filled"
              offBecause={liaison === '' || dueOn === '' ? t('tasks.needs') : null}
              onClick={() => void hand()}
            >
              {t('tasks.go', { count: gap.count })}
            </Button>
            <Button onClick={props.onClose}>{t('tasks.close')}</Button>
          </div>
        </>
      ) : (
        <Note tone="green" role="status">
          {told}
        </Note>
      )}
    </fieldset>
  );
}
