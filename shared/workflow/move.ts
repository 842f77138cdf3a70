/** Takes a record one step on: its new state and its way with the step added. The same function on device and district. */
import { businessDateOf } from '../calendar/time-zone.ts';
import type { Envelope, PlainData } from '../records/envelope.ts';
import type { RecordType } from '../records/record-type.ts';
import { advance } from './clock.ts';
import { flowField, flowOf, type FlowStep } from './flow.ts';
import { roleFor, type Transition, type TransitionContext } from './workflow.ts';

export const systemUser = 'system';

/** `from` is null when the record comes into being. `record` still has its former state and way, but already what was filled in. */
export function moveRecord(
  type: RecordType,
  record: Envelope,
  { transition, from, stepId }: { transition: Transition; from: string | null; stepId: string },
  context: TransitionContext,
): Envelope {
  if (type.workflow === null) return { ...record, state: transition.to };
  const role = roleFor(transition, context.actor);
  const opinion = context.opinion.trim();
  const values = askedValues(type, transition, record.data);
  const step = {
    id: stepId,
    action: transition.action,
    from,
    to: transition.to,
    at: context.now,
    by: context.actor.userId,
    byName: context.actor.name,
    role: role ?? 'system',
    ...(role !== null && !context.actor.roles.includes(role) ? { standIn: true as const } : {}),
    ...(opinion === '' ? {} : { opinion }),
    ...(Object.keys(values).length === 0 ? {} : { values: values as FlowStep['values'] }),
  } satisfies Omit<FlowStep, 'calendar'>;
  const flow = advance(type.workflow, transition, record, step, context);
  return { ...record, state: transition.to, data: { ...record.data, [flowField]: flow } };
}

export interface AutoStep {
  readonly transition: Transition;
  /** Of the step, the same on every device. */
  readonly stepId: string;
  readonly context: TransitionContext;
}

/** The system's own step that is due now, if any. */
export function dueAutoStep(
  type: RecordType,
  record: Envelope,
  context: TransitionContext,
): AutoStep | null {
  for (const transition of type.workflow?.transitions ?? []) {
    if (transition.auto === undefined || !transition.from.includes(record.state)) continue;
    const moment = transition.auto(record, context);
    if (moment === null || moment > context.now) continue;
    const count = flowOf(record)?.steps.length ?? 0;
    return {
      transition,
      stepId: `auto-${transition.action}-${count}`,
      context: systemContext(context, moment),
    };
  }
  return null;
}

/** The system acts at the moment the step was due, so that two devices write the same. */
export function systemContext(context: TransitionContext, moment: string): TransitionContext {
  return {
    ...context,
    now: moment,
    today: businessDateOf(moment),
    opinion: '',
    actor: { userId: systemUser, name: '系统', unit: context.actor.unit, community: '', roles: [] },
  };
}

/** Sensitive values stay in their own field, where they are masked: the way is shown as it is. */
function askedValues(type: RecordType, transition: Transition, data: PlainData): PlainData {
  const entries = (transition.asks ?? []).flatMap((field) =>
    data[field] === undefined || isSensitive(type, field) ? [] : [[field, data[field]] as const],
  );
  return Object.fromEntries(entries);
}

function isSensitive(type: RecordType, field: string): boolean {
  const spec = type.fields[field];
  return (
    spec?.privacy === 3 || Object.values(spec?.items ?? {}).some((child) => child.privacy === 3)
  );
}
