/**
 * Table-driven tests of one type's workflow: every transition × role, every guard with what is missing and without, and whether
 * the district's replay accepts exactly what the device's own rules let through. Who may, where a step leads and how many days it
 * gives stand in the table as the specification says them, never taken from the workflow under test.
 */
import { describe, expect, it } from 'vitest';
import { roles, type Actor, type Role } from '../../access/actor.ts';
import type { Envelope, PlainData } from '../../records/envelope.ts';
import type { RecordType } from '../../records/record-type.ts';
import { addBusinessDays } from '../../calendar/business-day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import { flowOf } from '../flow.ts';
import { judgePath } from '../judge-path.ts';
import { moveRecord } from '../move.ts';
import { blockedFor, takeStep, type Transition, type TransitionContext } from '../workflow.ts';

export interface WorkflowCase {
  readonly action: string;
  /** The state it starts from; absent: every state that the action may be taken from. */
  readonly from?: string | null;
  /** Over the type's first sample: what makes the guard pass. */
  readonly data?: PlainData;
  readonly opinion?: string;
  readonly facts?: TransitionContext['facts'];
  /** Steps that lead here, for rules that look back. */
  readonly way?: PlainData;
  /** Data with which the record has no such step at all. */
  readonly notFor?: readonly PlainData[];
  /** Each with the problem that it must name: `[what is wrong, problem code]`. */
  readonly missing?: readonly {
    readonly data?: PlainData;
    readonly without?: readonly string[];
    readonly opinion?: string;
    readonly facts?: TransitionContext['facts'];
    readonly today?: string;
    readonly code: string;
  }[];
  readonly today?: string;
}

/** One line of the specification's table. */
export interface SpecifiedStep {
  /** `received > triaged`, several with commas, `– ` for what comes into being, `*` where it stays as it is. */
  readonly way: string;
  /** Letters of the roles (domain.md §3.0). */
  readonly who: string;
  /** Working days until the next step is due. */
  readonly within?: number;
}

export interface WorkflowTable {
  readonly cases: readonly WorkflowCase[];
  /** From domain.md, by action. */
  readonly specified: Readonly<Record<string, SpecifiedStep>>;
  /** Data of a record that the actors of the table may work on. */
  readonly data: PlainData;
  /** Who took the record in, where that decides who sees it. */
  readonly createdBy?: string;
  readonly today?: string;
}

const unit = '330203103';

export function testActor(role: Role, userId = `user-${role}`): Actor {
  const isDistrict = ['D', 'B', 'X', 'A'].includes(role);
  return {
    userId,
    name: role,
    unit: isDistrict ? '330203000' : unit,
    community: '',
    roles: [role],
  };
}

export function testRecord(type: RecordType, state: string, data: PlainData): Envelope {
  return {
    id: `${type.name}-1`,
    type: type.name,
    unit,
    community: '',
    state,
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: type.version,
    version: 1,
    mutation: 'm1',
    createdAt: '2026-10-09T01:00:00.000Z',
    createdBy: 'recorder',
    updatedAt: '2026-10-09T01:00:00.000Z',
    updatedBy: 'recorder',
    device: 'd1',
    data,
  };
}

export function testContext(
  actor: Actor,
  today: string,
  over: Partial<TransitionContext> = {},
): TransitionContext {
  return { now: `${today}T02:00:00.000Z`, today, isDemo: true, actor, opinion: '', ...over };
}

