/** The steps of the workflow that are open here. A step that is off says why beside it; a step that needs an opinion asks for it. */
import { Menu } from '@mantine/core';
import { useState } from 'react';
import type { ActionState, RecordView } from '../../shared/bridge/contract.ts';
import { denials } from '../../shared/bridge/errors.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { fieldLabel, problemText } from '../../shared/texts/problems.ts';
import type { Problem } from '../../shared/fields/field.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { Button, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { AskDialog } from './ask-dialog.tsx';
import { StepDialog } from './step-dialog.tsx';

export function RecordActions(props: {
  type: RecordType;
  view: RecordView;
  onTrouble: (sentence: string | null) => void;
}) {
  const { t, say, fail, language } = useText();
  const tell = useTell();
  const forget = useForget();
  const [asking, setAsking] = useState<ActionState | null>(null);
  const { type, view } = props;
  const wordOf = (action: ActionState) =>
    say(type.texts.actions[action.action] ?? { zh: action.action, en: action.action });

  const act = async (action: ActionState, opinion: string): Promise<string | null> => {
    const answer = await tell('records.act', {
      type: type.name,
      id: view.record.id,
      action: action.action,
      opinion,
    });
    if (!answer.ok) return fail(answer.error);
    forget('records.get', 'records.timeline', 'records.list', 'today.board');
    return null;
  };
  const press = (action: ActionState) => {
    props.onTrouble(null);
    if (action.needsOpinion || hasAsks(action)) setAsking(action);
    else void act(action, '').then(props.onTrouble);
  };
  const all = offered(view.actions);
  const forward = all.filter((action) => action.aside !== true);
  const aside = all.filter((action) => action.aside === true);
  return (
    <>
      {forward.map((action, index) => (
        <Button
          key={action.action}
          look={
            action.danger
              ? 'danger'
              : index === 0 && action.allowed && !view.canEdit
                ? 'filled'
                : 'plain'
          }
          offBecause={whyOff(action, type, { say, t, language })}
          onClick={() => press(action)}
        >
          {wordOf(action)}
        </Button>
      ))}
      {aside.length > 0 && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <button type="button" className="button" aria-haspopup="menu">
              {t('record.moreActions')}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {aside.map((action) => {
              const off = whyOff(action, type, { say, t, language });
              return (
                <Menu.Item
                  key={action.action}
                  {...(action.danger ? { color: 'red' } : {})}
                  disabled={off !== null}
                  onClick={() => press(action)}
                >
                  {wordOf(action)}
                  {off !== null && <span className="meta">　{off}</span>}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      )}
      {asking !== null && hasAsks(asking) && (
        <StepDialog type={type} view={view} action={asking} onClose={() => setAsking(null)} />
      )}
      {asking !== null && !hasAsks(asking) && (
        <AskDialog
          title={wordOf(asking)}
          label={t('record.opinion')}
          needed={t('record.opinionNeeded', { action: wordOf(asking) })}
          verb={wordOf(asking)}
          danger={asking.danger}
          onDone={(opinion) => act(asking, opinion)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

function hasAsks(action: ActionState): boolean {
  return (action.asks ?? []).length > 0;
}

/** Why steps are off and why the content is read-only: in sight, not only in a tooltip. */
export function ActionReasons(props: { type: RecordType; view: RecordView }) {
  const { t, say, language } = useText();
  const lines = offered(props.view.actions).flatMap((action) => {
    if (action.allowed && action.problems.length === 0) return [];
    const word = say(
      props.type.texts.actions[action.action] ?? { zh: action.action, en: action.action },
    );
    const reasons =
      action.denial === null
        ? action.problems.map((problem) => problemText(props.type, problem as Problem, language))
        : [say(denials[action.denial])];
    return reasons.map((reason) => t('record.actionOff', { action: word, reason }));
  });
  const { canEdit, editDenial } = props.view;
  if (!canEdit && editDenial !== null)
    lines.push(t('record.readOnly', { reason: say(denials[editDenial]) }));
  if (lines.length === 0) return null;
  return (
    <Note tone="plain" icon="lock" band>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Note>
  );
}

/** Steps that this role never takes are not shown at all; destructive ones come last. */
function offered(actions: readonly ActionState[]): readonly ActionState[] {
  return actions
    .filter((action) => action.denial !== 'no_role' && action.denial !== 'no_transition')
    .toSorted((a, b) => Number(a.danger) - Number(b.danger));
}

function whyOff(
  action: ActionState,
  type: RecordType,
  { say, t, language }: Pick<ReturnType<typeof useText>, 'say' | 't' | 'language'>,
): string | null {
  if (action.denial !== null) return say(denials[action.denial]);
  if (action.allowed) return null;
  return (
    t('record.remaining') +
    [...new Set(action.problems.map(({ field }) => fieldLabel(type, field, language)))].join('、')
  );
}
