/** One row of a filled table as text: the looks of the office's own row, the values of ours, formulas of columns that nobody mapped. */
import type { Element } from '@xmldom/xmldom';
import { sanitizeTextContent } from 'write-excel-file/utility';
import { guarded, type CellValue } from '../../../../../shared/ledgers/cell.ts';
import type { CellStyles } from './cell-styles.ts';
import { moveFormula } from './shift-rows.ts';
import { childrenOf } from './workbook-parts.ts';

export interface FilledCell {
  readonly value: CellValue;
  /** Drawn on yellow. */
  readonly isMarked: boolean;
}
/** By zero-based column; columns that are not in it are left to the model. */
export type FilledRow = ReadonlyMap<number, FilledCell>;

export interface Line {
  readonly element: Element;
  /** As people count. */
  readonly row: number;
}

/** What a cell of a spreadsheet holds at most. */
const mostCharacters = 32_767;

/** Rows and cells need not say where they are: then they follow the one before. */
export function numberedRows(data: Element): readonly Line[] {
  let row = 0;
  return childrenOf(data, 'row').map((element) => {
    row = Number(element.getAttribute('r') ?? row + 1);
    element.setAttribute('r', String(row));
    return { element, row };
  });
}

export function cellsOf(
  line: Element,
  row: number,
): readonly { readonly element: Element; readonly column: number; readonly name: string }[] {
  let column = -1;
  return childrenOf(line, 'c').map((element) => {
    const named = /^([A-Z]+)\d+$/.exec(element.getAttribute('r') ?? '')?.[1];
    column = named === undefined ? column + 1 : columnIndex(named);
    const name = columnName(column);
    element.setAttribute('r', `${name}${row}`);
    return { element, column, name };
  });
}

export function rowText(line: {
  readonly row: number;
  /** Null: a row of the table that is not needed. */
  readonly filled: FilledRow | null;
  readonly own: Element | null;
  readonly model: Line | null;
  readonly prefix: string | null;
  readonly styles: CellStyles;
}): string {
  const { row, filled, own, model, styles } = line;
  const tag = (name: string) => (line.prefix === null ? name : `${line.prefix}:${name}`);
  const like = own ?? model?.element ?? null;
  const models = new Map(
    (model === null ? [] : cellsOf(model.element, model.row)).map((cell) => [
      cell.column,
      cell.element,
    ]),
  );
  const owns = new Map(
    (own === null ? [] : cellsOf(own, row)).map((cell) => [cell.column, cell.element]),
  );
  const columns = [...new Set([...models.keys(), ...owns.keys(), ...(filled?.keys() ?? [])])];
  const cells = columns
    .toSorted((a, b) => a - b)
    .map((column) => {
      const given = filled?.get(column);
      const style = Number((owns.get(column) ?? models.get(column))?.getAttribute('s') ?? 0);
      const look = given?.isMarked === true ? styles.marked(style) : style;
      const head = `${tag('c')} r="${columnName(column)}${row}"${look === 0 ? '' : ` s="${look}"`}`;
      const formula =
        filled === null || given !== undefined || model === null
          ? ''
          : (childrenOf(models.get(column) ?? null, 'f')[0]?.textContent ?? '');
      if (formula !== '')
        return `<${head}><${tag('f')}>${sanitizeTextContent(moveFormula(formula, row - (model?.row ?? row)))}</${tag('f')}></${tag('c')}>`;
      return cellText(tag, head, given?.value ?? null, style, styles);
    });
  return `<${tag('row')} r="${row}"${attributesOf(like)}>${cells.join('')}</${tag('row')}>`;
}

function cellText(
  tag: (name: string) => string,
  head: string,
  value: CellValue,
  style: number,
  styles: CellStyles,
): string {
  if (value === null || value === '') return `<${head}/>`;
  const number =
    typeof value === 'number' && !styles.isText(style)
      ? value
      : typeof value === 'string' && styles.isDate(style)
        ? dayNumber(value)
        : null;
  if (number !== null) return `<${head}><${tag('v')}>${number}</${tag('v')}></${tag('c')}>`;
  const text = sanitizeTextContent(guarded(String(value)).slice(0, mostCharacters));
  return `<${head} t="inlineStr"><${tag('is')}><${tag('t')} xml:space="preserve">${text}</${tag('t')}></${tag('is')}></${tag('c')}>`;
}

/** A whole day as spreadsheets count it; null for anything less sure. */
function dayNumber(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const days = (Date.parse(`${text}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
  // Before March 1900 spreadsheets disagree about the day.
  return days > 60 ? days : null;
}

/** Height and look of the row, not its place nor the cells it once had. */
function attributesOf(row: Element | null): string {
  if (row === null) return '';
  return Array.from(row.attributes)
    .filter(({ name }) => ['s', 'customFormat', 'ht', 'customHeight'].includes(name))
    .map(({ name, value }) => ` ${name}="${sanitizeTextContent(value)}"`)
    .join('');
}

function columnIndex(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

export function columnName(index: number): string {
  const rest = index % 26;
  const letter = String.fromCharCode(65 + rest);
  return index < 26 ? letter : columnName((index - rest) / 26 - 1) + letter;
}
