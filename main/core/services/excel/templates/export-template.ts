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
import { ledgerFacts, mayTake, noteExport, planExport } from '../export-ledger.ts';
import type { JobResult, Progress } from '../jobs.ts';
import {
  compareRows,
  countChanges,
  marksOf,
  type Compared,
  type TableRow,
} from './compare-rows.ts';
import { fillTemplate } from './fill-sheet.ts';
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

interface Deps {
  readonly context: ProfileContext;
  readonly local: LocalValues;
}

export interface TemplatePlan {
  readonly template: Template;
  readonly type: RecordType;
  readonly columns: readonly MappedColumn[];
  readonly ids: readonly string[];
  readonly purpose: string;
  readonly mode: Input<'templates.export'>['mode'];
  readonly since: string | null;
}

interface MappedColumn {
  readonly index: number;
  readonly column: TemplateColumn;
}

/** Right, purpose, number and sensitive columns are judged as for any ledger. */
export async function planTemplate(
  { context, local }: Deps,
  input: Input<'templates.export'>,
): Promise<Answer<TemplatePlan>> {
  const template = (await templatesOf(local)).find(({ id }) => id === input.id);
  if (template === undefined) return fail('E_NOT_FOUND');
  const type = findType(template.type);
  if (!type.ok) return type;
  const known = new Map(templateColumns(type.value).map((column) => [column.key, column]));
  // Sensitive columns keep their place in the table and stay empty.
  const mapped = template.columns.flatMap(({ index, key }) => {
    const column = known.get(key ?? '');
    return column === undefined || column.privacy === 3 ? [] : [{ index, column }];
  });
  const plan = await planExport(context, {
    type: template.type,
    pick: input.pick,
    columns: mapped.flatMap(({ column }) => (column.ledger === null ? [] : [column.key])),
    purpose: input.purpose,
    note: input.note,
  });
  if (!plan.ok) return plan;
  return ok({
    template,
    type: type.value,
    columns: mapped,
    ids: plan.value.ids,
    purpose: plan.value.purpose,
    mode: input.mode,
    since: input.since,
  });
}

export async function exportTemplate(
  deps: Deps,
  plan: TemplatePlan,
  progress: Progress,
): Promise<Answer<JobResult>> {
  const { context, local } = deps;
  const { template } = plan;
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
  const facts = ledgerFacts(context, plan.purpose);
  const bytes = fillTemplate(
    file,
    template.place,
    shown.map((each, index) => filledRow(plan, each, index + 1)),
    facts,
  );
  await rememberExport(
    local,
    template.id,
    new Date(context.now()).toISOString(),
    Object.fromEntries(rows.value.map((row) => [row.id, marksOf(row)])),
  );
  return ok({
    // A name may hold what no file name can.
    fileName: `${template.name}_${facts.unitName}_${facts.asOf}.xlsx`.replaceAll(
      /[\\/:*?"<>|]/g,
      '',
    ),
    bytes,
    ...(before === null ? {} : { changes: countChanges(compared, before) }),
  });
}

async function tableRows(
  context: ProfileContext,
  { type, columns, ids, purpose, template }: TemplatePlan,
  progress: Progress,
): Promise<Answer<TableRow[]>> {
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
