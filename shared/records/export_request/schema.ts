/** 数据出口申请 (domain.md §3.6, §6 Excel, §2.6): what is to leave as a spreadsheet, why, for whom, and until when it is kept. */
import { choice, date, flag, integer, longText, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFutureDate } from '../checks.ts';

export const exportRequestFields = {
  /** Name of the record type whose ledger it is. The widget `hidden`: for the program, nobody reads keys. */
  ledger: text({ max: 40, required: true, widget: 'hidden' }),
  title: text({ max: 60, required: true, widget: 'readonly' }),
  /** Keys of the columns, and what people call them. */
  columns: text({ max: 4000, required: true, widget: 'hidden' }),
  columnTitles: text({ max: 2000, required: true, widget: 'readonly' }),
  /** Which of them are sensitive (S3). */
  sensitive: text({ max: 1000, widget: 'readonly' }),
  /** Which records: the list's question, or their ids, as JSON. May hold what somebody typed to find people. */
  pick: longText({ max: 80_000, required: true, privacy: 2, widget: 'hidden' }),
  /** A table of the office's own that is to be filled, as JSON (templates.request); absent: the ledger. */
  table: text({ max: 300, widget: 'hidden' }),
  rows: integer({ min: 1, max: 20_000, required: true, widget: 'readonly' }),
  aboutPeople: flag({ widget: 'readonly' }),
  purpose: choice({ from: 'export_purpose', required: true }),
  reason: longText({ max: 500, required: true }),
  recipient: text({ max: 100, required: true }),
  keepUntil: date({ required: true }),
  validTo: date({ widget: 'readonly' }),
  exportedOn: date({ widget: 'readonly' }),
  exportedRows: integer({ min: 0, max: 20_000, widget: 'readonly' }),
  /** SHA-256 of the file that went out. */
  fileMark: text({ max: 64, widget: 'readonly' }),
  destroyedOn: date({ check: notFutureDate }),
  destroyNote: text({ max: 200 }),
};

export type ExportRequestData = DataOf<typeof exportRequestFields>;