/** Registers the tests. Every transition that a person can take must have a case; a missing one fails. */
export function registerWorkflowTable(type: RecordType, table: WorkflowTable): void {
  const transitions = type.workflow?.transitions ?? [];
  describe(`workflow of ${type.name}`, () => {
    it('has a case for every transition that a person can take', () => {
      const covered = new Set(table.cases.map((each) => each.action));
      const manual = transitions.filter((step) => step.auto === undefined);
      expect(manual.map((step) => step.action).filter((action) => !covered.has(action))).toEqual(
        [],
      );
    });

    it('can leave every open state, and names only fields that exist', () => {
      for (const [state, rules] of Object.entries(type.workflow?.states ?? {})) {
        if (rules.open)
          expect(
            transitions.some((step) => step.from.includes(state)),
            state,
          ).toBe(true);
        for (const field of rules.fields ?? [])
          expect(type.fields[field], `${state}.${field}`).toBeDefined();
      }
      for (const step of transitions)
        for (const field of [...(step.asks ?? []), ...(step.among ?? []), ...(step.notAmong ?? [])])
          expect(type.fields[field], `${step.action}.${field}`).toBeDefined();
    });

    it('has the steps of the specification, and no others', () => {
      expect(
        [...new Set(transitions.map((step) => `${step.action} ${step.auto ? 'auto' : ''}`.trim()))]
          .filter((name) => !name.endsWith(' auto'))
          .toSorted(),
      ).toEqual(Object.keys(table.specified).toSorted());
      for (const [action, { way }] of Object.entries(table.specified)) {
        const own = transitions.filter((step) => step.action === action);
        const built = own
          .flatMap((step) => step.from.map((from) => `${from ?? '–'} > ${step.to}`))
          .toSorted();
        expect([action, ...built]).toEqual([action, ...waysOf(way).toSorted()]);
      }
    });

    for (const each of table.cases)
      for (const from of startsOf(type, each)) registerCase(type, table, { ...each, from });
  });
}

/** `a, b > c` is two ways; `a, b > *` stays in each. */
function waysOf(way: string): string[] {
  return way.split(';').flatMap((part) => {
    const [starts = '', to = ''] = part.split('>').map((each) => each.trim());
    return starts.split(',').map((from) => `${from.trim()} > ${to === '*' ? from.trim() : to}`);
  });
}

function startsOf(type: RecordType, each: WorkflowCase): readonly (string | null)[] {
  if (each.from !== undefined) return [each.from];
  return (type.workflow?.transitions ?? [])
    .filter((step) => step.action === each.action && step.auto === undefined)
    .flatMap((step) => step.from);
}

