/**
 * The way back from a database that cannot be opened: newest sound backup, then whatever the damaged file still gives, then empty and
 * everything from the district. The damaged file is set aside. Each step leaves a note for the person.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Opening, StartupNote } from '../../../shared/bridge/keeping.ts';
import { openSqlite, openStore, type StoreOptions } from '../storage/index.ts';
import { isUnchanged, listBackups, noteSoundness, type StoredBackup } from './backups.ts';
import { copyDurably, isNoRoom, syncFile } from './durable-files.ts';
import { inspectCopy, keyIdOf } from './inspect-database.ts';
import {
  isThere,
  logOf,
  nameOfMoment,
  removeDatabase,
  type ProfileFiles,
} from './profile-files.ts';
import { replaceDatabase } from './replace-database.ts';
import { salvageInto, type Salvage } from './salvage.ts';

export interface RecoveryInput {
  readonly files: ProfileFiles;
  /** How the product opens the store; path and mode are ours. */
  readonly store: Omit<StoreOptions, 'path' | 'mode'> & { key: Uint8Array };
  readonly retiredKeys: readonly Uint8Array[];
  readonly onOpening: (opening: Opening) => void;
  readonly crashAt?: ((label: string) => void) | undefined;
}

/** Afterwards a sound database lies in its place. Throws only when the disk refuses to take it. */
export async function recoverDatabase(input: RecoveryInput): Promise<readonly StartupNote[]> {
  const { files, store } = input;
  const notes: StartupNote[] = [];
  const scratch = join(files.folder, 'recovery');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const next = join(scratch, 'next.db');
  try {
    input.onOpening({ step: 'restore', done: 0, total: 0 });
    const found = newestSound(input, scratch, notes);
    if (found === null) await makeEmpty(store, next);
    else takeCopy(input, found, next);
    input.onOpening({ step: 'salvage', done: 0, total: 0 });
    const saved = isThere(files.database) ? salvage(input, scratch, next) : null;
    syncFile(next);
    const at = store.now();
    const aside = `quarantine/${nameOfMoment(at)}`;
    if (isThere(files.database)) notes.push({ code: 'damaged_set_aside', params: { name: aside } });
    if (found !== null)
      notes.push({
        code: 'restored_from_backup',
        params: { at: found.at, records: found.records },
      });
    if (saved !== null && saved.records + saved.unsent > 0)
      notes.push({ code: 'salvaged', params: { ...saved } });
    else if (found === null) notes.push({ code: 'started_empty', params: {} });
    replaceDatabase(files, { next, aside, reason: 'recovery', crashAt: input.crashAt });
    return notes;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function newestSound(
  { files, store, retiredKeys }: RecoveryInput,
  scratch: string,
  notes: StartupNote[],
): StoredBackup | null {
  const keys = new Map([store.key, ...retiredKeys].map((key) => [keyIdOf(key), key]));
  for (const backup of listBackups(files.backups)) {
    if (!backup.sound) continue;
    const key = keys.get(backup.manifest.keyId);
    const copy = join(scratch, 'looked-at.db');
    if (
      key !== undefined &&
      isUnchanged(backup) &&
      inspectCopy({ path: backup.path, key, cipher: backup.manifest.cipher }, copy).ok
    )
      return backup;
    noteSoundness(backup, false, store.now());
    notes.push({ code: 'backup_skipped', params: { at: backup.at } });
  }
  return null;
}

/** A copy of the backup under the present key. */
function takeCopy({ store, retiredKeys }: RecoveryInput, backup: StoredBackup, next: string): void {
  copyDurably(backup.path, next);
  if (backup.manifest.keyId === keyIdOf(store.key)) return;
  rekeyCopy(next, backup, [...retiredKeys], store.key);
}

/** A backup from before a change of key is brought to the present one. */
export function rekeyCopy(
  path: string,
  backup: StoredBackup,
  keys: readonly Uint8Array[],
  to: Uint8Array,
): void {
  const key = keys.find((each) => keyIdOf(each) === backup.manifest.keyId);
  if (key === undefined) throw new Error('no key opens this backup');
  const opened = openSqlite({ path, key, cipher: backup.manifest.cipher, mode: 'inspect' });
  if (!opened.ok) throw opened.error;
  opened.database.exec('PRAGMA journal_mode = DELETE');
  opened.database.rekey(to);
  opened.database.close();
  syncFile(path);
}

async function makeEmpty(store: RecoveryInput['store'], path: string): Promise<void> {
  const made = await openStore({ ...store, path, mode: 'create' });
  if (!made.ok) throw made.error;
  await made.store.close();
}

/** Works on copies: opening a damaged file would already change it. With its log first; a log that is not its own is left out. */
function salvage(input: RecoveryInput, scratch: string, next: string): Salvage {
  const withLog = salvageCopy(input, scratch, next, true);
  if (withLog.records + withLog.unsent > 0 || !isThere(logOf(input.files.database))) return withLog;
  const without = salvageCopy(input, scratch, next, false);
  return { ...without, lost: without.lost + 1 };
}

function salvageCopy(
  { files, store }: RecoveryInput,
  scratch: string,
  next: string,
  withLog: boolean,
): Salvage {
  const nothing: Salvage = { records: 0, unsent: 0, lost: 1 };
  const copy = join(scratch, 'damaged.db');
  removeDatabase(copy);
  try {
    copyDurably(files.database, copy);
    const log = logOf(files.database);
    if (withLog && isThere(log)) copyDurably(log, logOf(copy));
  } catch (error) {
    // With room everything may come back: better no start now than one with less than there is.
    if (isNoRoom(error)) throw error;
    return nothing;
  }
  const damaged = openSqlite({ path: copy, key: store.key, ...cipherOf(store), mode: 'inspect' });
  if (!damaged.ok) {
    if (isNoRoom(damaged.error)) throw damaged.error;
    return nothing;
  }
  const sound = openSqlite({
    path: next,
    key: store.key,
    ...cipherOf(store),
    mode: 'existing',
    migrate: true,
  });
  if (!sound.ok) {
    closeQuietly(damaged.database);
    throw sound.error;
  }
  try {
    return salvageInto(sound.database, damaged.database);
  } finally {
    sound.database.checkpoint();
    sound.database.close();
    closeQuietly(damaged.database);
    removeDatabase(copy);
  }
}

function cipherOf(store: RecoveryInput['store']) {
  return store.cipher === undefined ? {} : { cipher: store.cipher };
}

function closeQuietly(database: { close(): void }): void {
  try {
    database.close();
  } catch {
    // Closing writes the log into a damaged copy that is about to be removed.
  }
}
