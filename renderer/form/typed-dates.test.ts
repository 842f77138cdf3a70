import { describe, expect, it } from 'vitest';
import { readDate, readInstant, readPartialDate, writeDate } from './typed-dates.ts';

const today = '2026-11-23';

describe('typed dates', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['20261120', '2026-11-20'],
    ['2026年11月20日', '2026-11-20'],
    ['11-20', '2026-11-20'],
    ['11月2日', '2026-11-02'],
    ['今天', today],
    ['昨天', '2026-11-22'],
    ['２０２６-１１-２０', '2026-11-20'],
    ['2026-02-30', null],
    ['2026', null],
    ['', null],
  ])('%s is %s', (typed, read) => expect(readDate(typed, today)).toBe(read));

  it('keeps what is known of a partial date', () => {
    expect(readPartialDate('1953', today)).toBe('1953');
    expect(readPartialDate('1953-8', today)).toBe('1953-08');
  });

  it.each([
    ['2026-11-23 09:10', '2026-11-23T01:10:00.000Z'],
    ['2026-11-23 0910', '2026-11-23T01:10:00.000Z'],
    ['11-23 9:10', '2026-11-23T01:10:00.000Z'],
    ['今天 7:05', '2026-11-22T23:05:00.000Z'],
    ['2026-11-23 25:00', null],
    ['2026-11-23', null],
  ])('%s is the instant %s', (typed, read) => expect(readInstant(typed, today)).toBe(read));

  it('writes instants in Beijing time and leaves what is no value as it was typed', () => {
    expect(writeDate('instant', '2026-11-23T01:10:00.000Z')).toBe('2026-11-23 09:10');
    expect(writeDate('instant', '2026-11-23 9')).toBe('2026-11-23 9');
    expect(writeDate('date', undefined)).toBe('');
  });
});
