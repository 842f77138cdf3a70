import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveFormula, shiftFormula, shiftRange } from './shift-rows.ts';

const shift = { last: 24, by: 3 };
const here = { sheet: '名册', own: true };
const elsewhere = { sheet: '名册', own: false };

describe('rows put in at the end of a table', () => {
  it.each([
    ['E5:E24', 'E5:E27'],
    ['A24:F24', 'A24:F27'],
    ['B25', 'B28'],
    ['B24', 'B24'],
    ['A1:F2', 'A1:F2'],
    ['$A$1:$F$30', '$A$1:$F$33'],
    ['C:C', 'C:C'],
  ])('%s becomes %s', (before, after) => {
    expect(shiftRange(before, shift)).toBe(after);
  });

  it.each([
    ['SUM(E5:E24)', 'SUM(E5:E27)'],
    ['COUNTIF(B5:B24,"男")&"人，见 B30"', 'COUNTIF(B5:B27,"男")&"人，见 B30"'],
    ['LOG10(B30)+Rate2025*B30', 'LOG10(B33)+Rate2025*B33'],
    ["'名册'!B30+其他!B30", "'名册'!B33+其他!B30"],
    ['ROW(A30)', 'ROW(A33)'],
  ])('%s becomes %s on its own sheet', (before, after) => {
    expect(shiftFormula(before, shift, here)).toBe(after);
  });

  it('moves on other sheets only what names this one', () => {
    expect(shiftFormula('SUM(名册!E5:E24)+E30', shift, elsewhere)).toBe('SUM(名册!E5:E27)+E30');
  });

  it('never points above where it pointed, and nothing moves when nothing is put in', () => {
    const cell = fc.tuple(fc.constantFrom('A', 'BC', '$D'), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(cell, cell, fc.nat({ max: 50 }), ([a, top], [b, more], by) => {
        const range = `${a}${top}:${b}${top + more}`;
        const moved = shiftRange(range, { last: 24, by });
        const rows = moved.split(':').map((part) => Number(/\d+$/.exec(part)?.[0]));
        expect(rows[0]).toBeGreaterThanOrEqual(top);
        expect((rows[1] ?? 0) - (top + more)).toBe(top + more >= 24 ? by : 0);
        expect(shiftRange(range, { last: 24, by: 0 })).toBe(range);
      }),
      { seed: 20_261_126, numRuns: 300 },
    );
  });
});

it('a formula of one row goes to another, fixed rows stay', () => {
  expect(moveFormula('2026-YEAR(C5)+$H$1+D$2', 4)).toBe('2026-YEAR(C9)+$H$1+D$2');
  expect(moveFormula('ROW()-3&"A5"', 2)).toBe('ROW()-3&"A5"');
});
