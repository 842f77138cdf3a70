/** What changed between two fillings of one table: cells of records that were in both, records that came, records that went. Pure. */
import { plainCell, type CellValue } from '../../../../../shared/ledgers/cell.ts';
import { ageKey, asOfKey, rowKey } from '../../../../../shared/ledgers/template-columns.ts';
import { cellMark } from '../row-marks.ts';
import type { Snapshot } from './template-store.ts';

export interface TableRow {
  readonly id: string;
  /** By column key. */
  readonly cells: Readonly<Record<string, CellValue>>;
}

export interface Compared {
  readonly row: TableRow;
  /** Keys of the cells that say something else than before. */
  readonly changed: ReadonlySet<string>;
  readonly isNew: boolean;
}

/** They change by themselves and say nothing about the record. */
const passing: ReadonlySet<string> = new Set([rowKey, asOfKey, ageKey]);

/** `open`: only the columns that may be remembered; a mark of a sensitive value would still be something about it. */
export function marksOf(
  { cells }: TableRow,
  open: ReadonlySet<string> | null = null,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(cells)
      .filter(([key]) => (open === null || open.has(key)) && !passing.has(key))
      .map(([key, value]) => [key, cellMark(key, plainCell(value))]),
  );
}

/** A column that was not in the table before has nothing to be compared with. */
export function compareRows(rows: readonly TableRow[], before: Snapshot | null): Compared[] {
  return rows.map((row) => {
    const old = before?.[row.id];
    if (before === null) return { row, changed: new Set<string>(), isNew: false };
    if (old === undefined)
      return {
        row,
        changed: new Set(Object.keys(row.cells).filter((key) => !passing.has(key))),
        isNew: true,
      };
    const changed = Object.entries(marksOf(row))
      .filter(([key, mark]) => old[key] !== undefined && old[key] !== mark)
      .map(([key]) => key);
    return { row, changed: new Set(changed), isNew: false };
  });
}

export interface ChangeCounts {
  readonly rows: number;
  readonly cells: number;
  readonly added: number;
  readonly gone: number;
}

export function countChanges(compared: readonly Compared[], before: Snapshot | null): ChangeCounts {
  const here = new Set(compared.map(({ row }) => row.id));
  const known = compared.filter(({ isNew }) => !isNew);
  return {
    rows: known.filter(({ changed }) => changed.size > 0).length,
    cells: known.reduce((sum, { changed }) => sum + changed.size, 0),
    added: compared.length - known.length,
    gone: Object.keys(before ?? {}).filter((id) => !here.has(id)).length,
  };
}
