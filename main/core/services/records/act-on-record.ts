/** Transitions without a form (confirm, return, adopt…) and removal. */
import type { Input } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { cleanData, hasErrors, validateRecord } from '../../../../shared/records/validate.ts';
import { ok } from '../../../../shared/result.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import { takeStep } from '../../../../shared/workflow/workflow.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { denied, fail, findType, invalid, type Answer } from '../answer.ts';
import { missingFiles } from '../files/missing-files.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { stepRecord } from '../workflow/step-record.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import { changesBetween, unmaskData } from './mask-fields.ts';
import { nextEnvelope, type NumberBook } from './new-envelope.ts';

type Acting = ProfileContext & { readonly numbers: NumberBook };

export function actOnRecord(
  context: Acting,
  input: Input<'records.act'>,
): Promise<Answer<{ state: string }>> {
  return context.work.run<{ state: string }, Failure>(async (work) => {
    const moved = await actWithin(context, work, input);
    return moved.ok ? ok({ state: moved.value.state }) : moved;
  });
}

/** The step inside a larger unit of work. */
export async function actWithin(
  context: Acting,
  work: Work,
  input: Input<'records.act'>,
): Promise<Answer<Envelope>> {
  const type = findType(input.type);
  if (!type.ok) return type;
  const before = await work.record(input.id);
  if (before === undefined || before.type !== input.type) return fail('E_NOT_FOUND');
  const filled = await fillIn(context, type.value, before, input);
  if (!filled.ok) return filled;
  const asked = nextEnvelope(context, before, { data: filled.value });
  const transition = await workflowContext(context, input.opinion, {
    type: type.value,
    record: asked,
  });
  const step = takeStep(type.value, input.action, before.state, asked, transition);
  if (!step.ok) return step.problems.length > 0 ? invalid(step.problems) : denied(step.block);
  const changes = changesBetween(before.data, filled.value);
  return ok(
    await stepRecord(context, work, type.value, asked, {
      transition: step.step,
      from: before.state,
      context: transition,
      event: 'transition',
      changes,
    }),
  );
}

/** The record's data with what the step asks for. Anything else that was sent along is not taken. */
async function fillIn(
  context: ProfileContext,
  type: RecordType,
  before: Envelope,
  input: Input<'records.act'>,
): Promise<Answer<PlainData>> {
  const step = type.workflow?.transitions.find(
    (each) => each.action === input.action && each.from.includes(before.state),
  );
  const asked = Object.fromEntries(
    (step?.asks ?? []).flatMap((field) =>
      input.values?.[field] === undefined ? [] : [[field, input.values[field]]],
    ),
  );
  if (Object.keys(asked).length === 0) return ok(before.data);
  const whole = unmaskData(type.fields, asked, before.data);
  const data = cleanData(type.fields, { ...before.data, ...whole });
  const problems = [
    ...validateRecord(type, data, checkContextOf(context)),
    ...(await missingFiles(context.store, type, data, before.data)),
  ];
  return hasErrors(problems) ? invalid(problems) : ok(data);
}

/** Takes a record out of use. Its events stay, and the reason is one of them. */
export function removeRecord(
  context: ProfileContext,
  input: Input<'records.remove'>,
): Promise<Answer<Record<string, never>>> {
  return context.work.run<Record<string, never>, Failure>(async (work) => {
    const type = findType(input.type);
    if (!type.ok) return type;
    const before = await work.record(input.id);
    if (before === undefined || before.type !== input.type) return fail('E_NOT_FOUND');
    const allowed = can(context.actor(), 'remove', type.value, before, before);
    if (!allowed.allow) return denied(allowed.reason);
    const gone = nextEnvelope(context, before, {});
    await work.removeRecord(gone);
    work.addEvent('remove', gone, {
      reason: input.reason,
      label: type.value.label(before.data),
      from: before.state,
    });
    return ok({});
  });
}
