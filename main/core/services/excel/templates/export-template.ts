/** `templates.export`: an office's own table filled for the chosen records, with what changed since an earlier filling on yellow. */
import type { Input } from '../../../../../shared/bridge/contract.ts';
import {
  rowKey,
  templateColumns,
  type TemplateColumn,
} from '../../../../../shared/ledgers/template-columns.ts';
import type { RecordType } from '../../../../../shared/records/record-type.ts';
import { ok } from '../../../../../shared/result.ts';
import type { LocalValues } from '../../../documents/local-values.ts';
import { findPlain } from '../../../documents/stored-documents.ts';
import { fail, findType, type Answer } from '../../answer.ts';
import { communityNames } from '../../masters.ts';
import { checkContextOf, type ProfileContext } from '../../profile/context.ts';
import type { NumberBook } from '../../records/new-envelope.ts';
import {
  findWish,
  ledgerFacts,
  mayTake,
  noteExport,
  planExport,
  type Plan,
} from '../export-ledger.ts';
import { approvalWords, handOut } from '../guards/hand-out.ts';
import { requestExport } from '../guards/request-export.ts';
import type { Approval, TableWish } from '../guards/use-approval.ts';
import type { JobResult, Progress } from '../jobs.ts';
import type { Tables } from '../table-thread/tables.ts';
import {
  compareRows,
  countChanges,
  marksOf,
  type Compared,
  type TableRow,
} from './compare-rows.ts';
import type { FilledRow } from './row-text.ts';
import { lookBeside, templateCell } from './template-cells.ts';
import {
  rememberExport,
  snapshotOf,
  templateFile,
  templatesOf,
  type Template,
} from './template-store.ts';

const chunk = 200;

interface Reading {
  readonly context: ProfileContext;
  readonly local: LocalValues;
}
export interface Deps extends Reading {
  readonly context: ProfileContext & { readonly numbers: NumberBook };
  readonly tables: Tables;
  readonly random: (bytes: number) => Uint8Array;
}

export interface TemplatePlan {
  readonly template: Template;
  readonly type: RecordType;
  readonly columns: readonly MappedColumn[];
  readonly ids: readonly string[];
  readonly purpose: string;
  readonly mode: Input<'templates.export'>['mode'];
  readonly since: string | null;
  /** The request under which it leaves; null where none is needed. */
  readonly approval: Approval | null;
}

interface MappedColumn {
  readonly index: number;
  readonly column: TemplateColumn;
}

/** Right, purpose and number are judged as for any ledger; without an approval sensitive columns keep their place and stay empty. */
export async function planTemplate(
  { context, local }: Reading,
  input: Input<'templates.export'>,
): Promise<Answer<TemplatePlan>> {
  const found = await findTemplate(local, input.id);
  if (!found.ok) return found;
  const { template, type, mapped } = found.value;
  const columns = mapped.filter(({ column }) => column.privacy < 3);
  const plan = await planExport(context, {
    type: template.type,
    pick: input.pick,
    columns: ledgerKeys(columns),
    purpose: input.purpose,
    note: input.note,
  });
  if (!plan.ok) return plan;
  const { ids, purpose, approval } = plan.value;
  const { mode, since } = input;
  return ok({ template, type, columns, ids, purpose, mode, since, approval });
}

/** `templates.request`. */
export async function requestTemplate(
  { context, local }: Pick<Deps, 'context' | 'local'>,
  input: Input<'templates.request'>,
): Promise<Answer<{ id: string; bizNo: string }>> {
  const found = await findTemplate(local, input.id);
  if (!found.ok) return found;
  const { template, mapped } = found.value;
  const columns = mapped.filter(({ column }) => input.sensitive || column.privacy < 3);
  const wish = await findWish(context, {
    type: template.type,
    pick: input.pick,
    columns: ledgerKeys(columns),
    purpose: input.purpose,
    note: '',
  });
  if (!wish.ok) return wish;
  const { id, mode, since } = input;
  return requestExport(context, wish.value, input, {
    name: template.name,
    wish: { id, mode, since },
  });
}

/** What an approved request opens: of the table as it is mapped now, the columns that were approved. */
export async function planApprovedTemplate(
  { local }: Pick<Reading, 'local'>,
  approved: Plan,
  wish: TableWish,
): Promise<Answer<TemplatePlan>> {
  const found = await findTemplate(local, wish.id);
  if (!found.ok) return fail('E_TEMPLATE_ELSEWHERE');
  const { template, type, mapped } = found.value;
  const may = new Set(approved.columns.map(({ key }) => key));
  const columns = mapped.filter(({ column }) => column.ledger === null || may.has(column.key));
  const { ids, purpose, approval } = approved;
  const { mode, since } = wish;
  return ok({ template, type, columns, ids, purpose, mode, since, approval });
}

async function findTemplate(
  local: LocalValues,
  id: string,
): Promise<Answer<{ template: Template; type: RecordType; mapped: readonly MappedColumn[] }>> {
  const template = (await templatesOf(local)).find((each) => each.id === id);
  if (template === undefined) return fail('E_NOT_FOUND');
  const type = findType(template.type);
  if (!type.ok) return type;
  const known = new Map(templateColumns(type.value).map((column) => [column.key, column]));
  const mapped = template.columns.flatMap(({ index, key }) => {
    const column = known.get(key ?? '');
    return column === undefined ? [] : [{ index, column }];
  });
  return ok({ template, type: type.value, mapped });
}

