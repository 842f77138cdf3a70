import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fenIssue, formatFen, MAX_FEN, parseYuan } from './fen.ts';

describe('parseYuan', () => {
  it.each([
    ['1234.5', 123450],
    ['1,234.50', 123450],
    ['￥１，２３４．５０', 123450],
    ['¥ 500 元', 50000],
    ['500元整', 50000],
    ['.5', 50],
    ['5.', 500],
    ['0', 0],
    ['0.07', 7],
    ['1.10', 110],
    ['19.99', 1999],
    ['0012', 1200],
    ['10,000,000,000', MAX_FEN],
  ])('reads %s', (typed, fen) => {
    expect(parseYuan(typed)).toEqual({ ok: true, value: fen });
  });
  it.each([
    ['', 'money.empty'],
    ['元', 'money.empty'],
    ['.', 'money.format'],
    ['五百', 'money.format'],
    ['1.2.3', 'money.format'],
    ['1e3', 'money.format'],
    ['1,23', 'money.grouping'],
    ['1234,567', 'money.grouping'],
    ['1.234', 'money.decimals'],
    ['10000000000.01', 'money.tooLarge'],
    ['9'.repeat(40), 'money.tooLarge'],
    ['-1', 'money.negative'],
  ])('refuses %j', (typed, code) => {
    expect(parseYuan(typed)).toEqual({ ok: false, error: { code } });
  });
  it('allows negative amounts for reversing entries only', () => {
    expect(parseYuan('-1,000.01', { allowNegative: true })).toEqual({ ok: true, value: -100001 });
    expect(parseYuan('-0', { allowNegative: true })).toEqual({ ok: true, value: 0 });
  });
  it('reads back every amount it writes, without losing a 分', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_FEN, max: MAX_FEN }), (fen) => {
        expect(parseYuan(formatFen(fen), { allowNegative: true })).toEqual({
          ok: true,
          value: fen,
        });
      }),
    );
  });
});

describe('formatFen', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [123450, '1,234.50'],
    [-100001, '-1,000.01'],
    [MAX_FEN, '10,000,000,000.00'],
  ])('%i', (fen, text) => {
    expect(formatFen(fen)).toBe(text);
  });
  it('refuses fractions of a 分', () => {
    expect(() => formatFen(0.5)).toThrow(RangeError);
    expect(fenIssue(0.5)).toEqual({ code: 'money.notWhole' });
  });
});
