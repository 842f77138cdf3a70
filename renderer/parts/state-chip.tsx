/** State = icon + word in a 24 px chip; the dashed one is provisional and nothing else is dashed. */
import type { RecordType } from '../../shared/records/record-type.ts';
import { useText } from '../texts/use-text.ts';
import { Icon, type IconName } from './icons.tsx';

interface Look {
  readonly className: string;
  readonly icon: IconName;
}

export function StateChip(props: { type: RecordType; state: string }) {
  const { say } = useText();
  const text = props.type.texts.states[props.state];
  // A register entry is simply in force: no chip for what says nothing.
  if (props.type.workflow === null || text === undefined) return null;
  const look = stateLook(props.type, props.state);
  return (
    <span className={`chip ${look.className}`}>
      <Icon name={look.icon} size={15} />
      {say(text)}
    </span>
  );
}

export function ProvisionalChip() {
  const { t } = useText();
  return (
    <span className="chip provisional">
      <Icon name="provisional" size={15} />
      {t('record.provisional')}
    </span>
  );
}

/** Looks follow from the workflow: reached only by danger steps = came back; closed = done; editable = being written; else in work. */
function stateLook(type: RecordType, state: string): Look {
  const definition = type.workflow?.states[state];
  const steps = (type.workflow?.transitions ?? []).filter((step) => step.to === state);
  const cameBack = steps.length > 0 && steps.every((step) => step.tone === 'danger');
  if (cameBack && definition?.open === true && definition.editable)
    return { className: 'back', icon: 'back' };
  if (definition?.paused === true) return { className: '', icon: 'pause' };
  if (definition?.returned === true) return { className: 'back', icon: 'back' };
  // Gone up to the district: somebody there must act.
  if (definition?.district === true) return { className: 'work', icon: 'up' };
  if (definition?.open === false)
    return cameBack ? { className: '', icon: 'close' } : { className: 'done', icon: 'check' };
  return definition?.editable === true
    ? { className: '', icon: 'edit' }
    : { className: 'work', icon: 'send' };
}
