import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays, daysBetween, isRealDay, lastDayOfMonth, weekdayOf } from './day.ts';

describe('calendar days', () => {
  it('knows which days exist', () => {
    expect(
      ['2024-02-29', '2000-02-29', '1000-01-01', '2025-12-31'].filter((day) => !isRealDay(day)),
    ).toEqual([]);
    expect(
      ['2025-02-29', '1900-02-29', '2025-13-01', '2025-00-10', '2025-1-1', '', '0099-01-01'].filter(
        isRealDay,
      ),
    ).toEqual([]);
  });
  it('crosses month ends, year ends and leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(addDays('2025-03-01', -1)).toBe('2025-02-28');
    expect(lastDayOfMonth(2024, 2)).toBe(29);
    expect(lastDayOfMonth(2025, 12)).toBe(31);
  });
  it('names weekdays', () => {
    expect(weekdayOf('2025-09-28')).toBe(7);
    expect(weekdayOf('2025-09-29')).toBe(1);
  });
  it('refuses text that is no day', () => {
    expect(() => addDays('2025-02-30', 1)).toThrow(RangeError);
  });
  it('adds and measures consistently', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), (n) => {
        const day = addDays('1980-06-15', n);
        expect(isRealDay(day)).toBe(true);
        expect(daysBetween('1980-06-15', day)).toBe(n);
      }),
    );
  });
});
