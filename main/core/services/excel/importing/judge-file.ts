/** Finds the ledger in a workbook and says for each row what an import would do. Writes nothing. */
import type { Output } from '../../../../../shared/bridge/contract.ts';
import { ledgerColumns, type LedgerColumn } from '../../../../../shared/ledgers/ledger.ts';
import type { RecordType } from '../../../../../shared/records/record-type.ts';
import { ok } from '../../../../../shared/result.ts';
import { fail, type Answer } from '../../answer.ts';
import { communityNames } from '../../masters.ts';
import type { ProfileContext } from '../../profile/context.ts';
import { findHeader } from '../reading/find-header.ts';
import { knows, mapColumns, type Target } from '../reading/map-columns.ts';
import type { SheetGrid, Workbook } from '../reading/grid.ts';
import { idKey, idTitle, marksKey, marksTitle } from '../row-marks.ts';
import { readLookup } from './cell-lookup.ts';
import { createRowJudge, type RawRow, type RowPlan } from './judge-row.ts';

type Preview = Extract<Output<'excel.preview'>, { ok: true }>['value'];

export interface Judged {
  readonly type: RecordType;
  readonly preview: Preview;
  readonly headings: readonly string[];
  readonly rows: readonly RowPlan[];
  /** Cells of each planned row, for the list of results. */
  readonly cells: readonly (readonly string[])[];
}

export async function judgeFile(
  context: ProfileContext,
  type: RecordType,
  { sheets, encoding }: Workbook,
  wanted: {
    readonly sheet: string | null;
    readonly mapping: Readonly<Record<string, string>> | null;
  },
): Promise<Answer<Judged>> {
  const columns = ledgerColumns(type);
  const targets: readonly Target[] = [
    ...columns,
    { key: idKey, title: idTitle, aliases: [] },
    { key: marksKey, title: marksTitle, aliases: [] },
  ];
  const asked = sheets.filter(({ name }) => wanted.sheet === null || name === wanted.sheet);
  const found = asked
    .map((sheet) => ({ sheet, header: findHeader(sheet.rows, knows(targets)) }))
    .find(({ header }) => header !== null);
  if (found === undefined || found.header === null) return fail('E_TABLE_NO_HEADER');
  const { sheet, header } = found;
  const mapped = header.headings.map((_, index) => wanted.mapping?.[String(index)] ?? null);
  const keys = wanted.mapping === null ? mapColumns(header.headings, targets) : mapped;
  const raw = rawRows(sheet, header.row + header.height, keys);
  const judge = createRowJudge({
    context,
    type,
    columns: columns.filter(({ key }) => keys.includes(key)),
    lookup: await readLookup(context, refTypesOf(columns, keys)),
    communityName: await communityNames(context),
  });
  const rows = await judge(raw);
  return ok({
    type,
    headings: header.headings,
    rows,
    cells: raw.map(({ cells }) => cells),
    preview: {
      sheets: sheets.map(({ name }) => name),
      sheet: sheet.name,
      encoding,
      headerRow: header.row + 1,
      columns: header.headings.map((heading, index) => ({
        index,
        heading,
        key: keys[index] ?? null,
      })),
      counts: countsOf(rows),
    },
  });
}

function refTypesOf(columns: readonly LedgerColumn[], keys: readonly (string | null)[]) {
  return new Set(
    columns
      .filter(({ key, isRead }) => isRead && keys.includes(key))
      .flatMap(({ field }) => field?.refTypes ?? []),
  );
}

function rawRows(
  sheet: SheetGrid,
  from: number,
  keys: readonly (string | null)[],
): readonly RawRow[] {
  const lossy = new Set(sheet.lossy.map(({ row, column }) => `${row}/${column}`));
  return sheet.rows.slice(from).flatMap((cells, index): RawRow[] => {
    const row = from + index;
    const byKey = new Map<string, string>();
    const lost = new Set<string>();
    keys.forEach((key, column) => {
      if (key === null) return;
      byKey.set(key, cells[column] ?? '');
      if (lossy.has(`${row}/${column}`)) lost.add(key);
    });
    const isBlank = [...byKey.values()].every((text) => text.trim() === '');
    return isBlank ? [] : [{ row: row + 1, byKey, lost, cells }];
  });
}

function countsOf(rows: readonly RowPlan[]): Preview['counts'] {
  const counts = { new: 0, change: 0, same: 0, error: 0 };
  for (const { kind } of rows) counts[kind] += 1;
  return counts;
}
