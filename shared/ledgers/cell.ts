/** What a record says in a cell of its ledger, and the guard against text that a spreadsheet would take for a formula. */
import { businessTimeOf } from '../calendar/time-zone.ts';
import { printWords } from '../prints/print-words.ts';
import type { Envelope } from '../records/envelope.ts';
import type { RecordType } from '../records/record-type.ts';
import { communityKey, numberKey, stateKey, type LedgerColumn } from './ledger.ts';

/** Money in 元 and whole numbers are numbers, everything else is text: 18 digits do not survive as a number (domain.md §9, 6). */
export type CellValue = string | number | null;

export function cellOf(
  type: RecordType,
  column: LedgerColumn,
  record: Envelope,
  communityName: (code: string) => string,
): CellValue {
  if (column.key === numberKey) return record.bizNo || null;
  if (column.key === stateKey) return type.texts.states[record.state]?.zh ?? record.state;
  if (column.key === communityKey)
    return record.community === '' ? null : communityName(record.community);
  if (column.figure !== null) {
    const value = column.figure.value(record);
    return column.figure.kind === 'money' && typeof value === 'number' ? value / 100 : value;
  }
  const { field } = column;
  const value = record.data[column.key];
  if (field === null || value === undefined) return null;
  if (typeof value === 'number') return field.kind === 'money' ? value / 100 : value;
  if (field.kind === 'instant') return businessTimeOf(String(value));
  if (field.kind === 'partialDate') return String(value);
  return printWords(field, value, communityName) || null;
}

/** One form for a cell whatever program wrote it, to see whether somebody changed it. */
export function plainCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(Math.round(value * 10_000) / 10_000);
  return value.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim();
}

/**
 * Text that begins like a formula (`= + - @`, tab, return) gets a `'` in front, as domain.md §6 asks; text that already begins so
 * behind apostrophes gets one more, so that reading takes back exactly what writing added.
 */
export function guarded(text: string): string {
  return looksLikeFormula.test(text) ? `'${text}` : text;
}

export function unguarded(text: string): string {
  return text.startsWith("'") && looksLikeFormula.test(text.slice(1)) ? text.slice(1) : text;
}

const looksLikeFormula = /^'*[=+\-@\t\r]/;
