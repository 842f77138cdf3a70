/** 企业全景 (domain.md S78): everything the office holds about one enterprise; what this person may not read is not there. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import type { Line } from '../../../../shared/bridge/panorama.ts';
import type { Ref } from '../../../../shared/fields/kinds.ts';
import { filesNamedIn } from '../../../../shared/files/file-ref.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { Condition } from '../../../../shared/records/list-spec.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import type { Answer } from '../answer.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { readableRecord } from '../records/get-record.ts';
import { idsOf } from '../register/absorbed.ts';
import { dayOf, labelOf, lineOf, readableRecords, refOf } from './lines.ts';
import { byState, idsWhere, readableType, tallyOf } from './tallies.ts';
import { yearsOf } from './years.ts';

type Panorama = Extract<Output<'panorama.enterprise'>, { ok: true }>['value'];

const most = { lines: 20, visits: 5, needs: 20, fileRecords: 30 };

export async function enterprisePanorama(
  context: ProfileContext,
  { id }: Input<'panorama.enterprise'>,
): Promise<Answer<Panorama>> {
  const found = await readableRecord(context, { type: 'enterprise', id });
  if (!found.ok) return found;
  const enterprise = found.value.record;
  const { today } = checkContextOf(context);
  // What was written about a record that has been merged into this one belongs to it.
  const ids = await idsOf(context, id);
  const about = (column: string): Condition => ({ column, op: 'in', value: [...ids] });
  const ofTicket = about('enterprise_id');
  const ofVisit = about('subject_id');
  const visits = await recordsWhere(context, 'visit', [ofVisit], 'visit_at DESC', 200);
  const tickets = await recordsWhere(context, 'ticket', [ofTicket], 'updated_at DESC', 200);
  return ok({
    asOf: today,
    label: labelOf(enterprise),
    officer: asRef(enterprise.data['officer']),
    lawyers: await lawyersOf(context, ids, today),
    people: await peopleOf(context, enterprise),
    relations: (await tallyOf(context, 'relations', 'relation', [about('to_id')]))[0] ?? {
      key: 'relations',
      type: 'relation',
      count: 0,
      where: [],
    },
    tickets: await byState(context, 'ticket', [ofTicket]),
    openTickets: openOnes(tickets).slice(0, most.lines),
    common: await commonProblems(context, tickets),
    visits: [
      ...(await tallyOf(context, 'all', 'visit', [ofVisit])),
      ...(await tallyOf(context, 'met', 'visit', [
        ofVisit,
        { column: 'outcome', op: 'in', value: ['met', 'called'] },
      ])),
      ...(await tallyOf(context, 'withNeeds', 'visit', [
        ofVisit,
        { column: 'needs_count', op: '>', value: 0 },
      ])),
    ],
    lastVisits: visits.slice(0, most.visits).map((visit) => ({
      ...lineOf(visit),
      note: textOf(visit, 'situation'),
    })),
    needs: await needsOf(context, visits),
    legal: [
      ...(await tallyOf(context, 'touches', 'legal_touch', [
        about('enterprise_id'),
        { column: 'touched_on', op: '>', value: '$today-365' },
      ])),
      ...(await tallyOf(context, 'cases', 'legal_case', [about('client_id')])),
    ],
    others: [
      ...(await tallyOf(context, 'contacts', 'service_contact', [about('subject_id')])),
      ...(await tallyOf(context, 'suggestions', 'suggestion', [about('from_id')])),
    ],
    years: await yearsOf(context, ids, today),
    files: [...visits, ...tickets].flatMap(filesOfRecord).slice(0, most.fileRecords),
  });
}

async function recordsWhere(
  context: ProfileContext,
  name: string,
  where: readonly Condition[],
  order: string,
  limit: number,
): Promise<readonly Envelope[]> {
  const type = readableType(context, name);
  if (type === null) return [];
  return readableRecords(context, await idsWhere(context, type, where, { order, limit }));
}

/** The next to be due first, then what has no date. */
function openOnes(records: readonly Envelope[]): readonly Line[] {
  return records
    .filter((record) => recordType(record.type)?.workflow?.states[record.state]?.open === true)
    .map(lineOf)
    .toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || a.id.localeCompare(b.id));
}

