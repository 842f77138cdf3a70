/**
 * The district's check of a pushed record's way: what was there stays as it was, each new step is one that this person may take,
 * in order, and they end in the record's state with the deadline that the calendar gives.
 */
import { businessDateOf } from '../calendar/time-zone.ts';
import type { Envelope } from '../records/envelope.ts';
import type { RecordType } from '../records/record-type.ts';
import { sameValue } from '../sync/merge.ts';
import { advance, isByParameter, recounted } from './clock.ts';
import { flowField, flowOf, flowSchema, keepFlow, type Flow, type FlowStep } from './flow.ts';
import { systemContext, systemUser } from './move.ts';
import {
  blockedFor,
  roleFor,
  wantsOpinion,
  type Transition,
  type TransitionContext,
} from './workflow.ts';

export type PathJudgement =
  /** `taken` are the transitions of the new steps. */
  { readonly ok: true; readonly taken: readonly Transition[] } | { readonly ok: false };

const refused: PathJudgement = { ok: false };

/** `before` is null for a new record. Content between the steps is unknown, so guards are asked on the final content, for the last step by a person. */
export function judgePath(
  type: RecordType,
  before: Envelope | null,
  doc: Envelope,
  context: TransitionContext,
): PathJudgement {
  const parsed = flowSchema.safeParse(doc.data[flowField]);
  if (type.workflow === null || !parsed.success) return refused;
  const known = (before === null ? null : flowOf(before))?.steps ?? [];
  const steps = parsed.data.steps;
  if (!known.every((step, index) => sameValue(step, steps[index]))) return refused;
  const fresh = steps.slice(known.length);
  if (fresh.length === 0) return unchanged(type, before, doc, context);

  let here: Envelope = {
    ...doc,
    state: before?.state ?? '',
    data: keepFlow(doc.data, before?.data ?? {}),
  };
  let from = before?.state ?? null;
  const taken: Transition[] = [];
  const lastByPerson = fresh.findLastIndex((step) => step.by !== systemUser);
  for (const [index, step] of fresh.entries()) {
    const transition = transitionFor(type, step, from);
    if (transition === undefined) return refused;
    const then = contextOf(step, context);
    if (!mayTake(type, transition, step, here, context)) return refused;
    // What a step itself changed is in the content already, so it is also asked on what was there before with what it filled in.
    const unmoved = asItWas(before, here, transition);
    if (
      index === lastByPerson &&
      [here, unmoved].every((each) => guardFails(transition, each, then))
    )
      return refused;
    const { dueBefore: _before, dueAfter: _after, calendar: _table, ...plain } = step;
    const flow = advance(type.workflow, transition, here, plain, then);
    const counted = flow.steps.at(-1);
    if (
      !isByParameter(transition, here, then) &&
      !sameDeadline(counted, step) &&
      !sameDeadline(advance(type.workflow, transition, unmoved, plain, then).steps.at(-1), step)
    )
      return refused;
    const { due: _due, ...others } = flow;
    const kept: Flow = {
      ...others,
      ...(step.dueAfter === undefined ? {} : { due: step.dueAfter }),
      calendar: step.calendar,
      steps: [...flow.steps.slice(0, -1), step],
    };
    here = { ...here, state: step.to, data: { ...here.data, [flowField]: kept } };
    from = step.to;
    taken.push(transition);
  }
  if (from !== doc.state) return refused;
  return sameClock(flowOf(here), parsed.data) ? { ok: true, taken } : refused;
}

/** Without a new step only a newer calendar may have moved the deadline. */
function unchanged(
  type: RecordType,
  before: Envelope | null,
  doc: Envelope,
  context: TransitionContext,
): PathJudgement {
  if (before === null || before.state !== doc.state) return refused;
  const was = flowOf(before);
  const now = flowOf(doc);
  if (sameValue(was, now)) return { ok: true, taken: [] };
  if (type.workflow === null || was === null || now === null) return refused;
  const { calendar: _old, due: _due, warn: _warn, ...restBefore } = was;
  const { calendar, due, warn: _now, ...restNow } = now;
  if (!sameValue(restBefore, restNow)) return refused;
  const counted = recounted(type.workflow, before, context);
  return counted === null || counted.calendar !== calendar || counted.due === due
    ? { ok: true, taken: [] }
    : refused;
}

function transitionFor(
  type: RecordType,
  step: FlowStep,
  from: string | null,
): Transition | undefined {
  if (step.from !== from) return undefined;
  return type.workflow?.transitions.find(
    (each) =>
      each.action === step.action &&
      each.from.includes(from) &&
      each.to === step.to &&
      (each.auto !== undefined) === (step.by === systemUser),
  );
}

function mayTake(
  type: RecordType,
  transition: Transition,
  step: FlowStep,
  here: Envelope,
  context: TransitionContext,
): boolean {
  if (transition.auto !== undefined)
    return transition.auto(here, context) === step.at && step.role === 'system';
  if (step.by !== context.actor.userId) return false;
  if (blockedFor(type, transition, here, context.actor) !== null) return false;
  if (step.role !== roleFor(transition, context.actor)) return false;
  return (
    !wantsOpinion(transition, here, contextOf(step, context)) || (step.opinion ?? '').trim() !== ''
  );
}

function asItWas(before: Envelope | null, here: Envelope, transition: Transition): Envelope {
  if (before === null) return here;
  const asked = Object.fromEntries(
    (transition.asks ?? []).flatMap((field) =>
      here.data[field] === undefined ? [] : [[field, here.data[field]] as const],
    ),
  );
  return { ...here, data: keepFlow({ ...before.data, ...asked }, here.data) };
}

function guardFails(transition: Transition, here: Envelope, then: TransitionContext): boolean {
  return (transition.guard?.(here, then) ?? []).some((problem) => problem.severity === 'error');
}

/** The step is judged by its own moment: what the person saw then. */
function contextOf(step: FlowStep, context: TransitionContext): TransitionContext {
  if (step.by === systemUser) return systemContext(context, step.at);
  return {
    ...context,
    now: step.at,
    today: businessDateOf(step.at),
    opinion: step.opinion ?? '',
  };
}

/** Another holiday table gives another date honestly; the same one must give the same. */
function sameDeadline(counted: FlowStep | undefined, said: FlowStep): boolean {
  return counted?.calendar !== said.calendar || counted.dueAfter === said.dueAfter;
}

function sameClock(counted: Flow | null, said: Flow): boolean {
  if (counted === null || counted.due !== said.due || counted.extensions !== said.extensions)
    return false;
  return (
    counted.since === said.since &&
    counted.startedOn === said.startedOn &&
    counted.endedOn === said.endedOn &&
    (counted.stopped === undefined) === (said.stopped === undefined)
  );
}
