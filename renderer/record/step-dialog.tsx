/** What a step of the workflow asks for: its own fields, drawn as in the form, and an opinion where one is needed. */
import { Modal } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import type { ActionState, RecordView } from '../../shared/bridge/contract.ts';
import type { Problem } from '../../shared/fields/field.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { problemText } from '../../shared/texts/problems.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { FieldBox } from '../form/field-box.tsx';
import { FormContext, type FormApi, type WidgetProps } from '../form/form-context.ts';
import { topField } from '../form/form-problems.ts';
import { FieldWidget } from '../form/widgets/field-widget.tsx';
import { isComposing } from '../keyboard/composing.ts';
import { Icon } from '../parts/icons.tsx';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

function drawWidget(props: WidgetProps) {
  return <FieldWidget {...props} />;
}

export function StepDialog(props: {
  type: RecordType;
  view: RecordView;
  action: ActionState;
  onClose(): void;
}) {
  const { t, say, fail, language } = useText();
  const tell = useTell();
  const forget = useForget();
  const opinionId = useId();
  const { type, view, action } = props;
  const [data, setData] = useState<PlainData>(() => {
    const anew = new Set(action.anew ?? []);
    return {
      ...action.drafts,
      ...Object.fromEntries(Object.entries(view.record.data).filter(([field]) => !anew.has(field))),
    };
  });
  const [opinion, setOpinion] = useState('');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const word = say(type.texts.actions[action.action] ?? { zh: action.action, en: action.action });
  const asked = new Set(action.asks ?? []);
  // What the step asks for is there to be filled in: forms that show a field only once it has a value must not hide it here.
  const open: PlainData = {
    ...Object.fromEntries([...asked].map((field) => [field, null])),
    ...data,
  };
  const fields = [...asked].filter(
    (field) => type.fields[field] !== undefined && (type.form.visible?.[field]?.(open) ?? true),
  );

  const set = (field: string, value: unknown) => {
    setData((old) => ({ ...old, [field]: value }));
    setProblems((old) => old.filter((problem) => topField(problem.field) !== field));
  };
  const form: FormApi = {
    type,
    data,
    record: { type: type.name, id: view.record.id },
    set,
    leave: () => undefined,
    problemsAt: (path) => problems.filter((problem) => problem.field === path),
    isRequired: (field) =>
      type.fields[field]?.required === true || type.form.requiredWhen?.[field]?.(data) === true,
    widget: drawWidget,
  };

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy) return;
    if (action.needsOpinion && opinion.trim() === '')
      return setTrouble(t('record.opinionNeeded', { action: word }));
    setBusy(true);
    const answer = await tell('records.act', {
      type: type.name,
      id: view.record.id,
      action: action.action,
      opinion: opinion.trim(),
      // Everything drawn is sent; a field that is not drawn keeps no value.
      values: Object.fromEntries(
        [...asked].map((field) => [field, fields.includes(field) ? (data[field] ?? null) : null]),
      ) as never,
    });
    setBusy(false);
    if (answer.ok) {
      forget('records.get', 'records.timeline', 'records.list', 'today.board');
      return props.onClose();
    }
    const found = answer.error.problems ?? [];
    setProblems(found);
    // What lies outside of the dialog cannot be shown at its field.
    const elsewhere = found.filter((problem) => !asked.has(topField(problem.field)));
    return setTrouble(
      found.length === 0
        ? fail(answer.error)
        : elsewhere.map((problem) => problemText(type, problem, language)).join('；') ||
            t('form.footProblems', { count: found.length }),
    );
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={word}
      size="44rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <form
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey && !isComposing(event)) void submit();
        }}
      >
        <FormContext value={form}>
          <div className="fields c2">
            {fields.map((field) => {
              const spec = type.fields[field];
              if (spec === undefined) return null;
              const hint = type.texts.hints?.[field];
              const isDrafted = action.drafts?.[field] !== undefined;
              return (
                <FieldBox
                  key={field}
                  path={field}
                  spec={spec}
                  label={say(type.texts.fields[field] ?? { zh: field, en: field })}
                  hint={
                    isDrafted ? t('record.drafted') : hint === undefined ? undefined : say(hint)
                  }
                  required={form.isRequired(field)}
                  value={data[field]}
                  span={spec.kind === 'longText' || spec.kind === 'items' ? 2 : 1}
                  onChange={(value) => set(field, value)}
                >
                  {form.widget}
                </FieldBox>
              );
            })}
          </div>
        </FormContext>
        {action.needsOpinion && (
          <div className="field" style={{ marginTop: '0.625rem' }}>
            <div className="field-head">
              <label htmlFor={opinionId} className="required">
                {t('record.opinion')}
              </label>
            </div>
            <textarea
              id={opinionId}
              className="field-input"
              autoComplete="off"
              rows={3}
              value={opinion}
              onChange={(event) => setOpinion(event.currentTarget.value)}
            />
          </div>
        )}
        {trouble !== null && (
          <p className="field-error" role="alert">
            <Icon name="stop" size={15} />
            {trouble}
          </p>
        )}
        <div className="dialog-foot" style={{ padding: '0.75rem 0 0', border: 0 }}>
          <Button onClick={props.onClose}>{t('frame.cancel')}</Button>
          <Button type="submit" look={action.danger ? 'danger' : 'filled'} busy={busy}>
            {word}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
