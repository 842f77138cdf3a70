// V9: deadlines in working days (工作日) from loadable holiday tables. Offline machines never
// guess holidays: when the table of a needed year is missing the plain Monday-Friday week is
// used, and the answer says so, so that screens can show 「节假日表缺失」.

import { addDays, isRealDay, weekdayOf } from './day.ts';

/** One yearly notice of 国务院办公厅: days off and weekend days that are worked (调休), `YYYY-MM-DD`. */
export type HolidayTable = {
  year: number;
  off: readonly string[];
  work: readonly string[];
  /** Stored with each deadline; a corrected notice gets a new version. */
  version: string;
};

export type CalendarBasis = {
  /** Versions of the tables of the years touched, `+` between them; `2027-none` for a missing one. */
  calendarVersion: string;
  missingYear: boolean;
};

/**
 * The nth working day after `from` (receipt day not counted). `n = 0` gives `from` itself, a negative
 * `n` counts backwards. `from` need not be a working day. Throws on a non-day or a non-integer.
 */
export function addBusinessDays(
  from: string,
  n: number,
  tables: readonly HolidayTable[],
): { due: string } & CalendarBasis {
  if (!Number.isInteger(n)) throw new RangeError('whole number of business days expected');
  if (!isRealDay(from)) throw new RangeError('not a calendar day, expected YYYY-MM-DD');
  const step = n < 0 ? -1 : 1;
  let due = from;
  for (let left = Math.abs(n); left > 0;) {
    due = addDays(due, step);
    if (isBusinessDay(due, tables)) left -= 1;
  }
  return { due, ...basisOf(from, due, tables) };
}

/**
 * Working days after `from` up to and including `to`; negative when `to` is earlier. So a deadline
 * `n` days ahead is `n` days away: the inverse of `addBusinessDays`.
 */
export function businessDaysBetween(
  from: string,
  to: string,
  tables: readonly HolidayTable[],
): { days: number } & CalendarBasis {
  const backwards = to < from;
  // Backwards the day itself is left out again and the earlier end counted, to mirror addBusinessDays.
  const [start, end] = backwards ? [addDays(to, -1), addDays(from, -1)] : [from, to];
  let days = 0;
  for (let day = start; day < end;) {
    day = addDays(day, 1);
    if (isBusinessDay(day, tables)) days += 1;
  }
  return { days: backwards ? -days : days, ...basisOf(from, to, tables) };
}

/** Whether people work on this day. A notice may name days of the year before or after its own. */
export function isBusinessDay(day: string, tables: readonly HolidayTable[]): boolean {
  if (tables.some((table) => table.work.includes(day))) return true;
  if (tables.some((table) => table.off.includes(day))) return false;
  return weekdayOf(day) <= 5;
}

/** Which tables an answer over these days rests on; for callers that list days themselves. */
export function basisOf(a: string, b: string, tables: readonly HolidayTable[]): CalendarBasis {
  const [first, last] = [a, b].map((day) => Number(day.slice(0, 4))).toSorted((x, y) => x - y);
  const versions: string[] = [];
  let missingYear = false;
  for (let year = first ?? 0; year <= (last ?? 0); year += 1) {
    const table = tables.find((t) => t.year === year);
    if (table === undefined) missingYear = true;
    versions.push(table?.version ?? `${year}-none`);
  }
  return { calendarVersion: versions.join('+'), missingYear };
}
