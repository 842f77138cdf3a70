/** One step of a record inside a unit of work: the record with its way, what else must change, its event, and what follows by itself. */
import type { Envelope, EventDoc, FieldChange } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { moveRecord } from '../../../../shared/workflow/move.ts';
import type { Transition, TransitionContext } from '../../../../shared/workflow/workflow.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import type { ProfileContext } from '../profile/context.ts';
import { applyEffects } from '../records/apply-effects.ts';
import type { NumberBook } from '../records/new-envelope.ts';
import { stepEvent } from './step-event.ts';
import { followChanges, takeAutoSteps } from './take-auto-steps.ts';

export interface StepTaken {
  readonly transition: Transition;
  readonly from: string | null;
  readonly context: TransitionContext;
  readonly event: Extract<EventDoc['kind'], 'create' | 'transition'>;
  readonly changes: readonly FieldChange[];
}

/** `record` already carries what was filled in and its new mutation. Answers the record as it is in the end. */
export async function stepRecord(
  context: ProfileContext & { readonly numbers: NumberBook },
  work: Work,
  type: RecordType,
  record: Envelope,
  { transition, from, context: step, event, changes }: StepTaken,
): Promise<Envelope> {
  const moved = moveRecord(type, record, { transition, from, stepId: context.newId() }, step);
  await work.putRecord(moved);
  const effects = transition.effects?.(moved, step) ?? [];
  const changed = await applyEffects(context, work, effects, {
    type: type.name,
    id: moved.id,
    action: transition.action,
  });
  await followChanges(context, work, changed, step);
  const after = (await work.record(moved.id)) ?? moved;
  work.addEvent(event, after, stepEvent(after, changes));
  return takeAutoSteps(context, work, type, after, step);
}
