/** Where things lie in a profile's folder. Names tell times and reasons, never people. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface ProfileFiles {
  readonly folder: string;
  readonly database: string;
  /** There while the database is open: a start that finds it knows that the last end was none. */
  readonly openMark: string;
  /** Something could not be read: the next start checks the whole file. */
  readonly suspectMark: string;
  /** A change of files that has begun (replace-database.ts). */
  readonly replaceMark: string;
  readonly backups: string;
  readonly undo: string;
  readonly quarantine: string;
  readonly state: string;
}

export function profileFiles(folder: string, database = 'office.db'): ProfileFiles {
  return {
    folder,
    database: join(folder, database),
    openMark: join(folder, 'open.mark'),
    suspectMark: join(folder, 'suspect.mark'),
    replaceMark: join(folder, 'replace.json'),
    backups: join(folder, 'backups'),
    undo: join(folder, 'undo'),
    quarantine: join(folder, 'quarantine'),
    state: join(folder, 'keeping.json'),
  };
}

/** SQLite's own files beside a database. */
export function logOf(database: string): string {
  return `${database}-wal`;
}

/** A database with what belongs to it, for good. */
export function removeDatabase(path: string): void {
  for (const each of [logOf(path), `${path}-shm`, `${path}-journal`, path])
    rmSync(each, { force: true });
}

export function isThere(path: string): boolean {
  return existsSync(path);
}

/** `2026-11-24T08-15-30-123Z`: a moment that every file system takes as a name. */
export function nameOfMoment(moment: string): string {
  return moment.replaceAll(':', '-').replaceAll('.', '-');
}
