/**
 * A table that somebody brought, as plain text cells: .xlsx or .csv, whatever its encoding, merged cells filled. Knows nothing of record
 * types, so that any import starts here.
 */
import { err, type Result } from '../../../../../shared/result.ts';
import { readCsv } from './csv.ts';
import { limits, type Unreadable, type Workbook } from './grid.ts';
import { readXlsx } from './xlsx.ts';

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
