/** On which days of the last year visits happened: 38 % in the five weeks before 春节, peaks at the other festivals (domain.md §5.2). */
import { addDays, daysBetween, weekdayOf } from '../../calendar/day.ts';
import { chance, randomInt } from '../random.ts';
import type { Tools } from './tools.ts';

/** First day of the lunar year. */
const springFestivals = [
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
  '2031-01-23',
  '2032-02-11',
  '2033-01-31',
  '2034-02-19',
  '2035-02-08',
];

/** Around 端午, 中秋 with 国庆, and 重阳; the lunar dates wander within these spans. Month and day. */
const peaks = [
  ['06-01', '06-22'],
  ['09-08', '09-30'],
  ['10-12', '10-28'],
] as const;

/** 春节 of the twelve months before today; the nearest approximation beyond the table is the middle of February. */
export function springFestivalBefore(today: string): string {
  const from = addDays(today, -365);
  const known = springFestivals.find((day) => day > from && day <= today);
  if (known !== undefined) return known;
  const guess = `${today.slice(0, 4)}-02-10`;
  return guess <= today ? guess : `${Number(today.slice(0, 4)) - 1}-02-10`;
}

/** Days of visits in order, yesterday at the latest and a year ago at the earliest. */
export function visitDays(tools: Tools, count: number): string[] {
  const festival = springFestivalBefore(tools.today);
  return Array.from({ length: count }, () => visitDay(tools, festival)).toSorted();
}

/** Whether the day lies in the weeks in which the festival visits are made. */
export function isBeforeSpringFestival(day: string, today: string): boolean {
  const gap = daysBetween(day, springFestivalBefore(today));
  return gap >= 1 && gap <= 35;
}

function visitDay({ random, today }: Tools, festival: string): string {
  const season = chance(random, 0.36);
  for (;;) {
    const day = season
      ? addDays(festival, -randomInt(random, 1, 35))
      : addDays(today, -randomInt(random, 1, 364));
    if (day >= today || weekdayOf(day) === 7) continue;
    if (weekdayOf(day) === 6 && !chance(random, 0.3)) continue;
    if (season || isPeak(day) || chance(random, 0.55)) return day;
  }
}

function isPeak(day: string): boolean {
  const monthDay = day.slice(5);
  return peaks.some(([from, to]) => monthDay >= from && monthDay <= to);
}
