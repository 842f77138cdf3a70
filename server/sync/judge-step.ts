/** May this person bring the record from the district's state to the pushed one, and change its content on the way? Pure. */
import { can } from '../../shared/access/can.ts';
import { absorbedState, registeredState } from '../../shared/duplicates/key.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { sameValue } from '../../shared/sync/merge.ts';
import { flowField, keepFlow } from '../../shared/workflow/flow.ts';
import { judgePath } from '../../shared/workflow/judge-path.ts';
import { blockedFor, reachable, type Transition } from '../../shared/workflow/workflow.ts';
import { rejected, type JudgeContext, type Rejection } from './judgement.ts';

/** `before` is null for a new record. */
export function judgeStep(
  context: JudgeContext,
  type: RecordType,
  doc: Envelope,
  before: Envelope | null,
): Rejection | null {
  if (before !== null && (before.state === absorbedState || doc.state === absorbedState))
    return judgeMerge(context, type, doc, before);
  if (type.workflow !== null && flowField in doc.data)
    return judgeTracked(context, type, doc, before);
  // Written by an app that did not keep the way yet; a way that was there may not be lost.
  if (type.workflow?.tracked === true || (before !== null && flowField in before.data))
    return rejected('illegal_transition');
  const stepped = before === null || before.state !== doc.state;
  if (stepped && !isReachable(context, type, doc, before?.state ?? null))
    return rejected('illegal_transition');
  if (before === null) return null;
  const changed = changedFields(before, doc);
  if (changed.length === 0) return null;
  if (!stepped) return denyChange(context, type, before, changed, new Set());
  // Steps made offline may have led through a state in which editing is free.
  if (passesEditable(context, type, doc, before.state))
    return denyEdit(context, type, before, null);
  const written = fieldsWrittenBy(context, type, doc, before.state);
  return changed.every((field) => written.has(field)) ? null : rejected('closed_state');
}

/** Into another record and back (合并, 撤销): for types that can be merged, by whoever may write the entry. Meanwhile it is closed. */
function judgeMerge(
  context: JudgeContext,
  type: RecordType,
  doc: Envelope,
  before: Envelope,
): Rejection | null {
  if (before.state === doc.state)
    return changedFields(before, doc).length === 0 ? null : rejected('closed_state');
  const states = [before.state, doc.state];
  if (type.duplicates === undefined || !states.includes(registeredState))
    return rejected('illegal_transition');
  const permission = can(context.actor, 'edit', type, before);
  return permission.allow ? null : rejected(permission.reason);
}

/** The record says its steps: they are replayed, and what changed must belong to one of them or to a state it rested in. */
function judgeTracked(
  context: JudgeContext,
  type: RecordType,
  doc: Envelope,
  before: Envelope | null,
): Rejection | null {
  const path = judgePath(type, before, doc, { ...context, opinion: '' });
  if (!path.ok) return rejected('illegal_transition');
  if (before === null) return null;
  const changed = changedFields(before, doc);
  if (changed.length === 0) return null;
  // What a step has done already it does not want again, so it is also asked on the content before.
  const asItWas = { ...doc, data: keepFlow(before.data, doc.data) };
  const written = new Set(
    path.taken.flatMap((step) => [
      ...(step.asks ?? []),
      ...ownPatches(step, doc, context),
      ...ownPatches(step, asItWas, context),
    ]),
  );
  const rested = [before.state, ...path.taken.map((step) => step.to)];
  const left = changed.filter((field) => !written.has(field));
  const place = rested.find(
    (state) => left.length > 0 && left.every((field) => isOpenIn(type, state, field)),
  );
  if (left.length === 0) return null;
  if (place === undefined)
    return path.taken.length === 0
      ? denyChange(context, type, before, left, written)
      : rejected('closed_state');
  return denyEdit(context, type, before, path.taken.length === 0 ? before.state : null);
}

function denyChange(
  context: JudgeContext,
  type: RecordType,
  before: Envelope,
  changed: readonly string[],
  written: ReadonlySet<string>,
): Rejection | null {
  const denied = denyEdit(context, type, before, before.state);
  if (denied !== null) return denied;
  const locked = changed.filter(
    (field) => !written.has(field) && !isOpenIn(type, before.state, field),
  );
  return locked.length === 0 ? null : rejected('closed_state');
}

/** May this field change while a record of the type rests in that state? */
function isOpenIn(type: RecordType, state: string, field: string): boolean {
  if (type.workflow === null) return true;
  const rules = type.workflow.states[state];
  return rules?.editable === true && (rules.fields === undefined || rules.fields.includes(field));
}

function ownPatches(step: Transition, doc: Envelope, context: JudgeContext): readonly string[] {
  return (step.effects?.(doc, { ...context, opinion: '' }) ?? [])
    .filter((effect) => effect.kind === 'patch' && effect.id === doc.id)
    .flatMap((effect) => Object.keys(effect.data));
}

function isReachable(
  context: JudgeContext,
  type: RecordType,
  doc: Envelope,
  from: string | null,
): boolean {
  if (type.workflow === null) return from === null && type.texts.states[doc.state] !== undefined;
  return reachable(type, from, doc, { ...context, opinion: '' });
}

/** Editing in `state`; null asks for the right alone, the state having been judged already. */
function denyEdit(
  context: JudgeContext,
  type: RecordType,
  before: Envelope,
  state: string | null,
): Rejection | null {
  const rules = { permissions: type.permissions, workflow: state === null ? null : type.workflow };
  const permission = can(context.actor, 'edit', rules, before, before);
  return permission.allow ? null : rejected(permission.reason);
}

function changedFields(before: Envelope, doc: Envelope): readonly string[] {
  const keys = new Set([...Object.keys(before.data), ...Object.keys(doc.data)]);
  keys.delete(flowField);
  return [...keys].filter((key) => !sameValue(before.data[key], doc.data[key]));
}

/** Is there a way of this person's own steps from `from` to the pushed state that starts or rests in an editable state? */
function passesEditable(
  context: JudgeContext,
  type: RecordType,
  doc: Envelope,
  from: string,
): boolean {
  const steps = ownSteps(context, type, doc);
  const editable = (state: string) => type.workflow?.states[state]?.editable === true;
  return [...reachedFrom(steps, from)].some(
    (state) => editable(state) && reachedFrom(steps, state).has(doc.state),
  );
}

function ownSteps(context: JudgeContext, type: RecordType, doc: Envelope): readonly Transition[] {
  return (type.workflow?.transitions ?? []).filter(
    (step) => step.auto === undefined && blockedFor(type, step, doc, context.actor) === null,
  );
}

/** Every state that can be reached, `from` itself included. */
function reachedFrom(steps: readonly Transition[], from: string): ReadonlySet<string> {
  const reached = new Set([from]);
  for (const state of reached) {
    for (const step of steps) if (step.from.includes(state)) reached.add(step.to);
  }
  return reached;
}

/** The fields that the last step itself may write into the record (its effects on the record's own data). */
function fieldsWrittenBy(
  context: JudgeContext,
  type: RecordType,
  doc: Envelope,
  from: string,
): ReadonlySet<string> {
  const steps = ownSteps(context, type, doc).filter(
    (step) => step.from.includes(from) && step.to === doc.state,
  );
  return new Set(steps.flatMap((step) => ownPatches(step, doc, context)));
}
