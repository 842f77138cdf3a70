// Dates people only partly remember: `1953`, `1953-08` or `1953-08-20`. Old emigration
// dates are rarely exact, and a guess written as a date would later be read as a fact, so
// comparing and computing ages here says "unknown" whenever the answer depends on a missing part.

import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import { toHalfWidth } from '../text/normalise.ts';
import type { Issue } from '../validators/verdict.ts';
import { issueOf } from '../validators/verdict.ts';
import { isRealDay, lastDayOfMonth } from './day.ts';

/** Canonical text: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDate = string;

export type PartialOrder = 'before' | 'same' | 'after' | 'unknown';

/**
 * Reads what people type: `1953`, `1953-8`, `1953.08.20`, `1953/8/20`, `19530820`, `195308`,
 * `1953年8月20日`, full width too. Years 1000-9999; a day that does not exist is an error.
 */
export function parsePartialDate(input: string): Result<PartialDate, Issue> {
  const text = toHalfWidth(input)
    .trim()
    .replace(/\s*[年月./-]\s*/gu, '-')
    .replace(/[日号]$/u, '')
    .replace(/-$/u, '');
  if (text === '') return err(issueOf('date.empty'));
  const match =
    /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})?$/.exec(text);
  if (match === null) return err(issueOf('date.format'));
  const [, year = '', month, day] = match;
  const parts = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter(
    (p) => p !== undefined,
  );
  const value = parts.join('-');
  return isPartialDate(value) ? ok(value) : err(issueOf('date.impossible', { date: value }));
}

/** Whether the text is a canonical partial date that exists. */
export function isPartialDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text)) return false;
  return isRealDay(`${text}-01-01`.slice(0, 10)) && (text.length < 10 || isRealDay(text));
}

/** First and last day the date may stand for. Throws when the text is not a partial date. */
export function partialDateRange(date: PartialDate): { first: string; last: string } {
  if (!isPartialDate(date)) throw new RangeError('not a partial date');
  if (date.length === 10) return { first: date, last: date };
  if (date.length === 4) return { first: `${date}-01-01`, last: `${date}-12-31` };
  const lastDay = lastDayOfMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
  return { first: `${date}-01`, last: `${date}-${lastDay}` };
}

/** Where `a` lies relative to `b`: `same` only for equal full days, `unknown` when the ranges overlap. */
export function comparePartialDates(a: PartialDate, b: PartialDate): PartialOrder {
  const [left, right] = [partialDateRange(a), partialDateRange(b)];
  if (left.last < right.first) return 'before';
  if (left.first > right.last) return 'after';
  return a.length === 10 && a === b ? 'same' : 'unknown';
}

/**
 * Full years of age on `today`, as the smallest and largest possible value (equal for a full date,
 * and often for a month). Null when the birth may lie wholly after `today`. Someone born on 29 Feb
 * is a year older on 1 March of other years.
 */
export function ageAt(birth: PartialDate, today: string): { min: number; max: number } | null {
  const { first, last } = partialDateRange(birth);
  if (first > today) return null;
  return { min: Math.max(0, fullYears(last, today)), max: fullYears(first, today) };
}

/** For people to read: `1953年8月20日`, `20 Aug 1953`; missing parts are left out. */
export function formatPartialDate(date: PartialDate, language: 'zh' | 'en'): string {
  if (!isPartialDate(date)) return date;
  const [year = '', month, day] = date.split('-');
  if (language === 'zh') {
    return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`;
  }
  const monthName = month ? MONTHS[Number(month) - 1] : undefined;
  return [day ? String(Number(day)) : undefined, monthName, year].filter(Boolean).join(' ');
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function fullYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
