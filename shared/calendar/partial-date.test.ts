import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays } from './day.ts';
import {
  ageAt,
  comparePartialDates,
  formatPartialDate,
  isPartialDate,
  parsePartialDate,
  partialDateRange,
} from './partial-date.ts';

const anyDay = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays('1900-01-01', n));
const anyPartial = fc.tuple(anyDay, fc.constantFrom(4, 7, 10)).map(([d, n]) => d.slice(0, n));

describe('parsePartialDate', () => {
  it.each([
    ['1953', '1953'],
    ['1953年', '1953'],
    ['1953-8', '1953-08'],
    ['1953.08.20', '1953-08-20'],
    ['1953/8/20', '1953-08-20'],
    ['1953年8月', '1953-08'],
    ['1953年8月20日', '1953-08-20'],
    ['１９５３ 年 ８ 月', '1953-08'],
    ['19530820', '1953-08-20'],
    ['195308', '1953-08'],
  ])('reads %s', (typed, value) => {
    expect(parsePartialDate(typed)).toEqual({ ok: true, value });
  });
  it.each([
    ['', 'date.empty'],
    ['53-8', 'date.format'],
    ['约1953', 'date.format'],
    ['1953-8-20-1', 'date.format'],
    ['1953-13', 'date.impossible'],
    ['1953-02-30', 'date.impossible'],
    ['0000', 'date.impossible'],
  ])('refuses %j', (typed, code) => {
    expect(parsePartialDate(typed)).toMatchObject({ ok: false, error: { code } });
  });
  it('reads back what it wrote, in canonical form and in Chinese', () => {
    fc.assert(
      fc.property(anyPartial, (date) => {
        expect(isPartialDate(date)).toBe(true);
        expect(parsePartialDate(date)).toEqual({ ok: true, value: date });
        expect(parsePartialDate(formatPartialDate(date, 'zh'))).toEqual({ ok: true, value: date });
      }),
    );
  });
});

describe('comparePartialDates', () => {
  it('says unknown when the missing part decides', () => {
    expect(comparePartialDates('1949', '1949-10')).toBe('unknown');
    expect(comparePartialDates('1949', '1949')).toBe('unknown');
    expect(comparePartialDates('1949-10', '1949-10-01')).toBe('unknown');
  });
  it('decides when it can', () => {
    expect(comparePartialDates('1948', '1949-01')).toBe('before');
    expect(comparePartialDates('1949-11', '1949-10-31')).toBe('after');
    expect(comparePartialDates('1949-10-01', '1949-10-01')).toBe('same');
  });
  it('never contradicts any pair of days the dates may stand for', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyDay,
        fc.constantFrom(4, 7, 10),
        fc.constantFrom(4, 7, 10),
        (a, b, m, n) => {
          const order = comparePartialDates(a.slice(0, m), b.slice(0, n));
          const truth = a < b ? 'before' : a > b ? 'after' : 'same';
          expect([truth, 'unknown']).toContain(order);
        },
      ),
    );
  });
});

describe('ageAt', () => {
  it('is exact for a full date', () => {
    expect(ageAt('1952-09-15', '2026-09-14')).toEqual({ min: 73, max: 73 });
    expect(ageAt('1952-09-15', '2026-09-15')).toEqual({ min: 74, max: 74 });
  });
  it('gives a range for a year', () => {
    expect(ageAt('1952', '2026-06-01')).toEqual({ min: 73, max: 74 });
  });
  it('ages leap-day people on 1 March', () => {
    expect(ageAt('1952-02-29', '2026-02-28')).toEqual({ min: 73, max: 73 });
    expect(ageAt('1952-02-29', '2026-03-01')).toEqual({ min: 74, max: 74 });
  });
  it('is null before birth and never negative in the year of birth', () => {
    expect(ageAt('2027', '2026-06-01')).toBeNull();
    expect(ageAt('2026', '2026-06-01')).toEqual({ min: 0, max: 0 });
  });
});

describe('formatting and ranges', () => {
  it('writes only what is known', () => {
    expect(formatPartialDate('1953', 'zh')).toBe('1953年');
    expect(formatPartialDate('1953-08', 'zh')).toBe('1953年8月');
    expect(formatPartialDate('1953-08-20', 'en')).toBe('20 Aug 1953');
    expect(formatPartialDate('1953-08', 'en')).toBe('Aug 1953');
    expect(formatPartialDate('1953', 'en')).toBe('1953');
  });
  it('spans the leap February', () => {
    expect(partialDateRange('1952-02')).toEqual({ first: '1952-02-01', last: '1952-02-29' });
  });
});
