/** 走访: what was planned, what was found and given (domain.md §4.2), over the visits themselves. */
import type { CaseFigure } from '../../../../shared/bridge/figures.ts';
import { addDays } from '../../../../shared/calendar/day.ts';
import { businessDateOf, startOfBusinessDate } from '../../../../shared/calendar/time-zone.ts';
import { isDone, planCompletion, visitCoverage } from '../../../../shared/kpi/visit-coverage.ts';
import { visitWork, type VisitWork } from '../../../../shared/kpi/visit-work.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { visitClasses } from '../../../../shared/visits/visit-class.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';
import { coverageFacts } from '../visits/coverage.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import { ofNumber, ofShare, recordsWhere, scopeOf, theseOf, type Period } from './figure-parts.ts';

const made = "state IN ('submitted', 'confirmed', 'archived')";

export async function visitFigures(
  context: ProfileContext,
  period: Period,
): Promise<readonly CaseFigure[]> {
  const visits = await recordsWhere(context, 'visit', {
    sql: `${made} AND visit_at >= ? AND visit_at < ? AND (needs_count > 0 OR gift_fen IS NOT NULL)`,
    params: [startOfBusinessDate(period.from), startOfBusinessDate(addDays(period.to, 1))],
  });
  const homes = await homesOf(context, visits);
  const facts = visits.map((visit) => factsOf(visit, homes));
  const closed = await closedAmong(
    context,
    facts.flatMap(({ needs }) => needs.flatMap(({ target }) => target ?? [])),
  );
  const found = visitWork(facts, (id) => closed.has(id));
  const withCase = facts.filter(({ needs }) => needs.some(({ target }) => target !== undefined));
  const settled = withCase.filter(({ needs }) =>
    needs.some(({ target }) => target !== undefined && closed.has(target)),
  );
  const given = facts.filter(({ gifts }) => gifts.length > 0);
  const these = (all: readonly { readonly id: string }[]) =>
    theseOf(
      'visit',
      all.map(({ id }) => id),
    );
  return [
    ...(await coverage(context, period)),
    await planned(context, period),
    ofShare('needsRouted', found.routed, these(withCase)),
    ofShare('needsSettled', found.settled, these(settled)),
    ofNumber('fenPerHome', 'fen', found.fenPerHome, these(given)),
    ofNumber('giftsRepeated', 'count', found.repeated.length, theseOf('visit', found.repeated)),
  ];
}

/** 走访覆盖率 by class on the last day of the period, of this person's own street; classes of nobody are left out. */
async function coverage(context: ProfileContext, { to }: Period): Promise<readonly CaseFigure[]> {
  const terms = await workflowContext(context);
  const asOf = to < terms.today ? to : terms.today;
  const facts = await coverageFacts(context, context.actor().unit, { ...terms, today: asOf });
  const classes = visitCoverage(facts, asOf);
  return visitClasses
    .filter((each) => facts.some(({ visitClass }) => visitClass === each))
    .map((each) => ofShare(`coverage_${each}`, classes[each].share));
}

async function planned(context: ProfileContext, { from, to }: Period): Promise<CaseFigure> {
  const scope = scopeOf(context, 'visit_plan');
  const rows = await context.store.read.all<{
    id: string;
    due_to: string;
    visit_id: string | null;
  }>(
    `SELECT id, due_to, visit_id FROM p_visit_plan AS list WHERE ${scope.sql} AND state <> 'cancelled'
       AND due_to BETWEEN ? AND ? LIMIT 200000`,
    [...scope.params, from, to],
  );
  const ids = rows.flatMap(({ visit_id }) => visit_id ?? []);
  const visits = await context.store.read.all<{ id: string; visit_at: string; state: string }>(
    'SELECT id, visit_at, state FROM p_visit WHERE id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(ids)],
  );
  const byId = new Map(visits.map((visit) => [visit.id, visit]));
  const plans = rows.map(({ id, due_to, visit_id }) => {
    const visit = byId.get(visit_id ?? '');
    return {
      id,
      dueTo: due_to,
      visit:
        visit === undefined
          ? undefined
          : { on: businessDateOf(visit.visit_at), state: visit.state },
    };
  });
  const done = plans.filter(isDone).map(({ id }) => id);
  return ofShare('planned', planCompletion(plans, { from, to }), theseOf('visit_plan', done));
}

/** A visit to a person is a visit to their household. */
async function homesOf(
  context: ProfileContext,
  visits: readonly Envelope[],
): Promise<ReadonlyMap<string, string>> {
  const persons = visits.flatMap(({ data }) => {
    const [subject] = asList([data['subject']]);
    return subject?.['type'] === 'person' ? [String(subject['id'])] : [];
  });
  const rows = await context.store.read.all<{ id: string; household_id: string | null }>(
    'SELECT id, household_id FROM p_person WHERE id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(persons)],
  );
  return new Map(
    rows.flatMap(({ id, household_id }) =>
      household_id === null ? [] : [[id, household_id] as const],
    ),
  );
}

function factsOf({ id, data }: Envelope, homes: ReadonlyMap<string, string>): VisitWork {
  const subject = refId(data['subject']) ?? '';
  return {
    id,
    on: businessDateOf(String(data['visitAt'])),
    kind: String(data['kind'] ?? ''),
    home: homes.get(subject) ?? subject,
    campaign: refId(data['campaignRef']) ?? textOf(data['campaign']),
    needs: asList(data['needs']).map((need) => ({
      route: String(need['route'] ?? ''),
      target: refId(need['target']),
    })),
    gifts: asList(data['gifts']).map((gift) => Number(gift['amount'] ?? 0)),
  };
}

async function closedAmong(
  context: ProfileContext,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const cases = await findPlain(context.store, 'records', [...new Set(ids)]);
  return new Set(
    cases
      .filter(({ type, state }) => recordType(type)?.workflow?.states[state]?.open === false)
      .map(({ id }) => id),
  );
}

function refId(value: unknown): string | undefined {
  const [ref] = asList([value]);
  return typeof ref?.['id'] === 'string' ? ref['id'] : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
