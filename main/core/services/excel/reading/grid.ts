/** What a table is once it is read: sheets of text cells; why one is not read; and how large one may be. */
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
