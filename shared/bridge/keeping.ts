/** Shapes of what keeps the data of this computer safe: start-up report, backups, recovery, wiping. Words: startup-report.ts. */
import { z } from 'zod';
import { startupNotes, type StartupNoteCode } from './startup-report.ts';

const noteParams = z.record(z.string(), z.union([z.string(), z.number()]));

/** One thing that the start-up found or did; shown until somebody has read it. */
export const startupNote = z.object({
  code: z.enum(Object.keys(startupNotes) as [StartupNoteCode, ...StartupNoteCode[]]),
  params: noteParams,
});
export type StartupNote = z.infer<typeof startupNote>;

/** Long work before a profile is open, or while it is kept safe. `total` 0 = not known. */
export const opening = z.object({
  step: z.enum(['check', 'backup', 'migrate', 'restore', 'salvage', 'rebuild', 'rotate']),
  done: z.int(),
  total: z.int(),
});
export type Opening = z.infer<typeof opening>;

/** The profile's way in: `newer` = written by a newer program, `unreadable` = both copies of the key file are damaged. */
export const profileStatus = z.enum(['ok', 'unreadable', 'newer']);

export const backup = z.object({
  id: z.string().min(1).max(80),
  at: z.iso.datetime(),
  reason: z.enum([
    'timed',
    'lock',
    'before_migration',
    'before_restore',
    'before_rotation',
    'before_import',
    'by_hand',
  ]),
  bytes: z.int(),
  records: z.int(),
  verifiedAt: z.iso.datetime().nullable(),
  /** `false`: the last check found it damaged; it is never chosen for a restore. */
  sound: z.boolean(),
  /** Also lies at the second place. */
  copied: z.boolean(),
});
export type Backup = z.infer<typeof backup>;

export const keepingBoard = z.object({
  backups: z.array(backup),
  running: z.boolean(),
  databaseBytes: z.int(),
  freeBytes: z.int(),
  /** A folder outside the data folder (USB stick, office share) that gets a copy of each backup. */
  secondPlace: z.string().nullable(),
  secondPlaceFailure: z.string().nullable(),
  /** The state before the last restore; null when there is none to go back to. */
  undo: z.object({ at: z.iso.datetime() }).nullable(),
  /** Files set aside because they could not be opened; never deleted by the program. */
  quarantined: z.array(z.object({ name: z.string(), at: z.iso.datetime(), bytes: z.int() })),
  notes: z.array(startupNote),
  readOnly: z.boolean(),
  lastIntegrityAt: z.iso.datetime().nullable(),
});
export type KeepingBoard = z.infer<typeof keepingBoard>;
