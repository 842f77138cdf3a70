/** Files that must never be half written: temporary file, fsync, rename, fsync of the folder. */
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Test-only port: is told each step of a write or a wipe by its label, and may end the process there. */
export type CrashPoint = (label: string) => void;

/**
 * After this returns the new content is on the disk; when it throws, the old content still is. Readable by its owner only.
 * The temporary name is always the same, so what a killed write left behind goes with the next one.
 */
export function writeFileAtomic(path: string, content: string, at?: CrashPoint): void {
  const temporary = temporaryOf(path);
  at?.('begin');
  rmSync(temporary, { force: true });
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writeSync(file, content);
      at?.('written');
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    at?.('synced');
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  at?.('renamed');
  syncFolder(dirname(path));
}

/** The text of a file, or null when there is none; other errors are thrown. */
export function readFileIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Where a write of this file stands while it is not complete. */
export function temporaryOf(path: string): string {
  return `${path}.tmp`;
}

/** Whether the place cannot be written at all (full, read-only, not ours): what only keeps habits or repairs may go on without. */
export function isUnwritable(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM'].includes(codeOf(error));
}

/** Makes a rename or a removal in this folder last through a power cut. */
export function syncFolder(folder: string): void {
  // Windows cannot open folders; there the rename is journalled by NTFS.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error ? String(Reflect.get(error, 'code')) : '';
}
