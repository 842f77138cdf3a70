/** Alerts before a limitation runs out: 30, 10 and 3 calendar days (domain.md §3.4), and every day after it did. */
import { daysBetween } from '../../calendar/day.ts';

export const limitationAlerts = [30, 10, 3] as const;
export type LimitationAlert = (typeof limitationAlerts)[number] | 'past';

/** The narrowest alert that the day has reached; null while none has. */
export function limitationAlert(limitationOn: string, today: string): LimitationAlert | null {
  const left = daysBetween(today, limitationOn);
  if (left < 0) return 'past';
  return limitationAlerts.findLast((days) => left <= days) ?? null;
}
