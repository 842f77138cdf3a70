/**
 * Plays a case through its own workflow: every step is one that the engine lets this person take on that day, with the deadlines that
 * follow. So a made-up case is as legal as a real one, and the district would accept it.
 */
import type { Actor } from '../../access/actor.ts';
import { businessDateOf } from '../../calendar/time-zone.ts';
import type { Envelope, PlainData } from '../../records/envelope.ts';
import type { RecordType } from '../../records/record-type.ts';
import { cleanData } from '../../records/validate.ts';
import { stepsOf } from '../../workflow/flow.ts';
import { dueAutoStep, moveRecord, type AutoStep } from '../../workflow/move.ts';
import {
  takeStep,
  type Step,
  type Transition,
  type TransitionContext,
} from '../../workflow/workflow.ts';
import { demoDevice, type HistoryStep } from './recorder.ts';
import type { StaffMember } from './staff.ts';

export interface CaseStep {
  readonly action: string;
  readonly by: StaffMember;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  /** What the step asks for. */
  readonly asked?: PlainData;
  readonly opinion?: string;
}

export interface CaseStart {
  readonly id: string;
  readonly unit: string;
  readonly community: string;
  readonly data: PlainData;
  readonly steps: readonly [CaseStep, ...CaseStep[]];
}

/** What a step brought into being besides the case: statistics, a legal touch. */
export interface SideRecord {
  readonly id: string;
  readonly type: string;
  readonly data: PlainData;
  readonly at: string;
  readonly by: StaffMember;
}

export interface PlayedCase {
  readonly others: readonly SideRecord[];
  readonly data: PlainData;
  readonly state: string;
  readonly history: readonly [HistoryStep, ...HistoryStep[]];
}

/** Who appears for steps that nobody takes. */
const system: StaffMember = {
  userId: 'system',
  login: '',
  name: '系统',
  unit: '',
  community: '',
  roles: [],
  post: '',
  phone: '',
};

/** Throws when a step is not possible: that is a mistake in the script, not in the data. */
export function playCase(type: RecordType, start: CaseStart): PlayedCase {
  let here = firstEnvelope(type, start);
  const history: HistoryStep[] = [];
  const others = new Map<string, SideRecord>();
  const note = (by: StaffMember, at: string) => history.push({ at, by, facts: factsOf(here) });
  for (const [index, step] of start.steps.entries()) {
    const from = index === 0 ? null : here.state;
    const context = contextOf(step.by, step.at, step.opinion ?? '');
    const filled = { ...here, data: cleanData(type.fields, { ...here.data, ...step.asked }) };
    // The way is no field, so cleaning keeps it as it is.
    const taken = stepOf(type, step, from, filled, context);
    if (!taken.ok)
      throw new Error(
        `${type.name} ${start.id}: ${step.action} from ${String(from)} is not possible: ${taken.block} ${JSON.stringify(taken.problems)}`,
      );
    here = moved(
      type,
      filled,
      { transition: taken.step, from, stepId: `${start.id}-${index}` },
      context,
    );
    for (const effect of taken.step.effects?.(here, context) ?? []) {
      if (effect.id === here.id) continue;
      const known = others.get(effect.id);
      // As in the app: what is there already is not made again, and nothing is changed that is not there.
      if (effect.kind === 'create' && known !== undefined) continue;
      if (effect.kind === 'patch' && known === undefined) continue;
      others.set(effect.id, {
        id: effect.id,
        type: effect.type,
        data: { ...known?.data, ...effect.data },
        at: step.at,
        by: step.by,
      });
    }
    note(step.by, step.at);
    for (
      let auto = autoStep(type, here, step.at);
      auto !== null;
      auto = autoStep(type, here, step.at)
    ) {
      here = moved(
        type,
        here,
        { transition: auto.transition, from: here.state, stepId: auto.stepId },
        auto.context,
      );
      note(system, auto.context.now);
    }
  }
  const [first, ...later] = history;
  if (first === undefined) throw new Error('a case begins with a step');
  return {
    data: here.data,
    state: here.state,
    history: [first, ...later],
    others: [...others.values()],
  };
}

/** The district's server acts without anybody's rights: it is not a reader of what it takes in. */
function stepOf(
  type: RecordType,
  { action, by }: CaseStep,
  from: string | null,
  record: Envelope,
  context: TransitionContext,
): Step {
  const transition = type.workflow?.transitions.find(
    (each) => each.action === action && each.from.includes(from),
  );
  return by.roles.includes('A') && transition !== undefined
    ? { ok: true, step: transition }
    : takeStep(type, action, from, record, context);
}

/** A system's own step that follows at once; those that wait for a later day are left to the app. */
function autoStep(type: RecordType, record: Envelope, at: string): AutoStep | null {
  return dueAutoStep(type, record, contextOf(system, at, ''));
}

function moved(
  type: RecordType,
  record: Envelope,
  step: { transition: Transition; from: string | null; stepId: string },
  context: TransitionContext,
): Envelope {
  const after = moveRecord(type, record, step, context);
  const own = (step.transition.effects?.(after, context) ?? []).flatMap((effect) =>
    effect.kind === 'patch' && effect.id === after.id ? [effect.data] : [],
  );
  return { ...after, data: cleanData(type.fields, Object.assign({}, after.data, ...own)) };
}

function factsOf(record: Envelope): PlainData {
  const step = stepsOf(record).at(-1);
  if (step === undefined) throw new Error('a step leaves its mark in the record');
  const { id: _id, at: _at, by: _by, byName: _name, values: _values, calendar, ...facts } = step;
  return { ...facts, calendarVersion: calendar };
}

function contextOf(by: StaffMember, at: string, opinion: string): TransitionContext {
  const actor: Actor = {
    userId: by.userId,
    name: by.name,
    unit: by.unit,
    community: by.community,
    roles: by.roles,
  };
  return { now: at, today: businessDateOf(at), isDemo: true, actor, opinion };
}

function firstEnvelope(
  type: RecordType,
  { id, unit, community, data, steps }: CaseStart,
): Envelope {
  const [{ at, by }] = steps;
  return {
    id,
    type: type.name,
    unit,
    community,
    state: '',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: type.version,
    version: 1,
    mutation: id,
    createdAt: at,
    createdBy: by.userId,
    updatedAt: at,
    updatedBy: by.userId,
    device: demoDevice,
    data: cleanData(type.fields, data),
  };
}
