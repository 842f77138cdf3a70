/** By when a problem must be answered (domain.md E27, §3.3): by grade, sooner when urgent; half as long after a reopening. */
import {
  addBusinessDays,
  businessDaysBetween,
  type HolidayTable,
} from '../../calendar/business-day.ts';
import { addDays } from '../../calendar/day.ts';
import type { TicketData } from './schema.ts';

/** Working days for the lead department; D is reviewed each quarter. */
export const daysByGrade: Readonly<Record<string, number>> = { A: 3, B: 7, C: 25 };
const daysByUrgency: Readonly<Record<string, number>> = { top: 1, urgent: 3 };
/** Calendar days of the quarterly review of D. */
const quarter = 90;
/** Co-departments answer within this many working days. */
export const coDays = 3;
const leastAfterReopening = 3;

type Graded = Partial<Pick<TicketData, 'grade' | 'urgency'>>;

/** Working days for the result; `null` for D, whose date is a calendar date. 特急 and 急 shorten A to C. */
export function daysToAnswer({ grade, urgency }: Graded): number | null {
  const byGrade = daysByGrade[grade ?? ''];
  if (byGrade === undefined) return null;
  return Math.min(byGrade, daysByUrgency[urgency ?? ''] ?? byGrade);
}

/** The date by which the result is due, counted from the day of acceptance (not counted itself). */
export function answerDue(ticket: Graded, from: string, tables: readonly HolidayTable[]): string {
  const days = daysToAnswer(ticket);
  return days === null ? addDays(from, quarter) : addBusinessDays(from, days, tables).due;
}

/** Half of the original days, at least three working days. */
export function dueAfterReopening(
  ticket: Graded,
  from: string,
  tables: readonly HolidayTable[],
): string {
  const days = Math.max(leastAfterReopening, Math.ceil((daysToAnswer(ticket) ?? 25) / 2));
  return addBusinessDays(from, days, tables).due;
}

/** After a pause: as many working days as were left when the clock stopped, at least one. */
export function dueAfterPause(
  due: string,
  stoppedOn: string,
  from: string,
  tables: readonly HolidayTable[],
): string {
  const left = businessDaysBetween(stoppedOn, due, tables).days;
  return addBusinessDays(from, Math.max(1, left), tables).due;
}

/** Last day on which an extension may be asked: one working day before the due date. */
export function lastDayToAsk(due: string, tables: readonly HolidayTable[]): string {
  return addBusinessDays(due, -1, tables).due;
}
