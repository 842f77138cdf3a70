/** 一户一档: everything of one household in one place: who lives there, its cases, what it was given, visits, follow-ups. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { addDays } from '../../../../shared/calendar/day.ts';
import { ageAt } from '../../../../shared/calendar/partial-date.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { Condition } from '../../../../shared/records/list-spec.ts';
import { ok } from '../../../../shared/result.ts';
import type { Answer } from '../answer.ts';
import { labelOf, lineOf, readableRecords, refOf } from '../panorama/lines.ts';
import { idsWhere, readableType, tallyOf } from '../panorama/tallies.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { readableRecord } from '../records/get-record.ts';
import { idsOf } from '../register/absorbed.ts';
import { aidOf } from './aid.ts';

type File = Extract<Output<'hardship.file'>, { ok: true }>['value'];

const most = { visits: 10, records: 200, people: 50 };
/** Previous aid: the same household in the last 24 months (E20 `previous_aid`). */
const aidDays = 730;

export async function householdFile(
  context: ProfileContext,
  input: Input<'hardship.file'>,
): Promise<Answer<File>> {
  const found = await readableRecord(context, { type: 'household', id: input.household });
  if (!found.ok) return found;
  const { record } = found.value;
  const { today } = checkContextOf(context);
  const ids = [...(await idsOf(context, record.id))];
  const people = await recordsOf(
    context,
    'person',
    [{ column: 'household_id', op: 'in', value: ids }],
    'birth',
  );
  // A visit to somebody who lives here is a visit to this door.
  const doors: Condition = {
    column: 'subject_id',
    op: 'in',
    value: [...ids, ...people.map(({ id }) => id)],
  };
  const ours: Condition = { column: 'household_id', op: 'in', value: ids };
  const [visits, cases] = await Promise.all([
    recordsOf(context, 'visit', [doors], 'visit_at DESC'),
    recordsOf(context, 'hardship_case', [ours], 'apply_on DESC'),
  ]);
  return ok({
    asOf: today,
    household: refOf(record),
    fileNo: textOf(record, 'fileNo'),
    tags: Array.isArray(record.data['tags']) ? record.data['tags'].map(String) : [],
    people: people.slice(0, most.people).map((person) => ({
      ...refOf(person),
      relation: textOf(person, 'householdRole'),
      age: ageAt(textOf(person, 'birth'), today)?.max ?? null,
      identity: String(asList(person.data['identities'])[0]?.['identity'] ?? ''),
      abroad: textOf(person, 'liveCountry') !== 'CHN',
    })),
    tallies: [
      ...(await tallyOf(context, 'visits', 'visit', [doors])),
      ...(await tallyOf(context, 'gifts', 'visit', [doors, { column: 'gift_fen', op: 'filled' }])),
      ...(await tallyOf(context, 'hardship', 'hardship_case', [ours])),
      ...(await tallyOf(context, 'suggestions', 'suggestion', [
        { column: 'from_id', op: 'in', value: [...ids, ...people.map(({ id }) => id)] },
      ])),
    ],
    cases: cases.map((each) => ({
      ...lineOf(each),
      label: [each.bizNo, labelOf(each)].filter(Boolean).join('　'),
      aidTypes: Array.isArray(each.data['aidType']) ? each.data['aidType'].map(String) : [],
      approvedFen:
        typeof each.data['approvedAmount'] === 'number' ? each.data['approvedAmount'] : null,
    })),
    aid: [...visits, ...cases]
      .flatMap(aidOf)
      .filter(({ on }) => on > addDays(today, -aidDays))
      .toSorted((a, b) => b.on.localeCompare(a.on)),
    visits: visits
      .slice(0, most.visits)
      .map((visit) => ({ ...lineOf(visit), note: textOf(visit, 'situation') })),
    followUps: cases.flatMap((each) =>
      asList(each.data['followUps']).map((row) => ({
        record: refOf(each),
        due: String(row['due'] ?? ''),
        on: typeof row['on'] === 'string' ? row['on'] : null,
        effect: String(row['effect'] ?? ''),
      })),
    ),
  });
}

async function recordsOf(
  context: ProfileContext,
  name: string,
  where: readonly Condition[],
  order: string,
): Promise<readonly Envelope[]> {
  const type = readableType(context, name);
  if (type === null) return [];
  return readableRecords(
    context,
    await idsWhere(context, type, where, { order, limit: most.records }),
  );
}

function textOf(record: Envelope, key: string): string {
  const value = record.data[key];
  return typeof value === 'string' ? value : '';
}
