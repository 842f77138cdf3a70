/** .xlsx: cells by read-excel-file, merged ranges by a look into the parts that it leaves out. */
import readSheets from 'read-excel-file/node';
import { err, ok, type Result } from '../../../../../shared/result.ts';
import { mergedRanges, unpackedSize, type Range } from './xlsx-parts.ts';
import { limits, type SheetGrid, type Unreadable, type Workbook } from './grid.ts';

/** A number cell as it is written in the file: 0.1 + 0.2 and 18 digits come through untouched, and it is known to be no text. */
interface NumberCell {
  readonly number: string;
}
type RawCell = string | boolean | Date | NumberCell | null;

/** Excel keeps fifteen digits; the rest become zeros. */
const digitsKept = 15;

export async function readXlsx(bytes: Uint8Array): Promise<Result<Workbook, Unreadable>> {
  try {
    if (unpackedSize(bytes) > limits.unpacked) return err('large');
    const merged = mergedRanges(bytes);
    const found = await readSheets(Buffer.from(bytes), {
      parseNumber: (text: string) => ({ number: text }) as unknown as number,
      trim: false,
    });
    const sheets = found.map(({ sheet, data }) =>
      gridOf(sheet, data as unknown as RawCell[][], merged.get(sheet) ?? []),
    );
    const filled = sheets.filter(({ rows }) => rows.length > 0);
    if (filled.length === 0) return err('empty');
    if (filled.some(tooLarge)) return err('large');
    return ok({ kind: 'xlsx', encoding: 'utf-8', sheets: filled });
  } catch {
    // A zip that is no workbook, or one that was cut: nothing of its inside is worth telling.
    return err('damaged');
  }
}

function tooLarge({ rows }: SheetGrid): boolean {
  return rows.length > limits.rows || rows.some((row) => row.length > limits.columns);
}

function gridOf(name: string, data: RawCell[][], merged: readonly Range[]): SheetGrid {
  const lossy: { row: number; column: number }[] = [];
  const rows = data.map((cells, row) =>
    cells.map((cell, column) => {
      const text = textOf(cell);
      if (isNumber(cell) && isLossy(text)) lossy.push({ row, column });
      return text;
    }),
  );
  for (const { top, left, bottom, right } of merged) {
    const value = rows[top]?.[left] ?? '';
    if (value === '') continue;
    for (let row = top; row <= Math.min(bottom, rows.length - 1); row += 1) {
      const cells = rows[row];
      if (cells === undefined) continue;
      for (let column = left; column <= Math.min(right, limits.columns); column += 1)
        if ((cells[column] ?? '') === '') cells[column] = value;
    }
  }
  // Holes that filling left behind.
  return { name, rows: rows.map((row) => Array.from(row, (cell) => cell ?? '')), lossy };
}

/** A long number that ends in zeros was most likely an ID or an account once. */
function isLossy(text: string): boolean {
  return /^\d+$/.test(text) && text.length > digitsKept && /0{2,}$/.test(text);
}

function isNumber(cell: RawCell): cell is NumberCell {
  return typeof cell === 'object' && cell !== null && 'number' in cell;
}

function textOf(cell: RawCell): string {
  if (cell === null) return '';
  if (cell instanceof Date) {
    const text = cell.toISOString();
    return text.slice(11, 19) === '00:00:00'
      ? text.slice(0, 10)
      : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
  }
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return isNumber(cell) ? wholeNumber(cell.number).trim() : cell.trim();
}

/** `3.3E+17`, as it stands in a file, is 330000000000000000 to people. */
function wholeNumber(text: string): string {
  const match = /^(\d)(?:\.(\d+))?E\+(\d+)$/i.exec(text);
  if (match === null) return text;
  const [, first = '', rest = '', power = '0'] = match;
  return Number(power) > 30 || rest.length > Number(power)
    ? text
    : first + rest.padEnd(Number(power), '0');
}
