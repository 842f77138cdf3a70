// Arithmetic on calendar days written `YYYY-MM-DD`. Days have no clock time and no zone,
// so everything here runs on UTC midnights and cannot drift with the machine's settings.

const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day that exists (no 02-30, 29 Feb only in leap years). Years 1000-9999. */
export function isRealDay(text: string): boolean {
  return SHAPE.test(text) && text >= '1000' && toText(toMs(text)) === text;
}

/** The day `count` days later (earlier when negative). Throws on text that is not a day. */
export function addDays(day: string, count: number): string {
  return toText(msOf(day) + count * DAY_MS);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((msOf(to) - msOf(from)) / DAY_MS);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(msOf(day)).getUTCDay() || 7;
}

/** The last day of a month, month 1-12. */
export function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function msOf(day: string): number {
  if (!isRealDay(day)) throw new RangeError('not a calendar day, expected YYYY-MM-DD');
  return toMs(day);
}

function toMs(day: string): number {
  const [, year, month, date] = SHAPE.exec(day) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(date));
}

function toText(ms: number): string {
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10);
}