function registerCase(type: RecordType, table: WorkflowTable, each: WorkflowCase): void {
  const step = transitionOf(type, each);
  const from = each.from ?? null;
  const specified = table.specified[each.action];
  if (specified === undefined) throw new Error(`${each.action} is not specified`);
  const may = roles.filter((role) => specified.who.includes(role));
  const today = each.today ?? table.today ?? '2026-11-20';
  const data = { ...table.data, ...each.data, ...each.way };
  const recordFor = (actor: Actor, over: PlainData = {}): Envelope => ({
    ...testRecord(type, from ?? step.to, named(step, actor, { ...data, ...over })),
    ...(table.createdBy === undefined ? {} : { createdBy: table.createdBy }),
    ...(step.onlyOwn === true ? { createdBy: actor.userId } : {}),
  });
  const contextFor = (actor: Actor, over: Partial<TransitionContext> = {}) =>
    testContext(actor, over.today ?? today, {
      opinion: each.opinion ?? '同意',
      ...(each.facts === undefined ? {} : { facts: each.facts }),
      ...over,
      ...(over.today === undefined ? {} : { now: `${over.today}T02:00:00.000Z` }),
    });

  describe(`${each.action} from ${String(from)}`, () => {
    it.each(roles)('asks the role: %s', (role) => {
      const actor = testActor(role);
      const taken = takeStep(type, each.action, from, recordFor(actor), contextFor(actor));
      if (may.includes(role)) expect(taken).toMatchObject({ ok: true });
      else {
        // The server alone takes some steps under the role A, which sees no business data.
        expect(taken.ok).toBe(false);
        expect(['no_role', 'other_scope']).toContain(taken.ok ? '' : taken.block);
      }
    });

    it('lets an appointed substitute act in the role, and nobody else', () => {
      const role = may.find((candidate) => candidate === 'O' || candidate === 'H');
      // Somebody of the street who sees such records, and may not take the step.
      const own = (['L', 'O', 'H'] as const).find(
        (candidate) => !may.includes(candidate) && type.permissions.read[candidate] !== undefined,
      );
      if (role === undefined || own === undefined) return;
      const other = testActor(own, table.createdBy ?? 'substitute');
      expect(blockedFor(type, step, recordFor(other), other)).toBe('no_role');
      const appointed = { ...other, standsInFor: [role] };
      expect(blockedFor(type, step, recordFor(appointed), appointed)).toBeNull();
    });

    it('keeps people of another unit out', () => {
      const role = may.find((candidate) => ['L', 'O', 'H'].includes(candidate));
      if (role === undefined) return;
      const foreign = { ...testActor(role), unit: '330203008' };
      expect(
        takeStep(type, each.action, from, recordFor(foreign), contextFor(foreign)),
      ).toMatchObject({
        ok: false,
        block: 'other_scope',
      });
    });

    for (const other of each.notFor ?? [])
      it(`is no step of such records: ${JSON.stringify(other)}`, () => {
        const actor = testActor(may[0] ?? 'O');
        expect(blockedFor(type, step, recordFor(actor, other), actor)).toBe('no_transition');
      });

    for (const field of step.notAmong ?? []) {
      it(`needs another person than ${field}`, () => {
        const actor = testActor(may[0] ?? 'O');
        const record = recordFor(actor);
        const list = type.fields[field]?.kind === 'refs';
        const self = { type: 'user', id: actor.userId, label: actor.name };
        const same = { ...record, data: { ...record.data, [field]: list ? [self] : self } };
        expect(blockedFor(type, step, same, actor)).toBe('same_person');
      });
    }

    for (const [index, gap] of (each.missing ?? []).entries()) {
      it(`names what is missing: ${gap.code} (${index + 1})`, () => {
        const actor = testActor(may[0] ?? 'O');
        const record = recordFor(actor, gap.data);
        for (const field of gap.without ?? []) delete record.data[field];
        const taken = takeStep(
          type,
          each.action,
          from,
          record,
          contextFor(actor, {
            ...(gap.opinion === undefined ? {} : { opinion: gap.opinion }),
            ...(gap.facts === undefined ? {} : { facts: gap.facts }),
            ...(gap.today === undefined ? {} : { today: gap.today }),
          }),
        );
        expect(taken.ok).toBe(false);
        expect(taken.ok ? [] : taken.problems.map((problem) => problem.code)).toContain(gap.code);
      });
    }

    it('is accepted by the district’s replay for who may, and refused for who may not', () => {
      for (const role of roles) {
        const actor = testActor(role);
        const record = recordFor(actor);
        const before = from === null ? null : record;
        const context = contextFor(actor);
        const moved = moveRecord(type, record, { transition: step, from, stepId: 's1' }, context);
        expect(judgePath(type, before, moved, contextFor(actor)).ok, role).toBe(may.includes(role));
      }
    });

    if (specified.within !== undefined)
      it(`gives ${specified.within} working days for what comes next`, () => {
        const actor = testActor(may[0] ?? 'O');
        const record = recordFor(actor);
        const moved = moveRecord(
          type,
          record,
          { transition: step, from, stepId: 's1' },
          contextFor(actor),
        );
        const { due } = addBusinessDays(today, specified.within ?? 0, SHIPPED_HOLIDAY_TABLES);
        expect(flowOf(moved)?.due).toBe(due);
      });
  });
}

function transitionOf(type: RecordType, each: WorkflowCase): Transition {
  const step = type.workflow?.transitions.find(
    (candidate) =>
      candidate.action === each.action &&
      candidate.auto === undefined &&
      (each.from === undefined || candidate.from.includes(each.from)),
  );
  if (step === undefined) throw new Error(`no transition ${each.action} from ${String(each.from)}`);
  return step;
}

/** Puts the actor where the step wants them by name. */
function named(step: Transition, actor: Actor, data: PlainData): PlainData {
  const [field] = step.among ?? [];
  if (field === undefined) return data;
  const self = { type: 'user', id: actor.userId, label: actor.name };
  const present = data[field];
  return { ...data, [field]: Array.isArray(present) ? [...present.slice(0, -1), self] : self };
}
