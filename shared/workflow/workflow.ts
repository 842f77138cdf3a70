/** A workflow is data: states, transitions, who may, what is missing, by when. The same code runs on device and server. */
import type { Actor, Role } from '../access/actor.ts';
import { can } from '../access/can.ts';
import type { HolidayTable } from '../calendar/business-day.ts';
import type { CheckContext, Problem } from '../fields/field.ts';
import type { Envelope, PlainData } from '../records/envelope.ts';
import type { RecordType } from '../records/record-type.ts';
import type { ParameterKey } from '../parameters/parameters.ts';
import type { Bilingual } from '../texts/bilingual.ts';
import { stepsOf } from './flow.ts';

export interface WorkflowState {
  /** May the fields be changed while the record rests here? */
  readonly editable: boolean;
  /** Is the record still somebody's work? */
  readonly open: boolean;
  /** While editable, only these fields may change; absent: all. */
  readonly fields?: readonly string[];
  /** The clock stands still here: its light is grey, the days are counted as paused (domain.md §3 Clock). */
  readonly paused?: boolean;
  /** It came back to be corrected. */
  readonly returned?: boolean;
  /** The next to act is the district: what was done offline counts from its acknowledgement (待区级确认). */
  readonly district?: boolean;
}

export interface TransitionContext extends CheckContext {
  readonly actor: Actor;
  readonly opinion: string;
  /** Holiday tables in force; absent: those shipped with the app. */
  readonly tables?: readonly HolidayTable[];
  /** Parameters in force (`shared/parameters`); absent: their defaults. */
  readonly parameter?: (key: ParameterKey) => number;
  /** What the core has looked up for the guards, by name; the district has none and judges such matters itself. */
  readonly facts?: Readonly<Record<string, number>>;
}

/** When something is due: working days, calendar days, a parameter, or the date in a field; `keep` the date as it is, `resume` the stopped clock, `none`. */
export type Term =
  | { readonly wd: number }
  | { readonly cd: number }
  | { readonly parameter: ParameterKey; readonly unit: 'wd' | 'cd' }
  | { readonly on: string }
  | 'keep'
  | 'resume'
  | 'none';

export interface Transition<D = PlainData> {
  readonly action: string;
  /** `null` = the record comes into being with this transition. */
  readonly from: readonly (string | null)[];
  readonly to: string;
  readonly who: readonly Role[];
  /** The actor must have recorded the record (提交 belongs to the recorder). */
  readonly onlyOwn?: boolean;
  /** Only such records have the step at all; others are not offered it (采用情况 of a 帮言, 先行救助). */
  readonly onlyWhen?: (record: Envelope<D>) => boolean;
  /** Two-person rule: the actor must not be among the people named by these reference fields. */
  readonly notAmong?: readonly string[];
  /** The actor must be among the people named by these reference fields (调查人提交核查). */
  readonly among?: readonly string[];
  /** Two-person rule over time: whoever took one of these actions last may not take this step. */
  readonly notWhoDid?: readonly string[];
  /** Fields that are filled in with the step itself, whatever the state locks (批准金额). */
  readonly asks?: readonly string[];
  /** Of `asks`, those that begin empty each time the step is taken: they are about this time (回访日期, 凭证号). */
  readonly anew?: readonly string[];
  /** The step has a date of its own beside the state's clock (先行救助): on or before that day; null where it does not wait. `where` finds such records in their list table. */
  readonly ownDue?: {
    readonly where: { readonly column: string; readonly value: number | string };
    readonly on: (record: Envelope<D>, context: TransitionContext) => string | null;
  };
  /** What of `asks` begins drafted from another record where it is still empty (办结回复): proposed to the person, never sent by itself. */
  readonly drafts?: {
    readonly from: (record: Envelope<D>) => string | undefined;
    readonly values: (record: Envelope<D>, other: Envelope) => PlainData;
  };
  /** Always, or only where the record asks for a reason. */
  readonly needsOpinion?:
    | true
    | ((record: Envelope<D>, context: Omit<TransitionContext, 'opinion'>) => boolean);
  /** Missing things, named; an empty answer lets the transition pass. */
  readonly guard?: (record: Envelope<D>, context: TransitionContext) => readonly Problem[];
  /** Working days until the next step is due, counted from this transition. */
  readonly nextWithin?: number;
  /** The same where working days are not enough. */
  readonly term?: Term | ((record: Envelope<D>, context: TransitionContext) => Term);
  /** Puts the present due date off by so many working days and counts as an extension. */
  readonly extendsBy?: Extract<Term, { wd: number } | { parameter: ParameterKey }>;
  /** The system's own step: the moment (ISO) from which it is taken, or null. Nobody clicks it. Deterministic: several devices may take it. */
  readonly auto?: (record: Envelope<D>, context: TransitionContext) => string | null;
  /** Not the way forward: left out of 等我办 (extensions, withdrawals, corrections). */
  readonly aside?: boolean;
  /** What else must change in the same transaction. Pure: it only says so. */
  readonly effects?: (record: Envelope<D>, context: TransitionContext) => readonly Effect[];
  /** Destructive actions are drawn outlined in red and never first. */
  readonly tone?: 'danger';
}

