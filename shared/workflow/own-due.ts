/** Steps that have a date of their own beside the clock of their state. Pure. */
import { addBusinessDays } from '../calendar/business-day.ts';
import type { Envelope } from '../records/envelope.ts';
import type { RecordType } from '../records/record-type.ts';
import { lightOf, tablesOf, type Light } from './clock.ts';
import type { Transition, TransitionContext } from './workflow.ts';

export interface OwnDue {
  readonly step: Transition;
  readonly action: string;
  readonly due: string;
}

/** Of the steps that lead on from here, those that wait for somebody by a date of their own. */
export function ownDues(
  type: RecordType,
  record: Envelope,
  context: TransitionContext,
): readonly OwnDue[] {
  return (type.workflow?.transitions ?? []).flatMap((step) => {
    if (step.ownDue === undefined || !step.from.includes(record.state)) return [];
    if (step.onlyWhen?.(record) === false) return [];
    const due = step.ownDue.on(record, context);
    return due === null ? [] : [{ step, action: step.action, due }];
  });
}

/** Yellow begins with two working days left, as everywhere (domain.md §3). */
export function ownLight(due: string, context: Pick<TransitionContext, 'today' | 'tables'>): Light {
  const warn = addBusinessDays(due, -2, tablesOf(context)).due;
  return lightOf({ due, warn }, context.today) ?? 'grey';
}
