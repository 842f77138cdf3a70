/** `excel.export`: the chosen records as a ledger, within the right and the number that the role has, and noted at every record. */
import type { Input } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { can } from '../../../../shared/access/can.ts';
import { businessTimeOf } from '../../../../shared/calendar/time-zone.ts';
import { dictionaryHas, labelOf } from '../../../../shared/dictionaries/dictionary.ts';
import { findUnitByCode } from '../../../../shared/divisions/haishu-units.ts';
import { cellOf } from '../../../../shared/ledgers/cell.ts';
import { exportLimit } from '../../../../shared/ledgers/export-limit.ts';
import {
  ledgerColumns,
  ledgerSpecOf,
  type LedgerColumn,
} from '../../../../shared/ledgers/ledger.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { ok } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { denied, fail, findType, invalid, type Answer } from '../answer.ts';
import { listIds } from '../lists/list-ids.ts';
import { communityNames } from '../masters.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import type { NumberBook } from '../records/new-envelope.ts';
import { needsApproval } from './guards/needs-approval.ts';
import { approvalWords, handOut } from './guards/hand-out.ts';
import { readApproval, type Approval } from './guards/use-approval.ts';
import type { JobResult, Progress } from './jobs.ts';
import { ledgerSheet, notesSheet, type LedgerFacts, type LedgerRow } from './ledger-sheet.ts';
import { writeWorkbook } from './write-workbook.ts';

const chunk = 200;

export interface Plan {
  readonly type: RecordType;
  readonly columns: readonly LedgerColumn[];
  readonly ids: readonly string[];
  readonly purpose: string;
  /** The request under which it leaves; null where none is needed. */
  readonly approval: Approval | null;
}

type Wish = Pick<Input<'excel.export'>, 'type' | 'pick' | 'columns' | 'purpose' | 'note'>;

/** Whether it may be done as it is, before anything is read. */
export async function planExport(
  context: ProfileContext,
  input: Input<'excel.export'>,
): Promise<Answer<Plan>> {
  const found = await findWish(context, input);
  if (!found.ok) return found;
  const { type, columns, ids } = found.value;
  const { aboutPeople } = ledgerSpecOf(type);
  const actor = context.actor();
  const need = needsApproval(actor, { columns, aboutPeople, count: ids.length });
  if (need === 'sensitive') return fail('E_EXPORT_SENSITIVE');
  if (need === 'many')
    return fail('E_EXPORT_LIMIT', { max: exportLimit(actor, aboutPeople), count: ids.length });
  return found;
}

/** What an approved request opens now: the records that are there, never more than were approved. */
export async function planApproved(
  context: ProfileContext,
  request: string,
): Promise<Answer<Plan>> {
  const read = await readApproval(context, request);
  if (!read.ok) return read;
  const approval = read.value;
  const found = await findWish(context, {
    ...approval,
    columns: [...approval.columns],
    note: approval.reason,
  });
  if (!found.ok) return found;
  const count = found.value.ids.length;
  return count > approval.rows
    ? fail('E_EXPORT_GREW', { approved: approval.rows, count })
    : ok({ ...found.value, approval });
}

/** The ledger, its columns and its records, within the right to export at all. */
export async function findWish(context: ProfileContext, input: Wish): Promise<Answer<Plan>> {
  const found = findType(input.type);
  if (!found.ok) return found;
  const type = found.value;
  const actor = context.actor();
  const allowed = can(actor, 'export', type, actor);
  if (!allowed.allow) return denied(allowed.reason);
  if (!dictionaryHas('export_purpose', input.purpose))
    return invalid([{ field: 'purpose', code: 'required', severity: 'error' }]);
  const known = ledgerColumns(type);
  const columns =
    input.columns.length === 0
      ? known.filter(({ privacy }) => privacy < 3)
      : input.columns.flatMap((key) => known.find((column) => column.key === key) ?? []);
  if (columns.length === 0) return fail('E_NOTHING_CHOSEN');
  const ids =
    input.pick.by === 'ids'
      ? ok(input.pick.ids)
      : await listIds(context, input.pick.query, 1_000_000);
  if (!ids.ok) return ids;
  if (ids.value.length === 0) return fail('E_NOTHING_CHOSEN');
  const purpose = [labelOf('export_purpose', input.purpose), input.note.trim()]
    .filter((part) => part !== '')
    .join('：');
  return ok({ type, columns, ids: ids.value, purpose, approval: null });
}