function ledgerKeys(columns: readonly MappedColumn[]): string[] {
  return columns.flatMap(({ column }) => (column.ledger === null ? [] : [column.key]));
}

export async function exportTemplate(
  { context, local, tables, random }: Deps,
  plan: TemplatePlan,
  progress: Progress,
): Promise<Answer<JobResult>> {
  const { template, approval } = plan;
  const file = await templateFile(local, template.id);
  if (file === null) return fail('E_NOT_FOUND');
  const before = plan.since === null ? null : await snapshotOf(local, template.id, plan.since);
  const rows = await tableRows(context, plan, progress);
  if (!rows.ok) return rows;
  if (rows.value.length === 0) return fail('E_NOTHING_CHOSEN');
  const compared = compareRows(rows.value, before);
  const shown =
    plan.mode === 'changed' ? compared.filter(({ changed }) => changed.size > 0) : compared;
  if (shown.length === 0) return fail('E_NOTHING_CHANGED');
  const { unitName, maker, asOf } = ledgerFacts(context, plan.purpose);
  const sensitive = sensitiveOf(plan);
  const bytes = await tables.fillTable(
    {
      bytes: file,
      place: template.place,
      facts: { unitName, maker, asOf, approval: approvalWords(approval, sensitive) },
    },
    shown.map((each, index) => filledRow(plan, each, index + 1)),
  );
  if (bytes === null) return fail('E_JOB_GONE');
  // A name may hold what no file name can.
  const fileName = `${template.name}_${unitName}_${asOf}.xlsx`.replaceAll(/[\\/:*?"<>|]/g, '');
  const handed =
    approval === null
      ? ok({ fileName, bytes })
      : await handOut(
          context,
          approval,
          { fileName, bytes, rows: shown.length, sensitive },
          random,
        );
  if (!handed.ok) return handed;
  const open = new Set(
    plan.columns.filter(({ column }) => column.privacy < 3).map(({ column }) => column.key),
  );
  await rememberExport(
    local,
    template.id,
    new Date(context.now()).toISOString(),
    Object.fromEntries(rows.value.map((row) => [row.id, marksOf(row, open)])),
  );
  return ok({
    ...handed.value,
    ...(before === null ? {} : { changes: countChanges(compared, before) }),
  });
}

function sensitiveOf({ columns }: TemplatePlan): string[] {
  return columns.filter(({ column }) => column.privacy === 3).map(({ column }) => column.title);
}

async function tableRows(
  context: ProfileContext,
  plan: TemplatePlan,
  progress: Progress,
): Promise<Answer<TableRow[]>> {
  const { type, columns, ids, purpose, template, approval } = plan;
  const communityName = await communityNames(context);
  const { today } = checkContextOf(context);
  const keys = new Set(columns.map(({ column }) => column.key));
  const rows: TableRow[] = [];
  for (let start = 0; start < ids.length; start += chunk) {
    const found = await findPlain(context.store, type.collection, ids.slice(start, start + chunk));
    const records = found.filter((record) => mayTake(context, type, record));
    const noted = await noteExport(context, records, {
      title: template.name,
      count: ids.length,
      purpose,
      ...(approval === null
        ? {}
        : { approved: { request: approval.bizNo, sensitive: sensitiveOf(plan) } }),
    });
    if (!noted.ok) return noted;
    const beside = await lookBeside(
      context,
      type,
      records.map(({ id }) => id),
      keys,
    );
    for (const record of records)
      rows.push({
        id: record.id,
        cells: Object.fromEntries(
          columns
            .filter(({ column }) => column.key !== rowKey)
            .map(({ column }) => [
              column.key,
              templateCell({ type, beside, today, communityName }, column, record),
            ]),
        ),
      });
    progress(Math.min(start + chunk, ids.length), ids.length);
  }
  return ok(rows);
}

/** Of a table of changes only what changed is filled in, and the first column of each row that says who it is. */
function filledRow(
  { columns, mode, type }: TemplatePlan,
  { row, changed, isNew }: Compared,
  number: number,
): FilledRow {
  const naming = new Set<string>([rowKey, ...namingKeys(type)]);
  return new Map(
    columns.map(({ index, column: { key } }) => {
      const isShown = mode === 'all' || isNew || changed.has(key) || naming.has(key);
      const value = key === rowKey ? number : (row.cells[key] ?? null);
      return [index, { value: isShown ? value : null, isMarked: changed.has(key) }];
    }),
  );
}

/** By what people know a row: what founds the record's label, and where it belongs. */
function namingKeys(type: RecordType): readonly string[] {
  const byType: Readonly<Record<string, readonly string[]>> = {
    person: ['nameCn', 'household', 'community'],
    household: ['name', 'head', 'community'],
    enterprise: ['name', 'uscc'],
    org: ['name'],
  };
  return byType[type.name] ?? Object.keys(type.fields).slice(0, 2);
}
