/** What one row of a file would do: nothing, change a record, make one, or fail, and why. */
import { can } from '../../../../../shared/access/can.ts';
import { businessTimeOf } from '../../../../../shared/calendar/time-zone.ts';
import { denials } from '../../../../../shared/bridge/errors.ts';
import type { Problem } from '../../../../../shared/fields/field.ts';
import { cellOf, plainCell, unguarded } from '../../../../../shared/ledgers/cell.ts';
import { ledgerSpecOf, type LedgerColumn } from '../../../../../shared/ledgers/ledger.ts';
import { parseCell, type CellLookup } from '../../../../../shared/ledgers/parse-cell.ts';
import type { Envelope, PlainData } from '../../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../../shared/records/record-type.ts';
import { cleanData, hasErrors, validateRecord } from '../../../../../shared/records/validate.ts';
import { sameValue } from '../../../../../shared/sync/merge.ts';
import { withoutFlow } from '../../../../../shared/workflow/flow.ts';
import { findPlain } from '../../../documents/stored-documents.ts';
import { pause } from '../pause.ts';
import { checkContextOf, type ProfileContext } from '../../profile/context.ts';
import { cellMark, idKey, marksKey, readMarks } from '../row-marks.ts';
import { recordsOf } from './cell-lookup.ts';

export interface RawRow {
  /** As people count. */
  readonly row: number;
  readonly byKey: ReadonlyMap<string, string>;
  /** Keys of cells that lost digits in the spreadsheet. */
  readonly lost: ReadonlySet<string>;
  readonly cells: readonly string[];
}

