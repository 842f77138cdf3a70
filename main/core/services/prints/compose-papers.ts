/** `prints.compose`: the chosen records on the chosen sheet, masked, ready to be laid out. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { businessTimeOf } from '../../../../shared/calendar/time-zone.ts';
import { labelOf } from '../../../../shared/dictionaries/dictionary.ts';
import { findUnitByCode } from '../../../../shared/divisions/haishu-units.ts';
import { districtUnit } from '../../../../shared/access/actor.ts';
import type { Paper } from '../../../../shared/prints/paper.ts';
import { readerFor, type Reader } from '../../../../shared/prints/reader.ts';
import type { Sheet, SheetContext } from '../../../../shared/prints/sheet.ts';
import { findSheet, isOffered } from '../../../../shared/prints/sheets-of.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { ok } from '../../../../shared/result.ts';
import { denied, fail, findType, type Answer } from '../answer.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { communityNames } from '../masters.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { checkCode, listCode } from './check-code.ts';
import { paperMark } from './paper-mark.ts';
import { noPictures, pictureOf, type Pictures } from './pictures.ts';
import { pickedRecords } from './picked-records.ts';
import { relatedRecords } from './related-records.ts';

type Composed = Extract<Output<'prints.compose'>, { ok: true }>['value'];

/** Sheets in one go; a list has a line for each record and takes more. */
const mostSheets = 200;
const mostLines = 2000;

export async function composePapers(
  context: ProfileContext,
  input: Input<'prints.compose'>,
  pictures: Pictures = noPictures,
): Promise<Answer<Composed>> {
  const found = findType(input.type);
  if (!found.ok) return found;
  const type = found.value;
  const sheet = findSheet(type, input.sheet);
  if (sheet === undefined) return fail('E_UNKNOWN_SHEET');
  const max = sheet.many ? mostLines : mostSheets;
  const picked = await pickedRecords(context, type, input.pick, { verb: 'print', max });
  if (!picked.ok) return picked;
  const records = picked.value.records.filter((record) => isOffered(sheet, record.state));
  const left = picked.value.left + picked.value.records.length - records.length;
  if (records.length === 0) return fail('E_NOTHING_CHOSEN');

  const mayBeFull =
    !sheet.isPublic &&
    records.every((record) => can(context.actor(), 'unmask', type, record, record).allow);
  if (input.full !== null) {
    if (!mayBeFull) return denied('no_role');
    const noted = await noteWholeValues(context, sheet, records, input.full.reason);
    if (!noted.ok) return noted;
  }
  const readers = await readersFor(
    context,
    { type, sheet, records, full: input.full !== null },
    pictures,
  );
  const surroundings = await contextOf(context, records);
  const papers = sheet.many
    ? [await paperOf(context, type, sheet, { records, readers, surroundings })]
    : await Promise.all(
        records.map((record, index) =>
          paperOf(context, type, sheet, {
            records: [record],
            readers: readers.slice(index, index + 1),
            surroundings,
          }),
        ),
      );
  return ok({ papers, ids: records.map(({ id }) => id), left, mayBeFull });
}

interface Wanted {
  readonly type: RecordType;
  readonly sheet: Sheet;
  readonly records: readonly Envelope[];
  readonly full: boolean;
}

async function noteWholeValues(
  context: ProfileContext,
  sheet: Sheet,
  records: readonly Envelope[],
  reason: string,
): Promise<Answer<null>> {
  return context.work.run<null, Failure>(async (work) => {
    for (const record of records)
      work.addEvent('unmask', record, { what: 'print', sheet: sheet.key, reason: reason.trim() });
    return ok(null);
  });
}

async function readersFor(
  context: ProfileContext,
  { type, sheet, records, full }: Wanted,
  pictures: Pictures,
): Promise<readonly Reader[]> {
  const related = await relatedRecords(context, sheet, records);
  const communityName = await communityNames(context);
  return records.map((record, index) =>
    readerFor({
      sheet,
      type,
      record,
      related: related[index] ?? new Map(),
      full,
      communityName,
      pictureOf: (file) => pictureOf(file, pictures),
    }),
  );
}

async function contextOf(
  context: ProfileContext,
  records: readonly Envelope[],
): Promise<SheetContext> {
  const { now, today } = checkContextOf(context);
  const units = new Set(records.map(({ unit }) => unit));
  const unit = units.size === 1 ? (records[0]?.unit ?? '') : context.actor().unit;
  return {
    today,
    now: businessTimeOf(now),
    unitName: unitNameOf(unit),
    officePhone: await officePhone(context, unit),
    communityName: await communityNames(context),
  };
}

/** Of the unit's service centre, as people are to call it; empty where none is registered. */
async function officePhone(context: ProfileContext, unit: string): Promise<string> {
  const rows = await context.store.read.all<{ id: string }>(
    "SELECT id FROM p_service_point WHERE unit = ? AND open = 1 ORDER BY kind = 'service' DESC, name LIMIT 20",
    [unit],
  );
  const points = await findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
  const phones = rows.map(({ id }) => points.find((point) => point.id === id)?.data['phone']);
  return phones.find((phone) => typeof phone === 'string') ?? '';
}

function unitNameOf(code: string): string {
  return findUnitByCode(code)?.name ?? code;
}

interface Content {
  readonly records: readonly Envelope[];
  readonly readers: readonly Reader[];
  readonly surroundings: SheetContext;
}

async function paperOf(
  context: ProfileContext,
  type: RecordType,
  sheet: Sheet,
  { records, readers, surroundings }: Content,
): Promise<Paper> {
  const [first] = records;
  if (first === undefined) throw new Error('a paper without a record');
  const code = sheet.many ? listCode(records) : checkCode(first.id, first.mutation);
  const unit = sheet.many ? '' : first.unit;
  const unitName = unit === '' ? surroundings.unitName : unitNameOf(unit);
  return {
    sheet: sheet.key,
    form: sheet.form === '' ? sheet.version : `${sheet.form} ${sheet.version}`,
    title: sheet.title.zh,
    page: sheet.page,
    style: sheet.style,
    office: unit === districtUnit || unitName === '海曙区' ? '海曙区侨联' : `海曙区${unitName}侨联`,
    unitName,
    number: sheet.many ? '' : first.bizNo,
    classWord: sheet.isPublic ? '公开' : labelOf('record_class', first.class),
    isPublic: sheet.isPublic,
    rows: [...sheet.compose(readers, { ...surroundings, unitName })],
    code,
    qr: sheet.many
      ? paperMark({ kind: 'list', type: type.name, code })
      : paperMark({ kind: 'record', type: type.name, id: first.id, code }),
    printedBy: context.actor().name,
    printedAt: surroundings.now,
    overprints: await overprintsOf(context, type, records),
  };
}

/** What is not yet in force says so (domain.md §3: the print shows 待区级确认), and so does a demonstration. */
async function overprintsOf(
  context: ProfileContext,
  type: RecordType,
  records: readonly Envelope[],
): Promise<string[]> {
  const marks: string[] = [];
  if (records.some((record) => record.isDemo)) marks.push('演示数据');
  for (const record of records) {
    if (type.workflow?.states[record.state]?.district !== true) continue;
    if (!(await context.store.outbox.has(type.collection, record.id))) continue;
    marks.push('待区级确认');
    break;
  }
  return marks;
}
