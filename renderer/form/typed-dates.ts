/** Reads dates as people type them in an office: 20261123, 11-23, 2026年11月23日, 今天; times as 0910 or 9:10. */
import { businessTimeOf } from '../../shared/calendar/time-zone.ts';
import { isPartialDate, parsePartialDate } from '../../shared/calendar/partial-date.ts';
import { toHalfWidth } from '../../shared/text/normalise.ts';

/** A full business date, or null when the text is not one (yet). */
export function readDate(typed: string, today: string): string | null {
  const text = toHalfWidth(typed).trim();
  if (text === '今天') return today;
  if (text === '昨天') return shiftDay(today, -1);
  const short = /^(\d{1,2})[-./月](\d{1,2})日?$/.exec(text);
  const whole = short === null ? text : `${today.slice(0, 4)}-${short[1]}-${short[2]}`;
  const read = parsePartialDate(whole);
  return read.ok && read.value.length === 10 ? read.value : null;
}

/** `1953`, `1953-08` or a full date; null when it is none. */
export function readPartialDate(typed: string, today: string): string | null {
  const read = parsePartialDate(typed);
  return read.ok ? read.value : readDate(typed, today);
}

/** The instant of a Beijing date and time, or null. */
export function readInstant(typed: string, today: string): string | null {
  const match = /^(.+?)[\sT]+(\d{1,2})[:时]?(\d{2})分?$/.exec(
    toHalfWidth(typed).replace(/：/g, ':').trim(),
  );
  const day = match === null ? null : readDate(match[1] ?? '', today);
  const hour = Number(match?.[2]);
  const minute = Number(match?.[3]);
  if (day === null || hour > 23 || minute > 59) return null;
  return new Date(
    `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+08:00`,
  ).toISOString();
}

/** How a stored value stands in its box. What is not a value stands there as it was typed. */
export function writeDate(kind: 'date' | 'partialDate' | 'instant', value: unknown): string {
  if (typeof value !== 'string') return '';
  return kind === 'instant' && /^\d{4}-\d{2}-\d{2}T.*Z$/.test(value)
    ? businessTimeOf(value)
    : value;
}

/** The day a calendar should open on. */
export function dayOf(kind: 'date' | 'partialDate' | 'instant', value: unknown): string | null {
  const text = writeDate(kind, value).slice(0, 10);
  return text.length === 10 && isPartialDate(text) ? text : null;
}

function shiftDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}
