/**
 * Breaks the rows of a paper into pages. No row is cut; a row with a long text goes on over the page by its text, a table repeats
 * its column heads, and a table of money gets the sum of each page. Pure: heights come in.
 */
import type { GridRow, PaperRow } from '../../shared/prints/paper.ts';

/** Any unit, the same everywhere. */
export interface Measures {
  height(row: PaperRow): number;
  /** The row in two, the first at most `room` high; null when its text cannot be parted so. */
  split(row: GridRow, room: number): readonly [GridRow, GridRow] | null;
  readonly subtotalHeight: number;
}

export interface Room {
  readonly first: number;
  readonly next: number;
}

export function paginate(
  rows: readonly PaperRow[],
  measures: Measures,
  room: Room,
): readonly (readonly PaperRow[])[] {
  const heads = new Map<string, GridRow>();
  for (const row of rows)
    if (row.kind === 'grid' && row.heads !== undefined) heads.set(row.heads, row);
  const layout = new Layout(heads, measures, room);
  const queue = [...rows];
  for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
    if (row.kind === 'break') {
      layout.turn(null);
      continue;
    }
    const together = keptWith(row, queue);
    if (layout.fits(together)) {
      layout.place(row);
      continue;
    }
    const parts = row.kind === 'grid' ? measures.split(row, layout.room(row)) : null;
    if (parts !== null) {
      layout.place(parts[0]);
      layout.turn(parts[1]);
      queue.unshift(parts[1]);
    } else if (layout.isFresh()) {
      // Higher than a page and not to be parted: better too long than lost.
      layout.place(row);
    } else {
      layout.turn(row);
      queue.unshift(row);
    }
  }
  return layout.finish();
}

/** The row and those that it must not be parted from. */
function keptWith(row: PaperRow, after: readonly PaperRow[]): readonly PaperRow[] {
  const end = [row, ...after].findIndex((each) => !('keep' in each && each.keep === true));
  return [row, ...after.slice(0, Math.max(0, end))];
}

class Layout {
  readonly #heads: ReadonlyMap<string, GridRow>;
  readonly #measures: Measures;
  readonly #room: Room;
  readonly #pages: PaperRow[][] = [[]];
  #left: number;
  /** Nothing on the page yet but repeated column heads. */
  #fresh = true;
  #table: string | null = null;
  #sum = 0;

  constructor(heads: ReadonlyMap<string, GridRow>, measures: Measures, room: Room) {
    this.#heads = heads;
    this.#measures = measures;
    this.#room = room;
    this.#left = room.first;
  }

  isFresh(): boolean {
    return this.#fresh;
  }

  room(row: PaperRow): number {
    return this.#left - this.#reserve(row);
  }

  fits(rows: readonly PaperRow[]): boolean {
    const need = rows.reduce((sum, row) => sum + this.#measures.height(row), 0);
    const last = rows.at(-1);
    return need + (last === undefined ? 0 : this.#reserve(last)) <= this.#left;
  }

  place(row: PaperRow): void {
    if (this.#table !== null && tableOf(row) !== this.#table) this.#closeTable();
    this.#table = tableOf(row);
    if (row.kind === 'grid' && row.under !== undefined) this.#sum += row.fen ?? 0;
    this.#put(row);
    this.#fresh = false;
  }

  /** A new page; a table that goes on begins with its heads. */
  turn(next: PaperRow | null): void {
    this.#closeTable();
    this.#pages.push([]);
    this.#left = this.#room.next;
    this.#fresh = true;
    const table = next?.kind === 'grid' ? next.under : undefined;
    const head = table === undefined ? undefined : this.#heads.get(table);
    if (head === undefined) return;
    this.#table = table ?? null;
    this.#put(head);
  }

  finish(): readonly (readonly PaperRow[])[] {
    this.#closeTable();
    return this.#pages.filter((page, index) => index === 0 || page.length > 0);
  }

  #put(row: PaperRow): void {
    this.#pages.at(-1)?.push(row);
    this.#left -= this.#measures.height(row);
  }

  #reserve(row: PaperRow): number {
    return this.#subtotalOf(tableOf(row)) === undefined ? 0 : this.#measures.subtotalHeight;
  }

  #subtotalOf(table: string | null): GridRow['subtotal'] {
    return table === null ? undefined : this.#heads.get(table)?.subtotal;
  }

  #closeTable(): void {
    const subtotal = this.#subtotalOf(this.#table);
    if (subtotal !== undefined && !this.#fresh) this.#put(subtotalRow(subtotal, this.#sum));
    this.#table = null;
    this.#sum = 0;
  }
}

function tableOf(row: PaperRow): string | null {
  return row.kind === 'grid' ? (row.under ?? row.heads ?? null) : null;
}

function subtotalRow({ label, spans }: NonNullable<GridRow['subtotal']>, fen: number): GridRow {
  const [before, of, after] = spans;
  return {
    kind: 'grid',
    min: 7.5,
    cells: [
      { kind: 'head', text: label, span: before, align: 'center' },
      {
        kind: 'value',
        text: (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ','),
        span: of,
        align: 'right',
      },
      ...(after > 0 ? [{ kind: 'value' as const, text: '', span: after }] : []),
    ],
  };
}
