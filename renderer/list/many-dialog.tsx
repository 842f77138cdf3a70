/** 批量修改: a field, a value, what would happen, and only then the deed. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { denials } from '../../shared/bridge/errors.ts';
import { dictionaries } from '../../shared/dictionaries/dictionary.ts';
import { manyFields } from '../../shared/records/edit-many.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { problemText } from '../../shared/texts/problems.ts';
import { useAsk, useForget, useTell, type Value } from '../bridge/bridge-context.tsx';
import { DayBox } from '../form/day-box.tsx';
import { Button, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Seen = Value<'lists.previewMany'>;
type Chosen = string | boolean | { type: string; id: string; label: string } | null;

export function ManyDialog(props: {
  type: RecordType;
  ids: readonly string[];
  onClose: () => void;
  onDone: (batch: string, changed: number) => void;
}) {
  const { t, say, language } = useText();
  const tell = useTell();
  const forget = useForget();
  const { type } = props;
  const fields = manyFields(type);
  const [field, setField] = useState(fields[0] ?? '');
  const [value, setValue] = useState<Chosen>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const input = { type: type.name, ids: [...props.ids], field, value };
  const change = (next: Chosen) => {
    setValue(next);
    setSeen(null);
  };
  const look = async () => {
    const answer = await tell('lists.previewMany', input);
    setFailure(answer.ok ? null : answer.error);
    setSeen(answer.ok ? answer.value : null);
  };
  const go = async () => {
    const answer = await tell('lists.editMany', input);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    forget('records.list', 'records.get', 'records.timeline', 'fourClears.board');
    props.onDone(answer.value.batch, answer.value.changed);
  };
  const reasonOf = (code: string) =>
    code in denials
      ? say(denials[code as keyof typeof denials])
      : problemText(type, { field, code, severity: 'error' }, language);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('many.title', { count: props.ids.length })}
      size="36rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <div className="many-form">
        <label>
          {t('many.field')}
          <select
            className="field-input"
            value={field}
            onChange={(event) => {
              setField(event.currentTarget.value);
              change(null);
            }}
          >
            {fields.map((name) => (
              <option key={name} value={name}>
                {say(type.texts.fields[name] ?? { zh: name, en: name })}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('many.value')}
          <ValueBox key={field} type={type} field={field} value={value} onChange={change} />
        </label>
        {failure !== null && <FailureNote failure={failure} />}
        {seen !== null && (
          <div role="status">
            <p>
              <b>
                {t('many.will', {
                  changed: seen.changed,
                  same: seen.same,
                  refused: seen.refused.length,
                })}
              </b>
            </p>
            {seen.examples.map(({ label, before, after }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two may be called the same
              <div key={index}>
                {label}：<span className="meta">{before || t('excel.empty')}</span> →{' '}
                {after || t('excel.empty')}
              </div>
            ))}
            {seen.refused.map(({ label, code }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two may be called the same
              <div key={index} className="tone-red">
                {label}：{reasonOf(code)}
              </div>
            ))}
          </div>
        )}
        <div className="row">
          {seen === null || seen.changed === 0 ? (
            <Button look="filled" onClick={() => void look()}>
              {t('many.look')}
            </Button>
          ) : (
            <Button look="filled" onClick={() => void go()}>
              {t('many.go', { count: seen.changed })}
            </Button>
          )}
          <Button onClick={props.onClose}>{t('many.close')}</Button>
        </div>
      </div>
    </Modal>
  );
}

function ValueBox(props: {
  type: RecordType;
  field: string;
  value: Chosen;
  onChange: (value: Chosen) => void;
}) {
  const { t, language } = useText();
  const field = props.type.fields[props.field];
  const users = useAsk('masters.users', {}).data ?? [];
  const communities = useAsk('masters.communities', {}).data ?? [];
  if (field === undefined) return null;
  if (field.kind === 'date')
    return (
      <DayBox
        label={t('many.value')}
        value={typeof props.value === 'string' ? props.value : ''}
        onChange={(day) => props.onChange(day === '' ? null : day)}
      />
    );
  const options: readonly (readonly [key: string, word: string])[] =
    field.kind === 'ref'
      ? users.map(({ id, label }) => [id, label] as const)
      : field.kind === 'flag'
        ? [
            ['true', t('many.yes')],
            ['false', t('many.no')],
          ]
        : field.options === 'community'
          ? communities.map(({ code, name }) => [code, name] as const)
          : Object.entries(dictionaries[field.options ?? ''] ?? {}).map(
              ([key, words]) => [key, words[language]] as const,
            );
  const take = (key: string) => {
    if (key === '') return props.onChange(null);
    if (field.kind === 'flag') return props.onChange(key === 'true');
    const user = users.find(({ id }) => id === key);
    return props.onChange(
      field.kind === 'ref' && user !== undefined
        ? { type: 'user', id: user.id, label: user.label }
        : key,
    );
  };
  const now =
    props.value === null
      ? ''
      : typeof props.value === 'object'
        ? props.value.id
        : String(props.value);
  return (
    <select
      className="field-input"
      value={now}
      onChange={(event) => take(event.currentTarget.value)}
    >
      <option value="">{t('many.empty')}</option>
      {options.map(([key, word]) => (
        <option key={key} value={key}>
          {word}
        </option>
      ))}
    </select>
  );
}
