/** The immutable event of a step (domain.md §3): what the record's own way says of it, with both due dates and the calendar they rest on. */
import type { Envelope, FieldChange, PlainData } from '../../../../shared/records/envelope.ts';
import { stepsOf } from '../../../../shared/workflow/flow.ts';

/** Of the record's last step. `changes` are the fields that were filled in with it. */
export function stepEvent(record: Envelope, changes: readonly FieldChange[] = []): PlainData {
  const step = stepsOf(record).at(-1);
  if (step === undefined) throw new Error('a step leaves its mark in the record');
  return {
    action: step.action,
    ...(step.from === null ? {} : { from: step.from }),
    to: step.to,
    role: step.role,
    ...(step.standIn === true ? { standIn: true } : {}),
    ...(step.opinion === undefined ? {} : { opinion: step.opinion }),
    ...(step.dueBefore === undefined ? {} : { dueBefore: step.dueBefore }),
    ...(step.dueAfter === undefined ? {} : { dueAfter: step.dueAfter }),
    calendarVersion: step.calendar,
    ...(changes.length === 0 ? {} : { changes: [...changes] }),
  };
}
