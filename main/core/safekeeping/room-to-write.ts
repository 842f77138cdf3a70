/** Whether the profile can be written at all: a folder that takes no files, or a disk that is nearly full, is opened for reading only. */
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { StartupNote } from '../../../shared/bridge/keeping.ts';
import { codeOf } from './durable-files.ts';
import { isThere, logOf, type ProfileFiles } from './profile-files.ts';

/** Free bytes of the disk that holds the folder, for this user. */
export type FreeSpace = (folder: string) => number;

export const freeSpaceOf: FreeSpace = (folder) => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

const megabyte = 1024 * 1024;
/** Below this even a small office cannot be sure that a day's work fits. */
const least = 200 * megabyte;

/** Why the profile can only be read, or null. Below twice the database and its log, a backup, a migration or a repair would not fit. */
export function readOnlyReason(files: ProfileFiles, freeSpace: FreeSpace): StartupNote | null {
  if (!takesFiles(files.folder)) return { code: 'read_only_folder', params: {} };
  const free = freeSpace(files.folder);
  const size = bytesOf(files.database) + bytesOf(logOf(files.database));
  if (free >= Math.max(least, 2 * size)) return null;
  return { code: 'read_only_space', params: { free: Math.floor(free / megabyte) } };
}

/** SQLite cannot read a database with a log in a folder that it may not write; a copy elsewhere can be read (it is as sealed as the original). */
export function copyForReading(files: ProfileFiles, place: string): string {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const copy = join(place, 'office.db');
  copyFileSync(files.database, copy);
  if (isThere(logOf(files.database))) copyFileSync(logOf(files.database), logOf(copy));
  return copy;
}

export function bytesOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** By trying: permissions alone do not tell of a read-only file system or a lost network drive. */
function takesFiles(folder: string): boolean {
  const probe = join(folder, 'write.probe');
  try {
    const file = openSync(probe, 'w', 0o600);
    fsyncSync(file);
    closeSync(file);
    rmSync(probe, { force: true });
    return true;
  } catch (error) {
    // A full disk takes no file either, and is a matter of space.
    return codeOf(error) === 'ENOSPC';
  }
}