export type Effect =
  | {
      readonly kind: 'create';
      /** Where it comes into being; absent: in the actor's own unit. */
      readonly unit?: string;
      readonly type: string;
      readonly id: string;
      readonly data: PlainData;
      readonly action: string;
      /** Fields taken over from other records where `data` has none; the device looks them up. */
      readonly takes?: readonly TakenField[];
    }
  | {
      readonly kind: 'patch';
      readonly type: string;
      readonly id: string;
      readonly data: PlainData;
    };

export interface TakenField {
  readonly field: string;
  readonly of: { readonly type: string; readonly id: string };
  /** The field over there. */
  readonly from: string;
  /** Where the two fields mean the same by different keys. */
  readonly as?: Readonly<Record<string, string>>;
}

export interface Workflow<D = PlainData> {
  readonly states: Readonly<Record<string, WorkflowState>>;
  readonly transitions: readonly Transition<D>[];
  /** The way as people speak of it, for the line of steps on the record's page. */
  readonly chain?: readonly ChainLink[];
  /** Entering this state starts the clock of days used. */
  readonly clockFrom?: string;
  /** Every change of state must say its steps (`data.flow`); the district refuses others. */
  readonly tracked?: boolean;
  /** Names of facts that the guards want looked up for this record. */
  readonly facts?: (record: Envelope<D>) => readonly FactQuery[];
}

export interface ChainLink {
  readonly words: Bilingual;
  /** While the record is in one of these, this link is the present one. */
  readonly states: readonly string[];
  /** The steps that finish it. */
  readonly actions: readonly string[];
  /** Drawn only where the record comes this way. */
  readonly optional?: boolean;
}

/** Something about other records that a guard wants to know, by name; the core has one provider per `kind`. */
export interface FactQuery {
  readonly name: string;
  readonly kind: string;
  readonly of: Readonly<Record<string, string>>;
}

/** The transitions this person could take from here, whether or not their guards pass. */
export function openTransitions(
  type: RecordType,
  record: Envelope,
  actor: Actor,
): readonly Transition[] {
  return (type.workflow?.transitions ?? []).filter(
    (step) =>
      step.auto === undefined &&
      step.from.includes(record.state) &&
      blockedFor(type, step, record, actor) === null,
  );
}

export type Block =
  | 'no_transition'
  | 'no_role'
  | 'not_own'
  | 'same_person'
  | 'not_among'
  | 'other_scope';

/** Why this person may not take this step on this record; `null` when they may. Guards are not asked. */
export function blockedFor(
  type: RecordType,
  step: Transition,
  record: Envelope,
  actor: Actor,
): Block | null {
  if (roleFor(step, actor) === null) return 'no_role';
  if (step.onlyWhen?.(record) === false) return 'no_transition';
  if (!can(actor, 'read', type, record).allow) return 'other_scope';
  if (step.onlyOwn === true && record.createdBy !== actor.userId) return 'not_own';
  if ((step.notAmong ?? []).some((field) => refersTo(record.data[field], actor.userId)))
    return 'same_person';
  if ((step.notWhoDid ?? []).some((action) => lastActorOf(record, action) === actor.userId))
    return 'same_person';
  if (
    step.among !== undefined &&
    !step.among.some((field) => refersTo(record.data[field], actor.userId))
  )
    return 'not_among';
  return null;
}

/** The role in which this person takes the step: one of their own, else one they stand in for; `null`: none. */
export function roleFor(step: Pick<Transition, 'who'>, actor: Actor): Role | null {
  return (
    step.who.find((role) => actor.roles.includes(role)) ??
    step.who.find((role) => actor.standsInFor?.includes(role) === true) ??
    null
  );
}

/** Whether whoever takes the step must say why. */
export function wantsOpinion(
  { needsOpinion }: Pick<Transition, 'needsOpinion'>,
  record: Envelope,
  context: Omit<TransitionContext, 'opinion'>,
): boolean {
  return typeof needsOpinion === 'function' ? needsOpinion(record, context) : needsOpinion === true;
}

function lastActorOf(record: Envelope, action: string): string | undefined {
  return stepsOf(record).findLast((step) => step.action === action)?.by;
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
    (each) => each.action === action && each.from.includes(from) && each.auto === undefined,
  );
  if (step === undefined) return { ok: false, block: 'no_transition', problems: [] };
  const block = blockedFor(type, step, record, context.actor);
  if (block !== null) return { ok: false, block, problems: [] };
  const missing =
    wantsOpinion(step, record, context) && context.opinion.trim() === ''
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
    (step) => step.auto === undefined && blockedFor(type, step, record, context.actor) === null,
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
