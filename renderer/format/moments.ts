/** Instants as people read them: Beijing time, as short as the day allows. */
import { businessDateOf, businessTimeOf } from '../../shared/calendar/time-zone.ts';
import { shortDay } from './days.ts';

/** `09:42` today, `11-20 15:07` this year, `2025-11-20 15:07` before. */
export function shortMoment(instant: string, now: number): string {
  const today = businessDateOf(now);
  const [day = '', time = ''] = businessTimeOf(instant).split(' ');
  return day === today ? time : `${shortDay(day, today)} ${time}`;
}

/** `11-20 15:07` this year, `2025-11-20 15:07` before: all of one width in a column. */
export function listMoment(instant: string, now: number): string {
  const whole = businessTimeOf(instant);
  return whole.slice(0, 4) === businessDateOf(now).slice(0, 4) ? whole.slice(5) : whole;
}

/** `09:42` in Beijing. */
export function clockTime(instant: string | number): string {
  return businessTimeOf(instant).slice(11);
}

/** `2026年11月23日 星期一`, `Mon, 23 Nov 2026`. */
export function longDay(day: string, language: 'zh' | 'en'): string {
  const date = new Date(`${day}T00:00:00Z`);
  const options = {
    timeZone: 'UTC',
    year: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
  } as const;
  if (language === 'en')
    return new Intl.DateTimeFormat('en-GB', { ...options, weekday: 'short' }).format(date);
  const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', weekday: 'long' }).format(
    date,
  );
  return `${new Intl.DateTimeFormat('zh-CN', options).format(date)} ${weekday}`;
}

/** A note that may be an instant, a business date or plain text, as people read it. */
export function noteText(note: string, now: number): string {
  return /^\d{4}-\d{2}-\d{2}T.*Z$/.test(note) ? shortMoment(note, now) : note;
}