export async function exportLedger(
  context: ProfileContext & { readonly numbers: NumberBook },
  { type, columns, ids, purpose, approval }: Plan,
  progress: Progress,
  random: (bytes: number) => Uint8Array,
): Promise<Answer<JobResult>> {
  const sensitive = columns.filter(({ privacy }) => privacy === 3).map(({ title }) => title);
  const names = await communityNames(context);
  const rows: LedgerRow[] = [];
  for (let start = 0; start < ids.length; start += chunk) {
    const found = await findPlain(context.store, type.collection, ids.slice(start, start + chunk));
    const records = found.filter((record) => mayTake(context, type, record));
    const noted = await noteExport(context, records, {
      title: ledgerSpecOf(type).title.zh,
      count: ids.length,
      purpose,
      ...(approval === null ? {} : { approved: { request: approval.bizNo, sensitive } }),
    });
    if (!noted.ok) return noted;
    for (const record of records)
      rows.push({
        id: record.id,
        cells: columns.map((column) => cellOf(type, column, record, names)),
      });
    progress(Math.min(start + chunk, ids.length), ids.length);
  }
  if (rows.length === 0) return fail('E_NOTHING_CHOSEN');
  const facts = { ...ledgerFacts(context, purpose), approval: approvalWords(approval, sensitive) };
  const bytes = await writeWorkbook([
    ledgerSheet(type, columns, rows, facts),
    notesSheet(type, columns, facts),
  ]);
  const fileName = `${ledgerSpecOf(type).title.zh}_${facts.unitName}_${facts.asOf}.xlsx`;
  return approval === null
    ? ok({ fileName, bytes })
    : handOut(context, approval, { fileName, bytes, rows: rows.length, sensitive }, random);
}

/** `excel.template`. */
export async function ledgerTemplate(
  context: ProfileContext,
  type: RecordType,
): Promise<Answer<JobResult>> {
  const columns = ledgerColumns(type).filter(({ isRead }) => isRead);
  const facts = ledgerFacts(context, '导入模板');
  const bytes = await writeWorkbook([
    ledgerSheet(type, columns, [], facts),
    notesSheet(type, columns, facts),
  ]);
  return ok({ fileName: `${ledgerSpecOf(type).title.zh}_导入模板.xlsx`, bytes });
}

export function ledgerFacts(context: ProfileContext, purpose: string): LedgerFacts {
  const { now, today } = checkContextOf(context);
  const { unit, name } = context.actor();
  return {
    unitName: findUnitByCode(unit)?.name ?? unit,
    maker: name,
    asOf: today,
    at: businessTimeOf(now),
    purpose,
    version: '2026-1',
    approval: '',
  };
}

/** Whether this person may take the record out of the office. */
export function mayTake(context: ProfileContext, type: RecordType, record: Envelope): boolean {
  const actor = context.actor();
  return (
    record.type === type.name &&
    can(actor, 'read', type, record, record).allow &&
    can(actor, 'export', type, record, record).allow
  );
}

interface Leaving {
  /** Of the ledger or table. */
  readonly title: string;
  readonly count: number;
  readonly purpose: string;
  /** The request under which it leaves, and its sensitive columns. */
  readonly approved?: { readonly request: string; readonly sensitive: readonly string[] };
}

function approvedWords(approved: Leaving['approved']): readonly string[] {
  if (approved === undefined) return [];
  const { request, sensitive } = approved;
  return [
    `申请 ${request}`,
    ...(sensitive.length === 0 ? [] : [`敏感列：${sensitive.join('、')}`]),
  ];
}

/** At each record: what left the office with it, how many others, and what for. */
export function noteExport(
  context: ProfileContext,
  records: readonly Envelope[],
  { title, count, purpose, approved }: Leaving,
): Promise<Answer<null>> {
  return context.work.run<null, Failure>(async (work) => {
    for (const record of records)
      work.addEvent('export', record, {
        what: 'ledger',
        count,
        purpose,
        ...(approved === undefined
          ? {}
          : { request: approved.request, sensitive: [...approved.sensitive] }),
        reason: [`《${title}》`, `共 ${count} 条`, purpose, ...approvedWords(approved)].join('　'),
      });
    return ok(null);
  });
}
