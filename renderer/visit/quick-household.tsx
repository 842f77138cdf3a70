/** 新建户 inside a form: the essentials of a household and its head, checked, saved, and chosen at once. */
import { Modal } from '@mantine/core';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { Ref } from '../../shared/fields/kinds.ts';
import { parsePartialDate } from '../../shared/calendar/partial-date.ts';
import { recordType } from '../../shared/records/registry.ts';
import { problemText } from '../../shared/texts/problems.ts';
import { useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useOptions } from '../form/widgets/choice-boxes.tsx';
import { SearchSelect } from '../form/widgets/search-select.tsx';
import { enterToNext } from '../keyboard/enter-next.ts';
import { Icon } from '../parts/icons.tsx';
import { Button, Note } from '../parts/parts.tsx';
import type { TextKey } from '../texts/index.ts';
import { useText } from '../texts/use-text.ts';

const required = ['headName', 'sex', 'birth', 'identity', 'community', 'addr'] as const;
type Key = (typeof required)[number] | 'phone';

export function QuickHousehold(props: {
  name: string;
  onMade: (made: Ref) => void;
  onClose: () => void;
}) {
  const { t, fail, language } = useText();
  const { actor } = useSession();
  const tell = useTell();
  const [values, setValues] = useState<Record<Key, string>>({
    headName: props.name.replace(/户$/, ''),
    sex: '',
    birth: '',
    identity: '',
    community: actor.community,
    addr: '',
    phone: '',
  });
  const [tried, setTried] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const sexes = useOptions('sex');
  const identities = useOptions('identity');
  const communities = useOptions('community');

  const problems = findProblems(values, t);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || Object.keys(problems).length > 0) return;
    setBusy(true);
    const birth = parsePartialDate(values.birth);
    const answer = await tell('household.quick', {
      ...values,
      headName: values.headName.trim(),
      birth: birth.ok ? birth.value : values.birth,
    });
    setBusy(false);
    if (answer.ok) {
      props.onMade(answer.value);
      props.onClose();
      return;
    }
    const person = recordType('person');
    const first = answer.error.problems?.[0];
    setTrouble(
      first !== undefined && person !== undefined
        ? problemText(person, first, language)
        : fail(answer.error),
    );
  };
  const set = (key: Key, value: string) => setValues((old) => ({ ...old, [key]: value }));
  const text = (key: Key, hint?: TextKey) => (
    <Field
      label={t(`household.${key}`)}
      hint={hint === undefined ? undefined : t(hint)}
      required={key !== 'phone'}
      error={tried ? problems[key] : undefined}
    >
      {(id, invalid) => (
        <input
          id={id}
          type="text"
          className="field-input"
          autoComplete="off"
          aria-invalid={invalid}
          aria-describedby={`${id}-problem`}
          value={values[key]}
          onChange={(event) => set(key, event.currentTarget.value)}
          data-autofocus={key === 'headName' || undefined}
        />
      )}
    </Field>
  );
  const choice = (key: Key, data: readonly { value: string; label: string }[]) => (
    <Field label={t(`household.${key}`)} required error={tried ? problems[key] : undefined}>
      {(id, invalid) => (
        <SearchSelect
          id={id}
          options={data}
          value={values[key] === '' ? null : values[key]}
          required
          invalid={invalid}
          onChange={(value) => set(key, value ?? '')}
          aria-describedby={`${id}-problem`}
        />
      )}
    </Field>
  );
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('household.title')}
      size="40rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <form onSubmit={(event) => void submit(event)} onKeyDown={enterToNext} noValidate>
        <p className="meta" style={{ marginBottom: '0.5rem' }}>
          {t('household.note')}
        </p>
        {trouble !== null && (
          <Note tone="red" role="alert">
            {trouble}
          </Note>
        )}
        <div className="fields c3">
          {text('headName')}
          {choice('sex', sexes)}
          {text('birth', 'household.birthHint')}
          {choice('identity', identities)}
          {choice('community', communities)}
          {text('phone')}
          <div style={{ gridColumn: 'span 3' }}>{text('addr')}</div>
        </div>
        <div className="dialog-foot" style={{ padding: '0.75rem 0 0', border: 0 }}>
          <Button onClick={props.onClose}>{t('frame.cancel')}</Button>
          <Button type="submit" look="filled" busy={busy}>
            {t('household.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function findProblems(
  values: Readonly<Record<Key, string>>,
  t: ReturnType<typeof useText>['t'],
): Partial<Record<Key, string>> {
  const found: Partial<Record<Key, string>> = {};
  for (const key of required)
    if (values[key].trim() === '')
      found[key] = t('household.missing', { label: t(`household.${key}`) });
  if (found.birth === undefined && !parsePartialDate(values.birth).ok)
    found.birth = t('household.birthHint');
  return found;
}

function Field(props: {
  label: string;
  hint?: string | undefined;
  required?: boolean;
  error?: string | undefined;
  children: (id: string, invalid: boolean) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id} className={props.required === true ? 'required' : ''}>
          {props.label}
        </label>
        {props.hint !== undefined && <span className="hint-text">{props.hint}</span>}
      </div>
      {props.children(id, props.error !== undefined)}
      <div id={`${id}-problem`} aria-live="polite">
        {props.error !== undefined && (
          <p className="field-error">
            <Icon name="stop" size={15} />
            <span>{props.error}</span>
          </p>
        )}
      </div>
    </div>
  );
}