/** Lawyers of the office's list that name this enterprise and are in force on the day. */
async function lawyersOf(
  context: ProfileContext,
  ids: readonly string[],
  today: string,
): Promise<Panorama['lawyers']> {
  const resources = await recordsWhere(context, 'legal_resource', [], 'name', 500);
  return resources
    .filter(({ data }) => textAt(data['from']) <= today && (textAt(data['to']) || '9') >= today)
    .filter(({ data }) =>
      asList(data['enterprises']).some((each) => ids.includes(textAt(each['id']))),
    )
    .map((record) => ({
      ...refOf(record),
      firm: textOf(record, 'firm'),
      until: textOf(record, 'to') || null,
    }));
}

/** 侨界人士 on the enterprise's form, then those whose relation says what they are there. */
async function peopleOf(
  context: ProfileContext,
  enterprise: Envelope,
): Promise<Panorama['people']> {
  const named = asList(enterprise.data['people']).map((each) => textAt(each['id']));
  const relations = await recordsWhere(
    context,
    'relation',
    [
      { column: 'to_id', op: '=', value: enterprise.id },
      { column: 'in_force', op: '=', value: 1 },
    ],
    'updated_at DESC',
    50,
  );
  const roles = new Map(
    relations.map(({ data }) => [textAt(asRef(data['from'])?.id), textAt(data['role'])]),
  );
  const people = await readableRecords(context, [
    ...new Set([...named, ...roles.keys()].filter((each) => each !== '')),
  ]);
  return people.map((person) => ({
    ...refOf(person),
    role: roles.get(person.id) ?? '',
    country: textOf(person, 'liveCountry'),
  }));
}

/** 解决一件事到一类事: the problems of this enterprise that others have as well. */
async function commonProblems(
  context: ProfileContext,
  tickets: readonly Envelope[],
): Promise<Panorama['common']> {
  const led = tickets.flatMap(({ data }) => asRef(data['sameProblem'])?.id ?? []);
  const candidates = [...new Set([...led, ...tickets.map(({ id }) => id)])];
  const leaders = await readableRecords(context, candidates);
  const found = await Promise.all(
    leaders.map(async (leader) => {
      const joined: Condition = { column: 'same_problem_id', op: '=', value: leader.id };
      const members = await tallyOf(context, 'members', 'ticket', [joined]);
      const [tally] = members;
      if (tally === undefined || tally.count === 0) return [];
      const others = await recordsWhere(context, 'ticket', [joined], 'updated_at DESC', 200);
      const enterprises = new Set(
        [leader, ...others].map(({ data }) => textAt(asRef(data['enterprise'])?.id)),
      );
      return [{ ...refOf(leader), enterprises: enterprises.size, members: tally }];
    }),
  );
  return found.flat();
}

async function needsOf(
  context: ProfileContext,
  visits: readonly Envelope[],
): Promise<Panorama['needs']> {
  const rows = visits
    .flatMap((visit) => asList(visit.data['needs']).map((need) => ({ visit, need })))
    .slice(0, most.needs);
  const targets = await readableRecords(
    context,
    rows.flatMap(({ need }) => asRef(need['target'])?.id ?? []),
  );
  return rows.map(({ visit, need }) => {
    const target = targets.find(({ id }) => id === asRef(need['target'])?.id);
    return {
      text: textAt(need['text']),
      route: textAt(need['route']),
      visit: refOf(visit),
      on: dayOf(visit) ?? '',
      target: target === undefined ? null : { ...refOf(target), state: target.state },
    };
  });
}

function filesOfRecord(record: Envelope): Panorama['files'] {
  const fields = recordType(record.type)?.fields ?? {};
  return Object.entries(fields).flatMap(([field, spec]) => {
    const value = record.data[field];
    if (spec.files === undefined || filesNamedIn(value).length === 0) return [];
    const files = Array.isArray(value) ? value : [value];
    return [{ record: refOf(record), on: dayOf(record) ?? '', field, files: files as never[] }];
  });
}

function asRef(value: unknown): Ref | null {
  return typeof value === 'object' && value !== null && 'id' in value && 'type' in value
    ? (value as Ref)
    : null;
}

function textOf(record: Envelope, key: string): string {
  return textAt(record.data[key]);
}

function textAt(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
