/**
 * `keys.json` of a profile: what it is called, how its database is encrypted, and its data key in sealed slots, never in clear.
 * Two copies, and beside them `recovery.json` with all but the password slots: when both copies are lost, the district's recovery
 * key still opens the profile.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { CrashPoint } from './atomic-file.ts';
import { filesOfDouble, readDouble, writeDouble } from './double-file.ts';
import { passwordSlotSchema } from './key-slot.ts';
import { recoverySlotSchema } from './recovery-slot.ts';
import { retiredSlotSchema } from './retired-keys.ts';
import type { Redacted } from './redacted.ts';

const format = 2;

const headerSchema = z.strictObject({
  format: z.literal(format),
  profileId: z.string(),
  /** Grows by one with each new data key. */
  generation: z.int().min(1),
  cipher: z.enum(['aegis256', 'sqlcipher', 'chacha20']),
  /** The database's file name inside the profile's folder. */
  database: z.string().regex(/^office(-\d{1,6})?\.db$/),
  userId: z.string(),
  login: z.string(),
  name: z.string(),
  /** Says which device secret the password slots need, without saying anything about the secret. */
  device: z.string(),
  createdAt: z.string(),
  /** Recognises the data key, and that this header belongs to it, without opening the database. */
  check: z.string(),
});
export type ProfileHeader = z.infer<typeof headerSchema>;

const keyFileSchema = z.strictObject({
  header: headerSchema,
  passwords: z.array(passwordSlotSchema),
  recovery: recoverySlotSchema.nullable(),
  retired: z.array(retiredSlotSchema),
});
export type KeyFile = z.infer<typeof keyFileSchema>;

/** What every later format must keep, so that an older program can tell "newer" from "broken". */
const newerSchema = z.object({ header: z.object({ format: z.int().min(format + 1) }) });

export type KeyFileRead =
  | {
      readonly status: 'ok';
      readonly file: KeyFile;
      readonly copyUsed: boolean;
      readonly needsRepair: boolean;
    }
  | { readonly status: 'absent' | 'unreadable' | 'newer' };

/** Without password slots (`file.passwords` empty) when only `recovery.json` could be read. */
export function readKeyFile(folder: string): KeyFileRead {
  const paths = [keysIn(folder), recoveryIn(folder)];
  // A newer program that was cut off while it wrote has the first word: its new copy must not be "repaired" to ours.
  if (paths.some((path) => readDouble(path, newerSchema).status === 'ok'))
    return { status: 'newer' };
  const [keys, recovery] = paths.map((path) => readDouble(path, keyFileSchema));
  if (keys?.status === 'ok') {
    const { value: file, copyUsed, needsRepair } = keys;
    const isBacked = recovery?.status === 'ok' && isSame(recovery.value, withoutPasswords(file));
    return { status: 'ok', file, copyUsed, needsRepair: needsRepair || !isBacked };
  }
  if (recovery?.status === 'ok')
    return { status: 'ok', file: recovery.value, copyUsed: true, needsRepair: false };
  const isAbsent = keys?.status === 'absent' && recovery?.status === 'absent';
  return { status: isAbsent ? 'absent' : 'unreadable' };
}

/** The rename of the first copy is the moment at which a change becomes true. */
export function writeKeyFile(folder: string, file: KeyFile, at?: CrashPoint): void {
  writeDouble(keysIn(folder), file, at && ((step) => at(`keys.${step}`)));
  const spare = withoutPasswords(file);
  writeDouble(recoveryIn(folder), spare, at && ((step) => at(`recovery.${step}`)));
}

/** Every file that holds a sealed key: gone with them is the way to the data. */
export function keyFilesIn(folder: string): readonly string[] {
  return [keysIn(folder), recoveryIn(folder)].flatMap(filesOfDouble);
}

/** One text for one header, whatever order its keys came in. */
export function canonical(header: ProfileHeader): string {
  return JSON.stringify([constantPart(header), header.device, header.check]);
}

/** The key-check value (128 bits) of this data key with this header. */
export function checkOf(key: Redacted<Uint8Array>, header: Omit<ProfileHeader, 'check'>): string {
  const info = 'qiaobang key check 2';
  const checkKey = Buffer.from(hkdfSync('sha256', key.reveal(), new Uint8Array(0), info, 32));
  const mac = createHmac('sha256', checkKey).update(constantPart(header)).digest();
  checkKey.fill(0);
  return mac.subarray(0, 16).toString('base64');
}

export function isKeyOf(key: Redacted<Uint8Array>, header: ProfileHeader): boolean {
  const mine = Buffer.from(checkOf(key, header));
  const theirs = Buffer.from(header.check);
  return mine.length === theirs.length && timingSafeEqual(mine, theirs);
}

/** Recognises a device secret. */
export function markOf(deviceSecret: Redacted<Uint8Array>): string {
  const mac = createHmac('sha256', deviceSecret.reveal()).update('qiaobang device mark 2').digest();
  return mac.subarray(0, 12).toString('base64');
}

export function databaseOf(generation: number): string {
  return generation === 1 ? 'office.db' : `office-${generation}.db`;
}

/** What stays the same when the profile is recovered under another device secret. */
function constantPart(header: Omit<ProfileHeader, 'check'>): string {
  const { profileId, generation, cipher, database, userId, login, name, createdAt } = header;
  const named = [profileId, generation, cipher, database, userId, login, name, createdAt];
  return JSON.stringify([header.format, ...named]);
}

function withoutPasswords(file: KeyFile): KeyFile {
  return { ...file, passwords: [] };
}

function isSame(one: KeyFile, other: KeyFile): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function keysIn(folder: string): string {
  return join(folder, 'keys.json');
}

function recoveryIn(folder: string): string {
  return join(folder, 'recovery.json');
}
