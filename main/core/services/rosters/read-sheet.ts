/** Finds the table in a file and says which column is which: as remembered for these headings, as the source says, as offices write. */
import { createHash } from 'node:crypto';
import { ok } from '../../../../shared/result.ts';
import { rosterColumns } from '../../../../shared/rosters/columns.ts';
import type { RosterAdapter } from '../../../../shared/rosters/adapters.ts';
import type { RosterRow } from '../../../../shared/rosters/understand-row.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import { fail, type Answer } from '../answer.ts';
import { isNote, isSum } from '../excel/reading/foot-rows.ts';
import { findHeader, plainHeading } from '../excel/reading/find-header.ts';
import { knows, mapColumns, type Target } from '../excel/reading/map-columns.ts';
import type { SheetGrid, Workbook } from '../excel/reading/grid.ts';
import type { RosterSheet } from './roster-session.ts';

export async function readSheet(
  local: LocalValues,
  workbook: Workbook,
  adapter: RosterAdapter,
  wanted: {
    readonly sheet: string | null;
    readonly mapping: Readonly<Record<string, string>> | null;
  },
): Promise<Answer<RosterSheet>> {
  const targets: readonly Target[] = rosterColumns.map(({ key, title, aliases }) => ({
    key,
    title: title.zh,
    aliases: [...aliases, ...(adapter.headings[key] ?? [])],
  }));
  const { sheets, encoding } = workbook;
  const found = sheets
    .filter(({ name }) => wanted.sheet === null || name === wanted.sheet)
    .map((sheet) => ({ sheet, header: findHeader(sheet.rows, knows(targets)) }))
    .find(({ header }) => header !== null);
  if (found === undefined || found.header === null) return fail('E_TABLE_NO_HEADER');
  const { sheet, header } = found;
  const memory = memoryKey(adapter, header.headings);
  const remembered = ((await local.get(memory))?.['mapping'] ?? null) as Record<
    string,
    string
  > | null;
  if (wanted.mapping !== null)
    await local.put(memory, 'import', { mapping: { ...wanted.mapping } });
  const chosen = wanted.mapping ?? remembered;
  const keys =
    chosen === null
      ? mapColumns(header.headings, targets)
      : header.headings.map((_, index) => chosen[String(index)] ?? null);
  const from = header.row + header.height;
  const { rows, raw } = rosterRows(sheet, from, keys, adapter);
  return ok({
    sheets: sheets.map(({ name }) => name),
    sheet: sheet.name,
    encoding,
    headerRow: header.row + 1,
    adapter: adapter.key,
    isRemembered: wanted.mapping === null && remembered !== null,
    headings: header.headings,
    columns: header.headings.map((heading, index) => ({
      index,
      heading,
      example: exampleOf(sheet, from, index, keys[index] ?? null),
      key: keys[index] ?? null,
    })),
    rows,
    raw,
  });
}

/** The mapping that somebody made by hand is kept for this device under a hash of the headings, never under their words. */
function memoryKey(adapter: RosterAdapter, headings: readonly string[]): string {
  const text = headings.map(plainHeading).join('\u0001');
  return `roster:mapping:${adapter.key}:${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
}

function exampleOf(sheet: SheetGrid, from: number, index: number, key: string | null): string {
  if (key === 'idNo') return '';
  const text =
    sheet.rows
      .slice(from, from + 20)
      .map((row) => row[index] ?? '')
      .find((cell) => cell !== '') ?? '';
  // A column that nobody knows may hold numbers of people.
  return key === null && /\d{6}/.test(text) ? '' : text.slice(0, 12);
}

/** Notes under the table, sums and repeated headings are no rows of people. */
function rosterRows(
  sheet: SheetGrid,
  from: number,
  keys: readonly (string | null)[],
  adapter: RosterAdapter,
): { rows: readonly RosterRow[]; raw: readonly (readonly string[])[] } {
  const lossy = new Set(sheet.lossy.map(({ row, column }) => `${row}/${column}`));
  const rows: RosterRow[] = [];
  const raw: (readonly string[])[] = [];
  sheet.rows.slice(from).forEach((cells, index) => {
    const at = from + index;
    const byKey = new Map<string, string>();
    const lost = new Set<string>();
    keys.forEach((key, column) => {
      if (key === null) return;
      byKey.set(key, cells[column] ?? '');
      if (lossy.has(`${at}/${column}`)) lost.add(key);
    });
    const first = cells.find((cell) => cell.trim() !== '') ?? '';
    const isBlank = [...byKey].every(
      ([key, text]) =>
        text.trim() === '' || key === 'head' || key === 'community' || key === 'unit',
    );
    const isHeading = plainHeading(byKey.get('nameCn') ?? '') === '姓名';
    const isPerson = (byKey.get('nameCn') ?? '').trim() !== '';
    const isOther =
      isHeading ||
      isNote(byKey.get('nameCn') ?? '') ||
      (!isPerson && isNote(first)) ||
      isSum(first);
    if (isBlank || isOther) return;
    rows.push({ row: at + 1, cells: adapter.prepare?.(byKey) ?? byKey, lost });
    raw.push(cells);
  });
  return { rows, raw };
}
