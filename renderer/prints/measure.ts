/** Heights of rows as the browser draws them, and the place where a long text has to be parted. In CSS pixels. */
import type { GridRow, PaperRow } from '../../shared/prints/paper.ts';
import type { Measures } from './paginate.ts';

const subtotalMm = 7.6;
/** Less than this of a text on either side of a page break looks like a mistake. */
const leastCharacters = 20;

export const pxPerMm = 96 / 25.4;

/** `drawn` holds one element for each row, in order, as wide as on paper. */
export function measuresOf(rows: readonly PaperRow[], drawn: HTMLElement): Measures {
  const elements = new Map<PaperRow, HTMLElement>();
  rows.forEach((row, index) => {
    const element = drawn.children[index];
    if (element instanceof HTMLElement) elements.set(row, element);
  });
  const scratch = new Map<PaperRow, number>();
  const heightOf = (row: PaperRow): number =>
    scratch.get(row) ?? elements.get(row)?.getBoundingClientRect().height ?? 0;

  function split(row: GridRow, room: number): readonly [GridRow, GridRow] | null {
    const element = elements.get(row);
    const at = longest(row);
    const text = row.cells[at]?.text ?? '';
    if (element === undefined || text.length < leastCharacters * 2) return null;
    const copy = element.cloneNode(true) as HTMLElement;
    drawn.append(copy);
    const box = copy.querySelectorAll<HTMLElement>('.paper-text')[at];
    const grid = copy.querySelector<HTMLElement>('.paper-row');
    if (box === undefined || grid === null) return (copy.remove(), null);
    grid.style.minHeight = '0';
    const letters = Array.from(text);
    const heightWith = (count: number) => {
      box.textContent = letters.slice(0, count).join('');
      return copy.getBoundingClientRect().height;
    };
    let low = 0;
    let high = letters.length;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (heightWith(middle) <= room) low = middle;
      else high = middle - 1;
    }
    const fitting = low;
    if (fitting < leastCharacters || letters.length - fitting < 1) return (copy.remove(), null);
    const first = withText(row, at, letters.slice(0, fitting).join(''));
    const rest = withText(row, at, letters.slice(fitting).join(''));
    scratch.set(first, heightWith(fitting));
    box.textContent = letters.slice(fitting).join('');
    scratch.set(rest, copy.getBoundingClientRect().height);
    // The rest may have to be parted again: it is measured where the whole row stood.
    elements.set(rest, copy);
    return [first, rest];
  }
  return { height: heightOf, split, subtotalHeight: subtotalMm * pxPerMm };
}

function longest(row: GridRow): number {
  return row.cells.reduce(
    (best, cell, index) => (cell.text.length > (row.cells[best]?.text.length ?? 0) ? index : best),
    0,
  );
}

function withText(row: GridRow, at: number, text: string): GridRow {
  const { min: _min, ...rest } = row;
  return {
    ...rest,
    cells: row.cells.map((cell, index) => (index === at ? { ...cell, text } : cell)),
  };
}
