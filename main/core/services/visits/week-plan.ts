/** The visits of a week in the order of a walk: by community, then by address; and what is overdue before them. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { addDays } from '../../../../shared/calendar/day.ts';
import type { WeekPlan } from '../../../../shared/bridge/visits.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { visitPlan } from '../../../../shared/records/visit_plan/index.ts';
import type { VisitPlanData } from '../../../../shared/records/visit_plan/schema.ts';
import { ok } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { denied, type Answer } from '../answer.ts';
import { readScope } from '../lists/read-scope.ts';
import type { ProfileContext } from '../profile/context.ts';
import { actWithin } from '../records/act-on-record.ts';
import type { NumberBook } from '../records/new-envelope.ts';

type Week = Extract<Output<'visits.week'>, { ok: true }>['value'];

/** More than one desk can walk in a week; the page says when there are more. */
const most = 300;

export async function weekPlan(
  context: ProfileContext,
  { monday, visitor }: Input<'visits.week'>,
): Promise<Answer<Week>> {
  const actor = context.actor();
  const allowed = can(actor, 'read', visitPlan, actor);
  if (!allowed.allow) return denied(allowed.reason);
  const scope = readScope(visitPlan, actor);
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_visit_plan WHERE ${scope.sql} AND state IN ('planned', 'assigned', 'rescheduled') AND due_from <= ?
     ORDER BY due_to, id LIMIT ${most + 1}`,
    [...scope.params, addDays(monday, 6)],
  );
  const found = await findPlain(
    context.store,
    'records',
    rows.slice(0, most).map(({ id }) => id),
  );
  const plans = (found as unknown as readonly Envelope<VisitPlanData>[]).filter(
    ({ data }) => visitor === null || (data.visitors ?? []).some(({ id }) => id === visitor),
  );
  const subjects = await findPlain(
    context.store,
    'records',
    plans.map(({ data }) => data.subject.id),
  );
  const byId = new Map(subjects.map((subject) => [subject.id, subject]));
  const attempts = await attemptsOf(
    context,
    plans.map(({ id }) => id),
  );
  return ok({
    plans: plans
      .map((plan): WeekPlan => ({
        id: plan.id,
        subject: plan.data.subject,
        visitClass: plan.data.visitClass,
        state: plan.state,
        dueFrom: plan.data.dueFrom,
        dueTo: plan.data.dueTo,
        visitors: (plan.data.visitors ?? []).map(({ label }) => label),
        community: plan.community,
        address: addressOf(byId.get(plan.data.subject.id)),
        lastVisitOn: textOf(byId.get(plan.data.subject.id), 'lastVisitOn') || null,
        attempts: attempts.get(plan.id) ?? 0,
      }))
      .toSorted(inOrderOfTheWalk),
    isComplete: rows.length <= most,
  });
}

/** 派发: those who are named go; a plan without a visitor stays where it is and is counted. */
export async function assignPlans(
  context: ProfileContext & { readonly numbers: NumberBook },
  { ids }: Input<'visits.assign'>,
): Promise<Answer<{ assigned: number; withoutVisitor: number }>> {
  let [assigned, withoutVisitor] = [0, 0];
  for (const id of ids) {
    const done = await context.work.run(async (work) =>
      actWithin(context, work, { type: 'visit_plan', id, action: 'assign', opinion: '' }),
    );
    if (done.ok) assigned += 1;
    else if (done.error.code === 'E_INVALID') withoutVisitor += 1;
    else return done;
  }
  return ok({ assigned, withoutVisitor });
}

async function attemptsOf(
  context: ProfileContext,
  plans: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await context.store.read.all<{ plan_id: string; n: number }>(
    `SELECT plan_id, count(*) AS n FROM p_visit WHERE plan_id IN (SELECT value FROM json_each(?)) AND outcome = 'absent'
     AND state <> 'cancelled' GROUP BY plan_id LIMIT 1000`,
    [JSON.stringify(plans)],
  );
  return new Map(rows.map(({ plan_id, n }) => [plan_id, n]));
}

const numeric = new Intl.Collator('zh', { numeric: true });

function inOrderOfTheWalk(a: WeekPlan, b: WeekPlan): number {
  return (
    a.community.localeCompare(b.community) ||
    numeric.compare(a.address, b.address) ||
    a.id.localeCompare(b.id)
  );
}

function addressOf(subject: Envelope | undefined): string {
  return textOf(subject, 'addr') || textOf(subject, 'liveAddr') || textOf(subject, 'bizAddr') || '';
}

function textOf(record: Envelope | undefined, field: string): string {
  const value = record?.data[field];
  return typeof value === 'string' ? value : '';
}
