/**
 * Fills rows into an office's own table and leaves the rest of the workbook as it is: titles, looks, merged cells, sums at the foot, other
 * sheets (decision 040). Rows are put in where the table is too short; rows that are not needed stay empty. Pictures do not move.
 */
import type { Element } from '@xmldom/xmldom';
import { openStyles } from './cell-styles.ts';
import { markPages } from './page-mark.ts';
import { moveReferences, moveReferencesElsewhere, recalculate } from './move-references.ts';
import { cellsOf, numberedRows, rowText, type FilledRow, type Line } from './row-text.ts';
import { shiftRange, type Shift } from './shift-rows.ts';
import { childrenOf, openParts, serialized } from './workbook-parts.ts';
import { fillWords, type TableFacts } from './table-facts.ts';

export interface TemplatePlace {
  readonly sheet: string;
  /** First row under the headings, zero-based, and how many rows the table has there; 0: it ends with the headings. */
  readonly first: number;
  readonly height: number;
}

const rowsGoHere = 'rows';

export function fillTemplate(
  file: Uint8Array,
  place: TemplatePlace,
  rows: readonly FilledRow[],
  facts: TableFacts,
): Uint8Array {
  const parts = openParts(file);
  const path = parts.sheetPath(place.sheet);
  if (path === null) throw new Error('the sheet was there when it was mapped');
  const document = parts.xml(path);
  const sheet = document.documentElement;
  const data = childrenOf(sheet, 'sheetData')[0];
  if (sheet === null || data === undefined) throw new Error('a sheet without cells');
  const styles = openStyles(parts);
  const shift: Shift = {
    // Of a table without rows the end is the row of its headings.
    last: place.first + place.height,
    by: Math.max(0, rows.length - place.height),
  };
  const lines = numberedRows(data);
  const body = lines.filter(({ row }) => row > place.first && row <= shift.last);
  const count = Math.max(rows.length, place.height);
  const text = Array.from({ length: count }, (_, index) =>
    rowText({
      row: place.first + 1 + index,
      filled: rows[index] ?? null,
      own: body.find(({ row }) => row === place.first + 1 + index)?.element ?? null,
      model: body.find(({ row }) => row === place.first + 1) ?? null,
      prefix: data.prefix,
      styles,
    }),
  ).join('');

  for (const { element } of body) data.removeChild(element);
  const rest = lines.filter(({ row }) => row <= place.first || row > shift.last);
  fillWords(
    parts,
    rest.map(({ element }) => element),
    facts,
  );
  for (const line of rest) if (line.row > shift.last) moveRow(line, shift.by);
  data.insertBefore(
    document.createComment(rowsGoHere),
    lines.find(({ row }) => row > shift.last)?.element ?? null,
  );
  settleMerges(sheet, place, shift, count);
  if (facts.approval !== '') markPages(sheet, facts.approval);
  moveReferences(parts, sheet, path, place.sheet, shift);
  parts.write(
    path,
    serialized(document).replace(`<!--${rowsGoHere}-->`, () => text),
  );
  moveReferencesElsewhere(parts, path, place.sheet, shift);
  recalculate(parts);
  styles.save();
  return parts.bytes();
}

function moveRow({ element, row }: Line, by: number): void {
  if (by === 0) return;
  element.setAttribute('r', String(row + by));
  for (const { element: cell, name } of cellsOf(element, row))
    cell.setAttribute('r', `${name}${row + by}`);
}

/** Merged cells of the model row are those of every row; others inside the table go with its old rows. */
function settleMerges(sheet: Element, place: TemplatePlace, shift: Shift, count: number): void {
  const list = childrenOf(sheet, 'mergeCells')[0];
  if (list === undefined) return;
  const all = childrenOf(list, 'mergeCell');
  for (const merge of all) {
    const ref = merge.getAttribute('ref') ?? '';
    const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref);
    const [top, bottom] = [Number(match?.[2]), Number(match?.[4])];
    if (match === null || top <= place.first || top > shift.last) {
      merge.setAttribute('ref', shiftRange(ref, shift));
      continue;
    }
    list.removeChild(merge);
    if (top !== place.first + 1 || bottom !== top) continue;
    for (let row = top; row < top + count; row += 1) {
      const copy = merge.cloneNode(true) as Element;
      copy.setAttribute('ref', `${match[1] ?? ''}${row}:${match[3] ?? ''}${row}`);
      list.appendChild(copy);
    }
  }
  const left = childrenOf(list, 'mergeCell').length;
  if (left === 0) sheet.removeChild(list);
  else list.setAttribute('count', String(left));
}
