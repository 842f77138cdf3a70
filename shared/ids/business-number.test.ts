import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  formatBusinessNumber,
  nextBusinessNumber,
  parseBusinessNumber,
  seriesOf,
} from './business-number.ts';

const wangchun = seriesOf('ZF', '2026-03-01', '330203008', 'A');

describe('business numbers', () => {
  it('writes and continues a series', () => {
    expect(nextBusinessNumber(wangchun, 0)).toBe('ZF2026008-A0001');
    expect(nextBusinessNumber(wangchun, 11)).toBe('ZF2026008-A0012');
  });
  it('grows past four digits instead of stopping work', () => {
    expect(nextBusinessNumber(wangchun, 9999)).toBe('ZF2026008-A10000');
    expect(() => nextBusinessNumber(wangchun, 999_999)).toThrow(RangeError);
  });
  it.each([
    'ZF2026008-A0012',
    'zf2026008-a0012',
    'ＺＦ2026008－A0012',
    'ZF2026008 A0012',
    ' ZF2026008A0012',
  ])('reads %s', (typed) => {
    expect(parseBusinessNumber(typed)).toEqual({
      ok: true,
      value: { kind: 'ZF', year: 2026, unit: '008', device: 'A', sequence: 12 },
    });
  });
  it.each([
    '',
    'ZF2026008-0012',
    'Z2026008-A0012',
    'ZF2026008-A012',
    'ZF2026008-A0000',
    '海侨交〔2026〕3号',
  ])('refuses %j', (typed) => {
    expect(parseBusinessNumber(typed)).toEqual({
      ok: false,
      error: { code: 'businessNumber.format' },
    });
  });
  it('refuses to write impossible parts', () => {
    expect(() => formatBusinessNumber({ ...wangchun, device: 'a', sequence: 1 })).toThrow(
      RangeError,
    );
    expect(() => formatBusinessNumber({ ...wangchun, sequence: 0 })).toThrow(RangeError);
  });
  it('reads back every number it writes', () => {
    const parts = fc.record({
      kind: fc.stringMatching(/^[A-Z]{2,3}$/),
      year: fc.integer({ min: 2000, max: 2999 }),
      unit: fc.stringMatching(/^\d{3}$/),
      device: fc.stringMatching(/^[A-Z]{1,2}$/),
      sequence: fc.integer({ min: 1, max: 999_999 }),
    });
    fc.assert(
      fc.property(parts, (value) => {
        expect(parseBusinessNumber(formatBusinessNumber(value))).toEqual({ ok: true, value });
      }),
    );
  });
});
