/** 生成计划: the plan is looked at before it is made, made as a whole, and can be taken back as a whole (domain.md §3.1). */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { basisOf } from '../../../../shared/calendar/business-day.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { visitPlan } from '../../../../shared/records/visit_plan/index.ts';
import { ok } from '../../../../shared/result.ts';
import {
  lateBy,
  planVisits,
  weeksBetween,
  type PlannedVisit,
} from '../../../../shared/visits/plan-visits.ts';
import { denied, type Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import { actWithin } from '../records/act-on-record.ts';
import { applyEffects } from '../records/apply-effects.ts';
import type { NumberBook } from '../records/new-envelope.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import { visitSubjects, type VisitSubject } from './visit-subjects.ts';

type Context = ProfileContext & { readonly numbers: NumberBook };
type Wanted = Input<'visits.preview'>;
type Preview = Extract<Output<'visits.preview'>, { ok: true }>['value'];

/** Records written in one unit of work; a year's plan is some thousand. */
const together = 100;
const openStates = "('planned', 'assigned', 'rescheduled')";

export async function previewPlan(context: Context, input: Wanted): Promise<Answer<Preview>> {
  const allowed = mayPlan(context);
  if (!allowed.ok) return allowed;
  const { planned, subjects, already, today, tables } = await draw(context, input);
  const weeks = weeksBetween({ today, until: input.until, tables });
  return ok({
    weeks: weeks.map((week) => ({
      ...week,
      count: planned.filter(({ dueFrom }) => dueFrom === week.from).length,
    })),
    byClass: countBy(planned, ({ visitClass }) => visitClass),
    total: planned.length,
    late: planned.filter((each) => lateBy(each) > 0).length,
    already,
    unassigned: new Set(
      planned.filter(({ liaison }) => liaison === '').map(({ subject }) => subject),
    ).size,
    missingYear: subjects.size > 0 && basisOf(today, input.until, tables).missingYear,
  });
}

export async function generatePlan(
  context: Context,
  input: Wanted,
): Promise<Answer<{ batch: string; made: number }>> {
  const allowed = mayPlan(context);
  if (!allowed.ok) return allowed;
  const { planned, subjects } = await draw(context, input);
  const batch = `plan-${context.newId()}`;
  const taken = await takenIds(context);
  for (let from = 0; from < planned.length; from += together) {
    const done = await context.work.run<null, Failure>(async (work) => {
      const effects = planned.slice(from, from + together).flatMap((visit) => {
        const subject = subjects.get(visit.subject);
        return subject === undefined ? [] : [effectOf(subject, visit, { batch, taken })];
      });
      await applyEffects(context, work, effects, { type: 'visit_plan', id: batch, action: 'plan' });
      return ok(null);
    });
    if (!done.ok) return done;
  }
  return ok({ batch, made: planned.length });
}

/** Plans that somebody has set out for, or changed, stay. */
export async function undoPlan(
  context: Context,
  { batch }: Input<'visits.undoBatch'>,
): Promise<Answer<{ cancelled: number }>> {
  const rows = await context.store.read.all<{ id: string }>(
    "SELECT id FROM p_visit_plan WHERE batch = ? AND state = 'planned' LIMIT 20000",
    [batch],
  );
  let cancelled = 0;
  for (const { id } of rows) {
    const done = await context.work.run(async (work) =>
      actWithin(context, work, {
        type: 'visit_plan',
        id,
        action: 'cancel',
        opinion: '撤销生成的计划',
      }),
    );
    if (done.ok) cancelled += 1;
    else return done;
  }
  return ok({ cancelled });
}

function mayPlan(context: Context): Answer<null> {
  const actor = context.actor();
  const allowed = can(actor, 'create', visitPlan, { unit: actor.unit, community: '' });
  return allowed.allow ? ok(null) : denied(allowed.reason);
}

async function draw(context: Context, { until, perWeek }: Wanted) {
  const terms = await workflowContext(context);
  const { unit } = context.actor();
  const all = await visitSubjects(context, unit, terms);
  const open = new Set(
    (
      await context.store.read.all<{ subject_id: string }>(
        `SELECT DISTINCT subject_id FROM p_visit_plan WHERE unit = ? AND state IN ${openStates} LIMIT 200000`,
        [unit],
      )
    ).map(({ subject_id }) => subject_id),
  );
  const free = all.filter(({ id }) => !open.has(id));
  const tables = terms.tables ?? [];
  return {
    planned: planVisits(free, { today: terms.today, until, perWeek, tables }),
    subjects: new Map(free.map((subject) => [subject.id, subject])),
    already: all.length - free.length,
    today: terms.today,
    tables,
  };
}

/** Plans of any state: one that was cancelled keeps its id, and the next for the same week is another record. */
async function takenIds(context: Context): Promise<ReadonlySet<string>> {
  const rows = await context.store.read.all<{ id: string }>(
    'SELECT id FROM p_visit_plan WHERE unit = ? LIMIT 500000',
    [context.actor().unit],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Two computers that plan the same visit make the same record. */
function planId(subject: string, dueTo: string, taken: ReadonlySet<string>): string {
  const id = `vp-${subject.slice(0, 40)}-${dueTo}`;
  for (let turn = 2; taken.has(id); turn += 1)
    if (!taken.has(`${id}-${turn}`)) return `${id}-${turn}`;
  return id;
}

function effectOf(
  subject: VisitSubject,
  visit: PlannedVisit,
  { batch, taken }: { readonly batch: string; readonly taken: ReadonlySet<string> },
) {
  return {
    kind: 'create' as const,
    type: 'visit_plan',
    id: planId(subject.id, visit.dueTo, taken),
    action: 'plan',
    data: {
      subject: { type: subject.type, id: subject.id, label: subject.label },
      visitClass: visit.visitClass,
      source: 'rule',
      dueFrom: visit.dueFrom,
      dueTo: visit.dueTo,
      ...(subject.liaison === ''
        ? {}
        : { visitors: [{ type: 'user', id: subject.liaison, label: subject.liaisonName }] }),
      batch,
    },
  };
}

function countBy<T>(all: readonly T[], key: (each: T) => string): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(all, key)].map(([name, found]) => [name, found.length]),
  );
}
