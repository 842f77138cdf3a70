import { describe, expect, it } from 'vitest';
import type { BoardDevice } from '../../shared/sync/devices-protocol.ts';
import { minutesFast, needsLook, silentDays } from './device-trouble.ts';

const now = Date.parse('2026-11-25T00:00:00.000Z');
const report = { queue: 0, files: 0, oldestUnsentAt: null, clockOffset: 0, freeBytes: null };
const device: BoardDevice = {
  id: 'a',
  unit: '330203008',
  unitName: '望春街道',
  letter: 'A',
  name: '前台',
  state: 'active',
  wipeOrdered: false,
  fingerprint: '1234 5678 9012 3456',
  users: [],
  enrolledAt: '2026-11-01T00:00:00.000Z',
  lastSeenAt: '2026-11-24T00:00:00.000Z',
  appVersion: '0.1.0',
  report,
  rejected: 0,
};

describe('what deserves a look', () => {
  it.each<[string, Partial<BoardDevice>, boolean]>([
    ['a device that is well', {}, false],
    ['a pending one', { state: 'pending' }, true],
    ['a revoked one', { state: 'revoked', lastSeenAt: null }, false],
    ['one that was silent for a week', { lastSeenAt: '2026-11-18T00:00:00.000Z' }, true],
    ['one that never came', { lastSeenAt: null }, true],
    ['refused rows', { rejected: 1 }, true],
    ['a clock three minutes off', { report: { ...report, clockOffset: -180_000 } }, true],
    ['a clock a minute off', { report: { ...report, clockOffset: 60_000 } }, false],
    [
      'old unsent work',
      { report: { ...report, oldestUnsentAt: '2026-11-10T00:00:00.000Z' } },
      true,
    ],
    ['a wipe that waits', { state: 'revoked', wipeOrdered: true }, true],
  ])('%s', (_what, changes, expected) => {
    expect(needsLook({ ...device, ...changes }, now)).toBe(expected);
  });

  it('counts days and minutes', () => {
    expect(silentDays({ ...device, lastSeenAt: '2026-11-14T12:00:00.000Z' }, now)).toBe(10);
    expect(minutesFast({ ...device, report: { ...report, clockOffset: 10_800_000 } })).toBe(180);
  });
});
