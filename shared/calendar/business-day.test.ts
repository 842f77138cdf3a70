import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addBusinessDays, businessDaysBetween, isBusinessDay } from './business-day.ts';
import { addDays, weekdayOf } from './day.ts';
import {
  HOLIDAYS_2025,
  HOLIDAYS_2026,
  SHIPPED_HOLIDAY_TABLES as TABLES,
} from './holiday-tables.ts';

const anyDay = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2024-10-01', n));

describe('addBusinessDays', () => {
  it.each([
    [0, '2025-09-26'],
    [1, '2025-09-28'],
    [3, '2025-09-30'],
    [4, '2025-10-09'],
    [5, '2025-10-10'],
    [6, '2025-10-11'],
    [7, '2025-10-13'],
  ])('received 2025-09-26, +%i is %s', (n, due) => {
    expect(addBusinessDays('2025-09-26', n, TABLES)).toEqual({
      due,
      calendarVersion: '2025.1',
      missingYear: false,
    });
  });
  it('counts from the next working day when received on a day off', () => {
    expect(addBusinessDays('2026-02-17', 1, TABLES).due).toBe('2026-02-24');
  });
  it('goes backwards', () => {
    expect(addBusinessDays('2025-10-09', -1, TABLES).due).toBe('2025-09-30');
  });
  it('names every table it rests on', () => {
    expect(addBusinessDays('2025-12-31', 1, TABLES)).toEqual({
      due: '2026-01-04',
      calendarVersion: '2025.1+2026.1',
      missingYear: false,
    });
  });
  it('falls back to Monday to Friday and says so when a year is missing', () => {
    expect(addBusinessDays('2026-12-31', 1, TABLES)).toEqual({
      due: '2027-01-01',
      calendarVersion: '2026.1+2027-none',
      missingYear: true,
    });
  });
  it('throws on nonsense', () => {
    expect(() => addBusinessDays('2025-02-30', 1, TABLES)).toThrow(RangeError);
    expect(() => addBusinessDays('2025-02-28', 0.5, TABLES)).toThrow(RangeError);
  });
  it('lands on a working day, and counting back gives the number', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (from, n) => {
        const { due } = addBusinessDays(from, n, TABLES);
        if (n !== 0) expect(isBusinessDay(due, TABLES)).toBe(true);
        expect(businessDaysBetween(from, due, TABLES).days).toBe(n);
      }),
    );
  });
  it('never gives an earlier due day for more days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 40 }), (from, n) => {
        const [a, b] = [n, n + 1].map((k) => addBusinessDays(from, k, TABLES).due);
        expect((a ?? '') < (b ?? '')).toBe(true);
      }),
    );
  });
});

describe('shipped tables', () => {
  it('put worked days on weekends only', () => {
    expect(TABLES.flatMap((t) => t.work).filter((day) => weekdayOf(day) <= 5)).toEqual([]);
  });
  it('list no day twice and stay in their year', () => {
    for (const table of TABLES) {
      const all = [...table.off, ...table.work];
      expect(new Set(all).size).toBe(all.length);
      for (const day of all) expect(day.slice(0, 4)).toBe(String(table.year));
    }
  });
  it('end their holidays on the announced days', () => {
    for (const day of ['2025-02-04', '2025-04-06', '2025-05-05', '2025-06-02', '2025-10-08']) {
      expect(HOLIDAYS_2025.off).toContain(day);
    }
    for (const day of ['2026-01-03', '2026-02-23', '2026-06-21', '2026-09-27', '2026-10-07']) {
      expect(HOLIDAYS_2026.off).toContain(day);
    }
    // Sums of the lengths in the notices, weekends among them included.
    expect(HOLIDAYS_2025.off).toHaveLength(28);
    expect(HOLIDAYS_2026.off).toHaveLength(33);
  });
});
