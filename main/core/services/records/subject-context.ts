/** `records.context`: what stands beside a form about somebody: who lives there, when we came last, what is open, what was given. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { addDays } from '../../../../shared/calendar/day.ts';
import { ageAt } from '../../../../shared/calendar/partial-date.ts';
import { asList, refLabels } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { hardshipCase } from '../../../../shared/records/hardship_case/index.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { denied, fail, findType, type Answer } from '../answer.ts';
import { aidOf } from '../hearts/aid.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { idsOf } from '../register/absorbed.ts';

type Subject = Extract<Output<'records.context'>, { ok: true }>['value'];

const lastVisits = 5;
const givenDays = 730;

export async function subjectContext(
  context: ProfileContext,
  input: Input<'records.context'>,
): Promise<Answer<Subject>> {
  const found = findType(input.type);
  if (!found.ok) return found;
  const [subject] = await findPlain(context.store, 'records', [input.id]);
  if (subject === undefined || subject.type !== input.type) return fail('E_NOT_FOUND');
  const allowed = can(context.actor(), 'read', found.value, subject, subject);
  if (!allowed.allow) return denied(allowed.reason);

  const { today } = checkContextOf(context);
  const people = await membersOf(context, subject);
  // What was written about a record that has been merged into this one belongs to it.
  const ids = JSON.stringify(await idsOf(context, subject.id));
  const visits = await visitsOf(context, ids, lastVisits);
  return ok({
    label: found.value.label(subject.data),
    place:
      ['addr', 'liveAddr', 'bizAddr', 'address']
        .map((field) => textOf(subject, field))
        .find((each) => each !== '') ?? '',
    members: people
      .filter((person) => !isAbroad(person))
      .map((person) => ({
        type: 'person',
        id: person.id,
        label: textOf(person, 'nameCn'),
        relation: textOf(person, 'householdRole'),
        age: ageAt(textOf(person, 'birth'), today)?.max ?? null,
        identity: String(asList(person.data['identities'])[0]?.['identity'] ?? ''),
      })),
    abroad: people.filter(isAbroad).map((person) => ({
      type: 'person',
      id: person.id,
      label: textOf(person, 'nameCn'),
      country: textOf(person, 'liveCountry'),
      relation: textOf(person, 'householdRole'),
    })),
    visits: visits.map((visit) => ({
      id: visit.id,
      at: textOf(visit, 'visitAt'),
      outcome: textOf(visit, 'outcome'),
      kind: textOf(visit, 'kind'),
      note: textOf(visit, 'situation'),
      visitors: refLabels(visit.data['visitors']),
      fen: asList(visit.data['gifts']).reduce((sum, gift) => sum + Number(gift['amount'] ?? 0), 0),
    })),
    open: await openMatters(context, ids),
    given: await givenSince(context, ids, addDays(today, -givenDays)),
  });
}

async function membersOf(context: ProfileContext, subject: Envelope): Promise<Envelope[]> {
  if (subject.type === 'enterprise')
    return findPlain(
      context.store,
      'records',
      asList(subject.data['people']).map((each) => String(each['id'])),
    );
  // Who belongs to an organisation stands in its own list of members.
  if (subject.type === 'org') return [];
  const household =
    subject.type === 'household'
      ? subject.id
      : ((subject.data['household'] as { id?: string } | undefined)?.id ?? '');
  if (household === '') return [subject];
  const rows = await context.store.read.all<{ id: string }>(
    'SELECT id FROM p_person WHERE household_id = ? ORDER BY birth LIMIT 50',
    [household],
  );
  return findPlain(
    context.store,
    'records',
    rows.map((row) => row.id),
  );
}

async function visitsOf(context: ProfileContext, ids: string, limit: number): Promise<Envelope[]> {
  const rows = await context.store.read.all<{ id: string }>(
    'SELECT id FROM p_visit WHERE subject_id IN (SELECT value FROM json_each(?)) ORDER BY visit_at DESC LIMIT ?',
    [ids, limit],
  );
  return findPlain(
    context.store,
    'records',
    rows.map((row) => row.id),
  );
}

/** Cases that name the subject, by the column that does; a person's household has its own page. */
const matters = [
  { type: 'hardship_case', columns: ['household_id', 'applicant_id'] },
  { type: 'ticket', columns: ['enterprise_id'] },
  { type: 'legal_case', columns: ['client_id'] },
  { type: 'suggestion', columns: ['from_id'] },
] as const;

/** What runs for the subject now, the next to be due first; what this person may not read is left out. */
async function openMatters(context: ProfileContext, ids: string): Promise<Subject['open']> {
  const found = await Promise.all(
    matters.map(async ({ type, columns }) => {
      const open = Object.entries(recordType(type)?.workflow?.states ?? {})
        .filter(([, rules]) => rules.open)
        .map(([state]) => state);
      const named = columns
        .map((column) => `${column} IN (SELECT value FROM json_each(?))`)
        .join(' OR ');
      const rows = await context.store.read.all<{ id: string }>(
        `SELECT id FROM p_${type} WHERE (${named}) AND state IN (SELECT value FROM json_each(?)) ORDER BY due_on IS NULL, due_on LIMIT 20`,
        [...columns.map(() => ids), JSON.stringify(open)],
      );
      return findPlain(
        context.store,
        'records',
        rows.map((row) => row.id),
      );
    }),
  );
  return found.flat().flatMap((record) => {
    const type = recordType(record.type);
    return type !== undefined && can(context.actor(), 'read', type, record, record).allow
      ? [
          {
            type: record.type,
            id: record.id,
            label: type.label(record.data),
            state: record.state,
          },
        ]
      : [];
  });
}

/** Gifts count once handed over, so a visit still being checked counts as well. */
async function givenSince(
  context: ProfileContext,
  ids: string,
  since: string,
): Promise<Subject['given']> {
  const rows = await context.store.read.all<{ id: string }>(
    'SELECT id FROM p_visit WHERE subject_id IN (SELECT value FROM json_each(?)) AND gift_fen IS NOT NULL AND visit_at >= ? ORDER BY visit_at DESC LIMIT 50',
    [ids, since],
  );
  const visits = await findPlain(
    context.store,
    'records',
    rows.map((row) => row.id),
  );
  const gifts = visits.flatMap((visit) =>
    asList(visit.data['gifts']).map((gift) => ({
      at: textOf(visit, 'visitAt'),
      kind: String(gift['kind'] ?? ''),
      fen: Number(gift['amount'] ?? 0),
      note: String(gift['goodsName'] ?? ''),
    })),
  );
  const paid = (await casesOf(context, ids)).flatMap((record) =>
    can(context.actor(), 'read', hardshipCase, record, record).allow
      ? aidOf(record)
          .filter(({ on }) => on >= since)
          .map(({ on, fen, what }) => ({ at: on, kind: 'aid', fen, note: what }))
      : [],
  );
  return [...gifts, ...paid].toSorted((a, b) => b.at.localeCompare(a.at));
}

async function casesOf(context: ProfileContext, ids: string): Promise<Envelope[]> {
  const rows = await context.store.read.all<{ id: string }>(
    'SELECT id FROM p_hardship_case WHERE household_id IN (SELECT value FROM json_each(?)) LIMIT 50',
    [ids],
  );
  return findPlain(
    context.store,
    'records',
    rows.map((row) => row.id),
  );
}

function isAbroad(person: Envelope): boolean {
  return textOf(person, 'liveCountry') !== 'CHN';
}

function textOf(record: Envelope, key: string): string {
  const value = record.data[key];
  return typeof value === 'string' ? value : '';
}
