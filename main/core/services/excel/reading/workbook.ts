/**
 * A table that somebody brought, as plain text cells: .xlsx or .csv, whatever its encoding, merged cells filled. Knows nothing of record
 * types, so that any import starts here.
 */
import { err, type Result } from '../../../../../shared/result.ts';
import { readCsv } from './csv.ts';
import { readXlsx } from './xlsx.ts';

export interface SheetGrid {
  readonly name: string;
  /** Text as people see it; dates `YYYY-MM-DD`, with ` HH:mm` where there is a time. Rows may differ in length. */
  readonly rows: readonly (readonly string[])[];
  /** Cells whose number has more digits than a spreadsheet keeps: what is there is not what was typed. */
  readonly lossy: readonly { readonly row: number; readonly column: number }[];
}

export interface Workbook {
  readonly kind: 'xlsx' | 'csv';
  readonly encoding: string;
  readonly sheets: readonly SheetGrid[];
}

/** old: .xls, .et, or an .xlsx with a password · damaged · large: more than the limits below · kind: no table at all. */
export type Unreadable = 'old' | 'damaged' | 'large' | 'kind' | 'empty';

export const limits = {
  bytes: 20 * 1024 * 1024,
  /** Unpacked: a small file can hide a very large one. */
  unpacked: 400 * 1024 * 1024,
  rows: 50_000,
  columns: 400,
} as const;

export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
): Promise<Result<Workbook, Unreadable>> {
  if (bytes.length === 0) return err('empty');
  if (bytes.length > limits.bytes) return err('large');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return err('old');
  // Pictures, PDFs and programs hold bytes that no text has.
  if (!/\.(csv|txt|tsv)$/i.test(fileName) && holdsZero(bytes)) return err('kind');
  return readCsv(bytes, fileName);
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

function holdsZero(bytes: Uint8Array): boolean {
  const isUtf16 = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
  return !isUtf16 && bytes.subarray(0, 4096).includes(0);
}
