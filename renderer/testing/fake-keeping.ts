/** A board of backups for looking at screens. */
import type { KeepingBoard } from '../../shared/bridge/contract.ts';

export const fakeKeepingBoard: KeepingBoard = {
  backups: [
    ['2026-11-23T01:30:00.000Z', 'timed', true],
    ['2026-11-22T09:00:00.000Z', 'lock', true],
    ['2026-11-20T02:00:00.000Z', 'before_migration', false],
  ].map(([at, reason, sound]) => ({
    id: String(at),
    at: String(at),
    reason: reason as 'timed',
    bytes: 12_300_000,
    records: 5_812,
    verifiedAt: String(at),
    sound: sound === true,
    copied: false,
  })),
  running: false,
  databaseBytes: 12_300_000,
  freeBytes: 80_100_000_000,
  secondPlace: null,
  secondPlaceFailure: null,
  undo: null,
  quarantined: [],
  notes: [],
  readOnly: false,
  lastIntegrityAt: '2026-11-22T01:00:00.000Z',
};
