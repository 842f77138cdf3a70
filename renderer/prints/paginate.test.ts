import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { GridRow, PaperRow } from '../../shared/prints/paper.ts';
import { paginate, type Measures } from './paginate.ts';

function grid(text: string, more: Partial<GridRow> = {}): GridRow {
  return { kind: 'grid', cells: [{ kind: 'value', text, span: 24 }], ...more };
}

/** Each letter is one unit high. */
const byLength: Measures = {
  height: (row) => (row.kind === 'grid' ? (row.cells[0]?.text.length ?? 0) : 1),
  split: (row, room) => {
    const text = row.cells[0]?.text ?? '';
    if (room < 2 || text.length < 20) return null;
    return [grid(text.slice(0, room)), grid(text.slice(room))];
  },
  subtotalHeight: 1,
};

const textOf = (row: PaperRow) => (row.kind === 'grid' ? (row.cells[0]?.text ?? '') : row.kind);
const pagesOf = (rows: readonly PaperRow[], first = 10, next = 10) =>
  paginate(rows, byLength, { first, next }).map((page) => page.map(textOf));

describe('pages', () => {
  it('fill up, the first one with its own room', () => {
    expect(pagesOf([grid('aaaa'), grid('bbb'), grid('cccc')], 7)).toEqual([
      ['aaaa', 'bbb'],
      ['cccc'],
    ]);
  });

  it('break where the sheet says', () => {
    expect(pagesOf([grid('a'), { kind: 'break' }, grid('b')])).toEqual([['a'], ['b']]);
  });

  it('keep together what belongs together', () => {
    expect(pagesOf([grid('aaaaaaa'), grid('bb', { keep: true }), grid('cc')])).toEqual([
      ['aaaaaaa'],
      ['bb', 'cc'],
    ]);
  });

  it('repeat column heads and give the sum of each page', () => {
    const head = grid('h', {
      heads: 't',
      keep: true,
      subtotal: { label: '小计', spans: [10, 4, 10] },
    });
    const line = (text: string, fen: number) => grid(text, { under: 't', fen });
    const pages = paginate(
      [head, line('aaaa', 100), line('bbbb', 250), line('cccc', 1_000_000)],
      byLength,
      { first: 10, next: 10 },
    );
    expect(pages.map((page) => page.map(textOf))).toEqual([
      ['h', 'aaaa', 'bbbb', '小计'],
      ['h', 'cccc', '小计'],
    ]);
    const sums = pages
      .map((page) => page.at(-1))
      .map((row) => row?.kind === 'grid' && row.cells[1]?.text);
    expect(sums).toEqual(['3.50', '10,000.00']);
  });

  it('carry a long text over the page, and lose no letter of it', () => {
    const text = 'x'.repeat(37);
    const pages = pagesOf([grid('aaaa'), grid(text)]);
    expect(pages.length).toBe(4);
    expect(
      pages
        .flat()
        .filter((each) => each.startsWith('x'))
        .join(''),
    ).toBe(text);
  });

  it('hold every row once, in order, and never more than fits', () => {
    const rows = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
    fc.assert(
      fc.property(rows, (heights) => {
        const all = heights.map((height, index) =>
          grid(String.fromCodePoint(97 + (index % 26)).repeat(height)),
        );
        const pages = pagesOf(all);
        expect(pages.flat()).toEqual(all.map(textOf));
        for (const page of pages)
          expect(page.reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(10);
      }),
    );
  });
});
