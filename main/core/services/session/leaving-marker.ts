/**
 * That this computer leaves the district: `leaving.json`, written before anything else is done about it and removed with the last file.
 * What was killed in between goes on from here at the next start.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { readDouble, writeDouble, type DoubleRead } from '../../vault/double-file.ts';
import type { CrashPoint } from '../../vault/atomic-file.ts';

const markerSchema = z.strictObject({
  format: z.literal(1),
  /** The district's order that is obeyed; null: a person at this computer decided it. */
  orderId: z.string().nullable(),
  at: z.iso.datetime(),
  /** Profiles whose unsent work lies in a box, or that had none. */
  sealed: z.array(z.string()),
  /** All boxes have their receipts: the profiles may go. */
  delivered: z.boolean(),
});
export type LeavingMarker = z.infer<typeof markerSchema>;

export function readLeaving(dataDir: string): DoubleRead<LeavingMarker> {
  return readDouble(fileIn(dataDir), markerSchema);
}

export function writeLeaving(dataDir: string, marker: LeavingMarker, at?: CrashPoint): void {
  writeDouble(fileIn(dataDir), marker, at);
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'leaving.json');
}
