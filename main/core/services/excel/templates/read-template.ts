/** Finds the table in an office's own workbook and proposes which heading is which column of ours. */
import type { Output } from '../../../../../shared/bridge/contract.ts';
import { templateColumns } from '../../../../../shared/ledgers/template-columns.ts';
import type { RecordType } from '../../../../../shared/records/record-type.ts';
import { ok } from '../../../../../shared/result.ts';
import { fail, type Answer } from '../../answer.ts';
import { findHeader } from '../reading/find-header.ts';
import { knows, mapColumns } from '../reading/map-columns.ts';
import type { SheetGrid } from '../reading/grid.ts';
import { readWorkbook } from '../reading/workbook.ts';
import { isFoot } from '../reading/foot-rows.ts';
import { unreadable } from '../reading/unreadable.ts';
import type { TemplatePlace } from './fill-sheet.ts';
import { numberedRows } from './row-text.ts';
import { mostTemplateBytes } from './template-store.ts';
import { childrenOf, openParts } from './workbook-parts.ts';

export interface ReadTemplate {
  readonly place: TemplatePlace;
  readonly proposal: Extract<Output<'templates.read'>, { ok: true }>['value'];
}

export async function readTemplate(
  type: RecordType,
  file: Uint8Array,
  fileName: string,
  wanted: string | null,
): Promise<Answer<ReadTemplate>> {
  if (file.length > mostTemplateBytes) return fail('E_TEMPLATE_LARGE');
  const opened = await readWorkbook(file, fileName);
  if (!opened.ok) return fail(unreadable[opened.error]);
  // Only a workbook has a layout to keep.
  if (opened.value.kind !== 'xlsx') return fail('E_TEMPLATE_KIND');
  const targets = templateColumns(type);
  const { sheets } = opened.value;
  const found = sheets
    .filter(({ name }) => wanted === null || name === wanted)
    .map((sheet) => ({ sheet, header: findHeader(sheet.rows, knows(targets)) }))
    .find(({ header }) => header !== null);
  if (found === undefined || found.header === null) return fail('E_TABLE_NO_HEADER');
  const { sheet, header } = found;
  const first = header.row + header.height;
  const height = bodyHeight(sheet, first, styledRows(file, sheet.name));
  const keys = mapColumns(header.headings, targets);
  return ok({
    place: { sheet: sheet.name, first, height },
    proposal: {
      sheets: sheets.map(({ name }) => name),
      sheet: sheet.name,
      headerRow: header.row + 1,
      rows: height,
      foot: footOf(sheet, first + height),
      columns: header.headings.map((heading, index) => ({
        index,
        heading,
        key: keys[index] ?? null,
        example: exampleOf(sheet, first, height, index),
      })),
    },
  });
}

/** Rows of the file that have cells at all, with or without words in them. */
function styledRows(file: Uint8Array, sheet: string): number {
  const parts = openParts(file);
  const path = parts.sheetPath(sheet);
  if (path === null) return 0;
  const data = childrenOf(parts.xml(path).documentElement, 'sheetData')[0];
  if (data === undefined) return 0;
  return (
    numberedRows(data).findLast(({ element }) => childrenOf(element, 'c').length > 0)?.row ?? 0
  );
}

/** Down to the row before the foot; a table without one ends where its last cells are. */
function bodyHeight(sheet: SheetGrid, first: number, styled: number): number {
  const end = Math.max(styled, sheet.rows.length);
  for (let row = first; row < end; row += 1) if (isFoot(sheet.rows[row] ?? [])) return row - first;
  return Math.max(0, end - first);
}

function footOf(sheet: SheetGrid, row: number): string {
  const cells = sheet.rows[row] ?? [];
  return cells.find((cell) => cell.trim() !== '')?.slice(0, 30) ?? '';
}

/** What stands in the table now may be somebody: a few letters are enough to know the column. */
function exampleOf(sheet: SheetGrid, first: number, height: number, column: number): string {
  const text =
    sheet.rows
      .slice(first, first + height)
      .map((row) => row[column] ?? '')
      .find((cell) => cell !== '') ?? '';
  return /\d{6}/.test(text) ? '' : text.slice(0, 8);
}
