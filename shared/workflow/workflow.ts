/** A workflow is data: states, transitions, who may, what is missing, by when. The same code runs on device and server. */
import type { Actor, Role } from '../access/actor.ts';
import { can } from '../access/can.ts';
import type { CheckContext, Problem } from '../fields/field.ts';
import type { Envelope, PlainData } from '../records/envelope.ts';
import type { RecordType } from '../records/record-type.ts';

export interface WorkflowState {
  /** May the fields be changed while the record rests here? */
  readonly editable: boolean;
  /** Is the record still somebody's work? */
  readonly open: boolean;
}

export interface TransitionContext extends CheckContext {
  readonly actor: Actor;
  readonly opinion: string;
}

export interface Transition<D = PlainData> {
  readonly action: string;
  /** `null` = the record comes into being with this transition. */
  readonly from: readonly (string | null)[];
  readonly to: string;
  readonly who: readonly Role[];
  /** The actor must have recorded the record (提交 belongs to the recorder). */
  readonly onlyOwn?: boolean;
  /** Two-person rule: the actor must not be among the people named by these reference fields. */
  readonly notAmong?: readonly string[];
  readonly needsOpinion?: boolean;
  /** Missing things, named; an empty answer lets the transition pass. */
  readonly guard?: (record: Envelope<D>, context: TransitionContext) => readonly Problem[];
  /** Working days until the next step is due, counted from this transition. */
  readonly nextWithin?: number;
  /** What else must change in the same transaction. Pure: it only says so. */
  readonly effects?: (record: Envelope<D>, context: TransitionContext) => readonly Effect[];
  /** Destructive actions are drawn outlined in red and never first. */
  readonly tone?: 'danger';
}

export type Effect =
  | {
      readonly kind: 'create';
      readonly type: string;
      readonly id: string;
      readonly data: PlainData;
      readonly action: string;
    }
  | {
      readonly kind: 'patch';
      readonly type: string;
      readonly id: string;
      readonly data: PlainData;
    };

export interface Workflow<D = PlainData> {
  readonly states: Readonly<Record<string, WorkflowState>>;
  readonly transitions: readonly Transition<D>[];
}

/** The transitions this person could take from here, whether or not their guards pass. */
export function openTransitions(
  type: RecordType,
  record: Envelope,
  actor: Actor,
): readonly Transition[] {
  return (type.workflow?.transitions ?? []).filter(
    (step) => step.from.includes(record.state) && blockedFor(type, step, record, actor) === null,
  );
}

export type Block = 'no_transition' | 'no_role' | 'not_own' | 'same_person' | 'other_scope';

/** Why this person may not take this step on this record; `null` when they may. Guards are not asked. */
export function blockedFor(
  type: RecordType,
  step: Transition,
  record: Envelope,
  actor: Actor,
): Block | null {
  if (!step.who.some((role) => actor.roles.includes(role))) return 'no_role';
  if (!can(actor, 'read', type, record).allow) return 'other_scope';
  if (step.onlyOwn === true && record.createdBy !== actor.userId) return 'not_own';
  if ((step.notAmong ?? []).some((field) => refersTo(record.data[field], actor.userId)))
    return 'same_person';
  return null;
}

export type Step =
  | { readonly ok: true; readonly step: Transition }
  | { readonly ok: false; readonly block: Block; readonly problems: readonly Problem[] };

/** Finds the transition and asks its role, two-person and guard rules. */
export function takeStep(
  type: RecordType,
  action: string,
  from: string | null,
  record: Envelope,
  context: TransitionContext,
): Step {
  const step = type.workflow?.transitions.find(
    (each) => each.action === action && each.from.includes(from),
  );
  if (step === undefined) return { ok: false, block: 'no_transition', problems: [] };
  const block = blockedFor(type, step, record, context.actor);
  if (block !== null) return { ok: false, block, problems: [] };
  const missing =
    step.needsOpinion === true && context.opinion.trim() === ''
      ? [{ field: 'opinion', code: 'required', severity: 'error' as const }]
      : [];
  const problems = [...missing, ...(step.guard?.(record, context) ?? [])].filter(
    (problem) => problem.severity === 'error',
  );
  return problems.length === 0
    ? { ok: true, step }
    : { ok: false, block: 'no_transition', problems };
}

/**
 * Whether this actor could have brought a record from one state to another, possibly in several steps made offline.
 * The server asks this for every pushed change of state; guards are asked for the last step only, on the final content.
 */
export function reachable(
  type: RecordType,
  from: string | null,
  record: Envelope,
  context: TransitionContext,
): boolean {
  const steps = (type.workflow?.transitions ?? []).filter(
    (step) => blockedFor(type, step, record, context.actor) === null,
  );
  const seen = new Set<string | null>([from]);
  const queue: (string | null)[] = [from];
  while (queue.length > 0) {
    const here = queue.shift() ?? null;
    for (const step of steps) {
      if (!step.from.includes(here)) continue;
      if (step.to === record.state) {
        const problems = step.guard?.(record, context) ?? [];
        if (problems.every((problem) => problem.severity !== 'error')) return true;
      }
      if (!seen.has(step.to)) {
        seen.add(step.to);
        queue.push(step.to);
      }
    }
  }
  return false;
}

function refersTo(value: unknown, userId: string): boolean {
  const list = Array.isArray(value) ? value : [value];
  return list.some(
    (each) => typeof each === 'object' && each !== null && 'id' in each && each.id === userId,
  );
}
