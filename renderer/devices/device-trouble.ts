/** What about a device deserves a look. Pure. */
import type { BoardDevice } from '../../shared/sync/devices-protocol.ts';

const day = 86_400_000;
/** Days without contact, and without sending what waits, that nobody should get used to. */
export const silentAfterDays = 7;
/** A clock further off than this is worth a telephone call. Milliseconds. */
export const clockTolerance = 120_000;

/** Whole days since the last contact of a device in use; null while that is fine. */
export function silentDays(device: BoardDevice, now: number): number | null {
  if (device.state !== 'active') return null;
  const days = Math.floor((now - Date.parse(device.lastSeenAt ?? device.enrolledAt)) / day);
  return days >= silentAfterDays ? days : null;
}

/** Minutes that the clock is ahead (behind: negative); 0 while that is fine. */
export function minutesFast(device: BoardDevice): number {
  const offset = device.report?.clockOffset ?? 0;
  return Math.abs(offset) > clockTolerance ? Math.round(offset / 60_000) : 0;
}

export function needsLook(device: BoardDevice, now: number): boolean {
  if (device.state === 'pending') return true;
  if (device.state !== 'active') return device.wipeOrdered;
  const oldest = device.report?.oldestUnsentAt ?? null;
  const stuck = oldest !== null && now - Date.parse(oldest) > silentAfterDays * day;
  return (
    device.wipeOrdered ||
    stuck ||
    device.rejected > 0 ||
    minutesFast(device) !== 0 ||
    silentDays(device, now) !== null
  );
}
