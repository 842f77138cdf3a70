// Business dates are Beijing dates whatever the machine's own zone says. Asia/Shanghai is
// +08:00 all year (no summer time since 1991), so a fixed offset is exact for our records.

import { isRealDay } from './day.ts';

const OFFSET_MS = 8 * 3_600_000;

/** The Beijing date `YYYY-MM-DD` of an ISO instant or epoch milliseconds. Throws on anything else. */
export function businessDateOf(instant: string | number): string {
  return shifted(instant).slice(0, 10);
}

/** Beijing date and time `YYYY-MM-DD HH:mm` of an instant, for screens and prints. */
export function businessTimeOf(instant: string | number): string {
  return shifted(instant).slice(0, 16).replace('T', ' ');
}

/** The instant (ISO UTC) at which a Beijing day begins. */
export function startOfBusinessDate(day: string): string {
  if (!isRealDay(day)) throw new RangeError('not a calendar day, expected YYYY-MM-DD');
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS).toISOString();
}

function shifted(instant: string | number): string {
  const ms = typeof instant === 'number' ? instant : parseInstant(instant);
  return new Date(ms + OFFSET_MS).toISOString();
}

function parseInstant(instant: string): number {
  // A text without a zone would be read in the machine's zone: refuse it.
  if (!/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(instant))
    throw new RangeError('ISO instant with zone expected');
  return Date.parse(instant);
}
