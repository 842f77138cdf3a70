/** 应救未救: the rules of shared/hardship-watch over the households of the register (domain.md §4.3). */
import type { Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { addDays } from '../../../../shared/calendar/day.ts';
import { businessDateOf } from '../../../../shared/calendar/time-zone.ts';
import { unaidedSigns, type HouseholdFacts } from '../../../../shared/hardship-watch/signs.ts';
import { parameterOf } from '../../../../shared/parameters/parameters.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope, EventDoc, FieldChange } from '../../../../shared/records/envelope.ts';
import { hardshipCase } from '../../../../shared/records/hardship_case/index.ts';
import { household } from '../../../../shared/records/household/index.ts';
import { ok } from '../../../../shared/result.ts';
import { flowOf } from '../../../../shared/workflow/flow.ts';
import { findPlain, plain, type Stored } from '../../documents/stored-documents.ts';
import { denied, type Answer } from '../answer.ts';
import { readScope } from '../lists/read-scope.ts';
import { labelOf } from '../panorama/lines.ts';
import type { ProfileContext } from '../profile/context.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import { aidOf } from './aid.ts';

type Board = Extract<Output<'hardship.unaided'>, { ok: true }>['value'];
type Row = Board['rows'][number];

const most = { rows: 500, records: 20_000, events: 200 };
const yearDays = 365;

export async function unaidedBoard(context: ProfileContext): Promise<Answer<Board>> {
  const found = await unaidedRows(context);
  if (!found.ok) return found;
  const { rows } = found.value;
  return ok({
    ...found.value,
    rows: rows
      .toSorted((a, b) => a.since.localeCompare(b.since) || a.id.localeCompare(b.id))
      .slice(0, most.rows),
    isComplete: rows.length <= most.rows,
  });
}

/** All of them, for the count of the figures as well. */
export async function unaidedRows(
  context: ProfileContext,
): Promise<Answer<Pick<Board, 'asOf' | 'days'> & { readonly rows: readonly Row[] }>> {
  const actor = context.actor();
  const allowed = can(actor, 'read', hardshipCase, actor);
  if (!allowed.allow) return denied(allowed.reason);
  const terms = await workflowContext(context);
  const { today } = terms;
  const days = parameterOf(terms, 'hardship_no_case');
  const leads = await mergedInto(context);
  const [visits, cases] = await Promise.all([
    needyVisits(context, leads, today),
    casesByHousehold(context, leads),
  ]);
  const households = await candidates(context, [...visits.keys(), ...cases.keys()]);
  const tagged = await taggedOn(
    context,
    households.filter(({ data }) => tagsOf(data).length > 0).map(({ id }) => id),
  );
  const rows = households.flatMap((record): Row[] => {
    const own = cases.get(record.id) ?? [];
    const signs = unaidedSigns(factsOf(record, visits.get(record.id) ?? [], own, tagged), {
      today,
      days,
    });
    const [oldest] = signs.map(({ since }) => since).toSorted();
    if (oldest === undefined) return [];
    const paid = own.flatMap(aidOf).toSorted((a, b) => b.on.localeCompare(a.on));
    return [
      {
        type: 'household',
        id: record.id,
        label: labelOf(record),
        head: refAt(record.data['head']),
        community: record.community,
        liaison: refAt(record.data['liaison'])?.label ?? '',
        signs: [...signs],
        since: oldest,
        lastVisitOn: textAt(record.data['lastVisitOn']) || null,
        lastAid: paid[0] === undefined ? null : { on: paid[0].on, fen: paid[0].fen },
      },
    ];
  });
  return ok({ asOf: today, days, rows });
}

interface Visited {
  readonly on: string;
  readonly kind: string;
}

function factsOf(
  record: Envelope,
  visits: readonly Visited[],
  cases: readonly Envelope[],
  tagged: ReadonlyMap<string, Readonly<Record<string, string>>>,
): HouseholdFacts {
  return {
    tags: tagsOf(record.data),
    taggedOn: tagged.get(record.id) ?? {},
    known: businessDateOf(record.createdAt),
    visits,
    cases: cases.map((each) => ({
      appliedOn: textAt(each.data['applyOn']),
      endedOn: isOpen(each) ? null : (flowOf(each)?.endedOn ?? businessDateOf(each.updatedAt)),
      lowIncome: textAt(each.data['lowIncome']),
    })),
  };
}

function isOpen(record: Envelope): boolean {
  return hardshipCase.workflow?.states[record.state]?.open === true;
}

/** What was written about a household that was merged belongs to the one that was kept. */
async function mergedInto(context: ProfileContext): Promise<(id: string) => string> {
  const rows = await context.store.read.all<{ loser_id: string; winner_id: string }>(
    `SELECT loser_id, winner_id FROM p_merge WHERE decision = 'merged' AND standing = 'in_force' LIMIT ${most.records}`,
  );
  const leads = new Map(rows.map(({ loser_id, winner_id }) => [loser_id, winner_id]));
  return (id) => {
    let at = id;
    for (let depth = 0; depth < 8 && leads.has(at); depth += 1) at = leads.get(at) ?? at;
    return at;
  };
}

/** Visits of the last year that speak of need, by household; a visit to a person counts for their household. */
async function needyVisits(
  context: ProfileContext,
  lead: (id: string) => string,
  today: string,
): Promise<ReadonlyMap<string, readonly Visited[]>> {
  const rows = await context.store.read.all<{ home: string; at: string; kind: string }>(
    `SELECT coalesce(person.household_id, visit.subject_id) AS home, visit.visit_at AS at, visit.kind
     FROM p_visit AS visit LEFT JOIN p_person AS person ON person.id = visit.subject_id
     WHERE visit.kind IN ('hardship', 'urgent') AND visit.visit_at >= ?
       AND visit.state IN ('submitted', 'confirmed', 'archived') LIMIT ${most.records}`,
    [`${addDays(today, -yearDays - 1)}T00:00:00.000Z`],
  );
  const found = new Map<string, Visited[]>();
  for (const { home, at, kind } of rows) {
    const id = lead(home);
    found.set(id, [...(found.get(id) ?? []), { on: businessDateOf(at), kind }]);
  }
  return found;
}

async function casesByHousehold(
  context: ProfileContext,
  lead: (id: string) => string,
): Promise<ReadonlyMap<string, readonly Envelope[]>> {
  const rows = await context.store.read.all<{ id: string; home: string }>(
    `SELECT id, household_id AS home FROM p_hardship_case LIMIT ${most.records}`,
  );
  const records = await findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
  return Map.groupBy(records, ({ data }) => lead(refAt(data['household'])?.id ?? ''));
}

/** Active households of this person's scope that a rule could speak of. */
async function candidates(
  context: ProfileContext,
  others: readonly string[],
): Promise<readonly Envelope[]> {
  const scope = readScope(household, context.actor());
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_household AS list WHERE ${scope.sql} AND standing = 'active'
       AND (instr(',' || tags || ',', ',hardship,') > 0
         OR (instr(',' || tags || ',', ',alone,') > 0 AND instr(',' || tags || ',', ',aged,') > 0)
         OR id IN (SELECT value FROM json_each(?))) LIMIT ${most.records}`,
    [...scope.params, JSON.stringify(others)],
  );
  return findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
}

/** Since when the household has had each tag without a break, as its own history tells. */
async function taggedOn(
  context: ProfileContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const found = new Map<string, Record<string, string>>();
  for (let from = 0; from < ids.length; from += most.events) {
    const events = await context.store.collections.events
      .find({ selector: { recordId: { $in: ids.slice(from, from + most.events) } } })
      .exec();
    const ordered = events
      .map((doc) => plain<'events'>(doc.toMutableJSON(true) as unknown as Stored<'events'>))
      .toSorted((a, b) => a.at.localeCompare(b.at));
    for (const event of ordered)
      for (const { added, on } of tagsAdded(event))
        found.set(event.recordId, { ...found.get(event.recordId), [added]: on });
  }
  return found;
}

function tagsAdded(event: EventDoc): readonly { readonly added: string; readonly on: string }[] {
  const changes = Array.isArray(event.data['changes'])
    ? (event.data['changes'] as unknown as FieldChange[])
    : [];
  const change = changes.find(({ field }) => field === 'tags');
  if (change === undefined) return [];
  const before = Array.isArray(change.before) ? change.before.map(String) : [];
  const after = Array.isArray(change.after) ? change.after.map(String) : [];
  return after
    .filter((tag) => !before.includes(tag))
    .map((added) => ({ added, on: businessDateOf(event.at) }));
}

function tagsOf(data: Envelope['data']): readonly string[] {
  return Array.isArray(data['tags']) ? data['tags'].map(String) : [];
}

function refAt(value: unknown): { type: string; id: string; label: string } | null {
  const [ref] = asList([value]);
  return typeof ref?.['id'] === 'string'
    ? { type: textAt(ref['type']), id: ref['id'], label: textAt(ref['label']) }
    : null;
}

function textAt(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
