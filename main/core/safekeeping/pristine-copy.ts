/**
 * After an unclean end SQLite changes a database by merely opening it: the log is taken over, even one that is damaged or belongs to
 * another file. So the files are copied first, and given back when what was opened turns out not to be sound.
 */
import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyDurably, moveDurably, syncFolder } from './durable-files.ts';
import { isThere, logOf, removeDatabase } from './profile-files.ts';

/** Makes the copy, or, when a start was cut off after making one, gives that one back first. Throws when the disk has no room for it,
 *  and then takes none. */
export function keepPristine(database: string): void {
  givePristineBack(database);
  if (!isThere(database)) return;
  const copy = pristineOf(database);
  const making = `${copy}.tmp`;
  removeDatabase(making);
  rmSync(logOf(copy), { force: true });
  try {
    if (isThere(logOf(database))) copyDurably(logOf(database), logOf(copy));
    copyDurably(database, making);
  } catch (error) {
    // The room it took is what the next start may lack.
    removeDatabase(making);
    rmSync(logOf(copy), { force: true });
    throw error;
  }
  // Under its name it is complete, its log included.
  moveDurably(making, copy);
}

/** The files as they were found; nothing happens when there is no copy. */
export function givePristineBack(database: string): void {
  const copy = pristineOf(database);
  if (!isThere(copy)) return;
  removeDatabase(database);
  if (isThere(logOf(copy))) renameSync(logOf(copy), logOf(database));
  moveDurably(copy, database);
}

/** What was opened is sound: from now on it is the truth. Call before anybody can write. */
export function dropPristine(database: string): void {
  removeDatabase(pristineOf(database));
  syncFolder(dirname(database));
}

function pristineOf(database: string): string {
  return `${database}.found`;
}
