/** Comma, semicolon or tab separated text, quoted or not. */
import papa from 'papaparse';
import { err, ok, type Result } from '../../../../../shared/result.ts';
import { decodeText } from './encoding.ts';
import { limits, type Unreadable, type Workbook } from './grid.ts';

export function readCsv(bytes: Uint8Array, fileName: string): Result<Workbook, Unreadable> {
  const { text, encoding } = decodeText(bytes);
  const { data } = papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  if (data.length === 0) return err('empty');
  if (data.length > limits.rows || data.some((row) => row.length > limits.columns))
    return err('large');
  const rows = data.map((row) => row.map((cell) => cell.trim()));
  const name = fileName.replace(/\.[^.]*$/, '');
  return ok({ kind: 'csv', encoding, sheets: [{ name, rows, lossy: [] }] });
}