export interface RowPlan {
  readonly row: number;
  readonly kind: 'new' | 'change' | 'same' | 'error';
  /** '' for a new one. */
  readonly id: string;
  readonly label: string;
  readonly changes: readonly {
    readonly title: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly problems: readonly Problem[];
  /** What would be saved, and the record that it was judged against. */
  readonly data: PlainData;
  readonly against: Envelope | null;
}

interface JudgeDeps {
  readonly context: ProfileContext;
  readonly type: RecordType;
  /** Those that the file has. */
  readonly columns: readonly LedgerColumn[];
  readonly lookup: CellLookup;
  readonly communityName: (code: string) => string;
}

const rowsAtOnce = 200;

export function createRowJudge(deps: JudgeDeps) {
  return async (rows: readonly RawRow[]): Promise<readonly RowPlan[]> => {
    const known = await recordsById(deps, rows);
    const natural = rows.some((row) => idOf(row) === '')
      ? await naturalKeys(deps)
      : new Map<string, Envelope>();
    const seen = new Map<string, number>();
    const plans: RowPlan[] = [];
    for (const [index, row] of rows.entries()) {
      // The page gets its answers meanwhile.
      if (index % rowsAtOnce === rowsAtOnce - 1) await pause();
      const plan = judgeOne(deps, row, known, natural);
      const name = plan.id === '' ? keyOf(deps.type, plan.data) : plan.id;
      const earlier = name === null ? undefined : seen.get(name);
      if (name !== null && earlier === undefined) seen.set(name, row.row);
      plans.push(earlier === undefined ? plan : failed(plan, [twice(earlier)]));
    }
    return plans;
  };
}

function idOf(row: RawRow): string {
  return (row.byKey.get(idKey) ?? '').trim();
}

function judgeOne(
  deps: JudgeDeps,
  row: RawRow,
  known: ReadonlyMap<string, Envelope>,
  natural: ReadonlyMap<string, Envelope>,
): RowPlan {
  const id = idOf(row);
  const start: RowPlan = {
    row: row.row,
    kind: 'same',
    id,
    label: deps.columns
      .slice(0, 3)
      .map(({ key }) => row.byKey.get(key) ?? '')
      .filter((text) => text !== '')
      .join('　'),
    changes: [],
    problems: [],
    data: {},
    against: null,
  };
  if (id !== '') {
    const record = known.get(id);
    return record === undefined
      ? failed(start, [{ field: '', code: 'import.not_here', severity: 'error' }])
      : judgeChange(deps, row, start, record);
  }
  const fresh = judgeNew(deps, row, start);
  const key = keyOf(deps.type, fresh.data);
  const same = key === null ? undefined : natural.get(key);
  return same === undefined ? fresh : judgeChange(deps, row, { ...start, id: same.id }, same);
}

function judgeNew(deps: JudgeDeps, row: RawRow, start: RowPlan): RowPlan {
  const { type, context } = deps;
  const problems: Problem[] = [];
  const data: PlainData = { ...ledgerSpecOf(type).starts };
  const changes: RowPlan['changes'][number][] = [];
  for (const column of deps.columns) {
    const text = unguarded(row.byKey.get(column.key) ?? '');
    if (!column.isRead || column.field === null || text.trim() === '') continue;
    const value = parsed(deps, column, text, row, problems);
    if (value === undefined) continue;
    data[column.key] = value;
    changes.push({ title: column.title, before: '', after: text });
  }
  const clean = cleanData(type.fields, data);
  const actor = context.actor();
  const allowed = can(actor, 'create', type, actor);
  if (!allowed.allow) problems.push(notEditable(allowed.reason));
  // What cannot be read is said once, by its own problem.
  const told = new Set(problems.map(({ field }) => field));
  problems.push(
    ...validateRecord(type, clean, checkContextOf(context)).filter(({ field }) => !told.has(field)),
  );
  const plan = { ...start, kind: 'new' as const, changes, data: clean };
  return hasErrors(problems) ? failed(plan, problems) : { ...plan, problems };
}

function judgeChange(deps: JudgeDeps, row: RawRow, start: RowPlan, record: Envelope): RowPlan {
  const { type, context } = deps;
  const marks = readMarks(row.byKey.get(marksKey) ?? '');
  const problems: Problem[] = [];
  const data: PlainData = { ...withoutFlow(record.data) };
  const changes: RowPlan['changes'][number][] = [];
  for (const column of deps.columns) {
    const { key, title } = column;
    const text = unguarded(row.byKey.get(key) ?? '');
    const now = plainCell(cellOf(type, column, record, deps.communityName));
    const mark = marks?.get(key);
    const isUntouched = (plain: string) =>
      plain === now || (mark !== undefined && mark === cellMark(key, plain));
    if (isUntouched(plainCell(text))) continue;
    // Sensitive values never leave, so an empty cell says nothing about them.
    if (column.privacy === 3 && text.trim() === '') continue;
    if (!column.isRead || column.field === null) {
      problems.push({ field: key, code: 'import.not_read', severity: 'warning' });
      continue;
    }
    const value = parsed(deps, column, text, row, problems);
    if (value === undefined && text.trim() !== '') continue;
    const typed = plainCell(
      cellOf(
        type,
        column,
        { ...record, data: { ...record.data, [key]: value } },
        deps.communityName,
      ),
    );
    if (isUntouched(typed) || sameValue(value, record.data[key])) continue;
    if (mark !== undefined && mark !== cellMark(key, now)) {
      problems.push({
        field: key,
        code: 'import.changed_since',
        severity: 'error',
        params: { now },
      });
      continue;
    }
    if (value === undefined) delete data[key];
    else data[key] = value;
    changes.push({ title, before: now, after: typed });
  }
  const plan = { ...start, changes, data, against: record };
  if (changes.length === 0)
    return hasErrors(problems) ? failed(plan, problems) : { ...plan, kind: 'same', problems };
  const allowed = can(context.actor(), 'edit', type, record, record);
  if (!allowed.allow) return failed(plan, [...problems, notEditable(allowed.reason)]);
  problems.push(...validateRecord(type, cleanData(type.fields, data), checkContextOf(context)));
  return hasErrors(problems) ? failed(plan, problems) : { ...plan, kind: 'change', problems };
}

/** The value, or undefined with what is wrong added to the problems. */
function parsed(
  deps: JudgeDeps,
  { key, field }: LedgerColumn,
  text: string,
  row: RawRow,
  problems: Problem[],
): unknown {
  if (field === null) return undefined;
  if (row.lost.has(key) && field.kind !== 'money') {
    problems.push({ field: key, code: 'import.digits_lost', severity: 'error' });
    return undefined;
  }
  const value = parseCell(field, text, deps.lookup);
  if (value.ok) return value.value;
  problems.push({ ...value.error, field: key, severity: 'error' });
  return undefined;
}

function failed(plan: RowPlan, problems: readonly Problem[]): RowPlan {
  return { ...plan, kind: 'error', problems };
}

function twice(row: number): Problem {
  return { field: '', code: 'import.twice', severity: 'error', params: { row } };
}

function notEditable(reason: keyof typeof denials): Problem {
  return {
    field: '',
    code: 'import.not_editable',
    severity: 'error',
    params: { reason: denials[reason].zh },
  };
}

async function recordsById(
  { context, type }: JudgeDeps,
  rows: readonly RawRow[],
): Promise<ReadonlyMap<string, Envelope>> {
  const ids = [...new Set(rows.map(idOf).filter((id) => id !== ''))];
  const known = new Map<string, Envelope>();
  for (let start = 0; start < ids.length; start += 500) {
    const found = await findPlain(context.store, type.collection, ids.slice(start, start + 500));
    for (const record of found)
      if (record.type === type.name && can(context.actor(), 'read', type, record, record).allow)
        known.set(record.id, record);
  }
  return known;
}

async function naturalKeys({ context, type }: JudgeDeps): Promise<ReadonlyMap<string, Envelope>> {
  const found = new Map<string, Envelope>();
  for await (const record of recordsOf(context, type)) {
    const key = keyOf(type, record.data);
    if (key !== null && !found.has(key)) found.set(key, record);
  }
  return found;
}

/** What tells this record from others without a number of ours; null while a part of it is missing. */
function keyOf(type: RecordType, data: PlainData): string | null {
  const { naturalKey } = ledgerSpecOf(type);
  if (naturalKey.length === 0 || data[naturalKey[0] ?? ''] === undefined) return null;
  return JSON.stringify(
    naturalKey.map((name) => {
      const value = data[name];
      if (typeof value === 'object' && value !== null && 'id' in value) return value.id;
      // Seconds do not survive a spreadsheet.
      return type.fields[name]?.kind === 'instant' && typeof value === 'string'
        ? businessTimeOf(value)
        : (value ?? '');
    }),
  );
}
