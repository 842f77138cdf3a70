/** The form of any record type (ui.md §6): sections from its FormSpec, problems beside the fields, autosave, keyboard. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Input } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { Problem } from '../../shared/fields/field.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useHints, useSavedMark } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { enterToNext, fieldStops } from '../keyboard/enter-next.ts';
import { useKeys } from '../keyboard/use-keys.ts';
import { DuplicateHints } from '../duplicates/duplicate-hints.tsx';
import { Icon } from '../parts/icons.tsx';
import { Bars, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { SubjectContext } from '../visit/subject-context.tsx';
import { BesideNotes } from './beside-notes.tsx';
import { ActionBar } from './action-bar.tsx';
import { DraftMark } from './draft-mark.tsx';
import { FormContext, type FormApi, type WidgetProps } from './form-context.ts';
import { focusPath, goToNextProblem } from './form-focus.ts';
import { storableData } from './form-problems.ts';
import { FormSections } from './form-sections.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { labelOf, submitAction } from './submit-step.ts';
import { useDraft } from './use-draft.ts';
import { useFormStart, type FormPlace, type FormStart } from './use-form-start.ts';
import { useFormState } from './use-form-state.ts';
import { FieldWidget } from './widgets/field-widget.tsx';
import { asRef } from './widgets/ref-pickers.tsx';

type Json = Input<'records.save'>['data'];

const drawWidget = (props: WidgetProps) => <FieldWidget {...props} />;

export function FormPage(props: { type: RecordType; place: FormPlace }) {
  const { start, failure } = useFormStart(props.type, props.place);
  if (failure !== null) {
    return (
      <div className="pane-body">
        <FailureNote failure={failure} />
      </div>
    );
  }
  return start === null ? <Bars count={8} /> : <LoadedForm type={props.type} start={start} />;
}

function LoadedForm({ type, start }: { type: RecordType; start: FormStart }) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const tell = useTell();
  const forget = useForget();
  const markSaved = useSavedMark();
  const { now } = useSurroundings();
  const body = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const state = useFormState(type, start.data);
  const [meta] = useState({
    id: start.draftId,
    type: type.name,
    recordId: start.recordId,
    baseMutation: start.baseMutation,
    baseData: start.baseData as Json | null,
  });
  const draft = useDraft(meta, state.data, labelOf(type, state.data));

  const errors = state.problems.filter((problem) => problem.severity === 'error');
  const shown = errors.filter(state.isShown);
  const action = submitAction(type, start.state);
  const { data, set, problemsAt, leave: leaveField } = state;
  const openFields = type.workflow?.states[start.state ?? '']?.fields;
  const { flush } = draft;
  const api = useMemo<FormApi>(
    () => ({
      type,
      data,
      record: start.recordId === null ? null : { type: type.name, id: start.recordId },
      set,
      problemsAt,
      leave: (path) => {
        leaveField(path);
        void flush();
      },
      isRequired: (field) =>
        type.fields[field]?.required === true || type.form.requiredWhen?.[field]?.(data) === true,
      isLocked: (field) => openFields?.includes(field) === false,
      widget: drawWidget,
    }),
    [type, data, start.recordId, openFields, set, problemsAt, leaveField, flush],
  );

  const show = (problems: readonly Problem[]) => {
    state.showAll(problems);
    // After the problems are drawn, the first of them gets the focus.
    requestAnimationFrame(() => {
      const first = [...problems, ...errors][0];
      if (body.current !== null && first !== undefined) focusPath(body.current, first.field);
    });
  };
  const submit = async () => {
    if (busy) return;
    setFailure(null);
    if (state.own.some((problem) => problem.severity === 'error')) return show([]);
    setBusy(true);
    await draft.flush();
    const answer = await tell('records.save', {
      type: type.name,
      id: start.recordId,
      data: storableData(type, state.data) as Json,
      draftId: start.draftId,
      baseMutation: start.baseMutation,
      baseData: start.baseData as Json | null,
      action,
      opinion: '',
    });
    setBusy(false);
    if (!answer.ok) {
      setFailure(answer.error);
      return show(answer.error.problems ?? []);
    }
    draft.finish();
    markSaved(new Date(now()).toISOString());
    forget('records.list', 'records.get', 'records.timeline', 'drafts.list', 'today.board');
    void navigate({
      to: '/record/$type/$id',
      params: { type: type.name, id: answer.value.id },
      replace: true,
    });
  };
  const leave = () =>
    void draft.flush().then(() => navigate({ to: '/list/$type', params: { type: type.name } }));

  // Whoever opens a form wants to write: the first field is ready, without a way through the frame.
  useEffect(() => {
    if (body.current !== null) fieldStops(body.current)[0]?.focus({ preventScroll: true });
    // A record that the district sent back opens at what is wrong with it.
    if (start.refusal !== null && start.refusal.problems.length > 0)
      show(start.refusal.problems as readonly Problem[]);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the form opens
  }, []);

  useKeys({
    'Ctrl+S': () => void draft.flush(),
    'Ctrl+Enter': () => void submit(),
    F8: () => {
      if (body.current !== null)
        goToNextProblem(
          body.current,
          (shown.length > 0 ? shown : errors).map(({ field }) => field),
        );
    },
    Escape: leave,
  });
  useHints([
    { keys: 'Enter', word: t('key.nextField') },
    { keys: 'Shift Enter', word: t('key.previousField') },
    { keys: 'F4', word: t('key.openChoice') },
    { keys: 'F8', word: t('key.nextProblem') },
    { keys: 'Ctrl S', word: t('key.save') },
    { keys: 'Esc', word: t('key.backToList') },
  ]);

  const fields = (
    <>
      <div className="form-body" ref={body} onKeyDown={enterToNext}>
        <div className="form-limit">
          <FormSections problems={state.problems} isShown={state.isShown} />
        </div>
      </div>
      <DuplicateHints type={type} id={start.recordId} data={state.data} />
      <BesideNotes type={type} id={start.recordId} data={state.data} own={state.own} />
      {start.refusal !== null && <RefusalNote type={type} refusal={start.refusal} />}
      {failure !== null && <FailureNote failure={failure} band />}
      <ActionBar
        shown={shown.length}
        missing={errors.length}
        verb={say(
          (action === null ? undefined : type.texts.actions[action]) ?? {
            zh: t('form.save'),
            en: t('form.save'),
          },
        )}
        busy={busy}
        onShow={() =>
          body.current !== null &&
          goToNextProblem(
            body.current,
            shown.map(({ field }) => field),
          )
        }
        onCancel={leave}
        onSaveDraft={() => void draft.flush()}
        onSubmit={() => void submit()}
      />
    </>
  );
  const name = say(type.texts.name);
  return (
    <FormContext.Provider value={api}>
      <PageHeader
        title={start.recordId === null ? name : t('form.editTitle', { name })}
        facts={start.bizNo}
        chip={
          <span className="chip">
            <Icon name="edit" size={15} />
            {t('form.editing')}
          </span>
        }
      >
        <DraftMark status={draft.status} savedAt={start.savedAt} />
      </PageHeader>
      {type.form.context === undefined ? (
        <div className="panes single">
          <div className="pane">{fields}</div>
        </div>
      ) : (
        <Panes
          className="form-panes"
          main={fields}
          side={<SubjectContext subject={asRef(state.data[type.form.context])} />}
          sideLabel={t('record.facts')}
        />
      )}
    </FormContext.Provider>
  );
}
