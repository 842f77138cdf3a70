/**
 * Working days of 2026, written down apart from the calendar under test (国办发明电〔2025〕7号): what the replay expects must not rest on
 * what it checks.
 */
const spans: readonly (readonly [string, string])[] = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
];
const worked = new Set([
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
]);

export function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function isWorkingDay(day: string): boolean {
  if (worked.has(day)) return true;
  if (spans.some(([from, to]) => day >= from && day <= to)) return false;
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** The n-th working day after the day, which is not counted; 0 is the day itself. */
export function workingDaysAfter(day: string, n: number): string {
  let at = day;
  for (let left = n; left > 0;) {
    at = shift(at, 1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

/** Working days after `from`, up to and with `to`. */
export function workingDaysTo(from: string, to: string): number {
  let count = 0;
  for (let at = shift(from, 1); at <= to; at = shift(at, 1)) if (isWorkingDay(at)) count += 1;
  return count;
}
