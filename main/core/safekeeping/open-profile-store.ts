/**
 * The start-up ladder (one holder, room, key, version, soundness, migration, backup), and the way down from each rung. What cannot be
 * opened is set aside and never deleted, and never replaced by an empty database without saying so.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failure } from '../../../shared/bridge/errors.ts';
import type { Opening, StartupNote } from '../../../shared/bridge/keeping.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  openSqlite,
  openStore,
  type Store,
  type StorageErrorCode,
  type StoreOptions,
} from '../storage/index.ts';
import { isNoRoom } from './durable-files.ts';
import { failureCodes } from './explain-storage-error.ts';
import { inspectCopy, type Inspection, type InspectJob } from './inspect-database.ts';
import { createKeeping, type Keeping } from './keeping.ts';
import { openKeepingMemory, type KeepingMemory } from './keeping-state.ts';
import { commitsInLog, commitsLost } from './log-damage.ts';
import { makeBackup, sweepBackups } from './backups.ts';
import { logOf, profileFiles, type ProfileFiles } from './profile-files.ts';
import { dropPristine, givePristineBack, keepPristine } from './pristine-copy.ts';
import { recoverDatabase } from './recover.ts';
import { finishReplacing } from './replace-database.ts';
import { copyForReading, freeSpaceOf, readOnlyReason, type FreeSpace } from './room-to-write.ts';
import { sweepOldDatabases } from './rotate-database.ts';

export interface ProfileStoreOptions extends Omit<
  StoreOptions,
  'path' | 'mode' | 'busyTimeoutMs' | 'key' | 'migrate'
> {
  readonly folder: string;
  /** File name inside the folder; the key file says which. */
  readonly database?: string;
  readonly key: Uint8Array;
  /** Former keys: they open older backups. */
  readonly retiredKeys?: readonly Uint8Array[];
  /** A new profile makes its file; later a missing file is a loss and says so. */
  readonly isNew: boolean;
  /** What the key file had to say (key_copy_used). */
  readonly notes?: readonly StartupNote[];
  readonly onOpening?: (opening: Opening) => void;
  readonly freeSpace?: FreeSpace;
  /** Checks a backup where it holds up nobody; in this thread unless a shell offers another. */
  readonly inspect?: (job: InspectJob) => Promise<Inspection>;
  readonly onKeepingChange?: () => void;
  /** Only for tests: called at each step that a crash could follow. */
  readonly crashAt?: (label: string) => void;
}

export interface OpenedProfileStore {
  readonly store: Store;
  readonly readOnly: boolean;
  readonly notes: readonly StartupNote[];
  readonly keeping: Keeping;
}

/** The store; closing it also takes away the mark that says "was not closed properly". */
export async function openProfileStore(
  options: ProfileStoreOptions,
): Promise<Result<OpenedProfileStore, Failure>> {
  const files = profileFiles(options.folder, options.database);
  const freeSpace = options.freeSpace ?? freeSpaceOf;
  const memory = openKeepingMemory(files.state);
  const notes: StartupNote[] = [...(options.notes ?? [])];
  const readOnly = options.isNew ? null : readOnlyReason(files, freeSpace);
  if (readOnly !== null) {
    notes.push(readOnly);
    return openForReading(options, files, memory, notes, readOnly);
  }
  const finished = finishReplacing(files);
  if (finished === 'restore') notes.push({ code: 'restore_finished', params: {} });
  sweepBackups(files.backups);
  const opened = await openSound(options, files, memory, notes);
  if (!opened.ok) return opened;
  const { store, migrated, hadTrouble } = opened.value;
  const marked = putMark(files.openMark);
  if (marked !== null) {
    await store.close();
    return err(marked);
  }
  rmSync(files.suspectMark, { recursive: true, force: true });
  memory.addNotes(notes);
  if (!hadTrouble && !migrated) memory.set({ cleanStarts: memory.get().cleanStarts + 1 });
  else memory.set({ cleanStarts: 0 });
  if (memory.get().cleanStarts >= 2) sweepOldDatabases(files);
  return ok(withKeeping(options, files, memory, store, freeSpace, false));
}

type Sound = { store: Store; migrated: boolean; hadTrouble: boolean };

async function openSound(
  options: ProfileStoreOptions,
  files: ProfileFiles,
  memory: KeepingMemory,
  notes: StartupNote[],
): Promise<Result<Sound, Failure>> {
  const unclean = existsSync(files.openMark);
  const suspect = existsSync(files.suspectMark) || isDueForCheck(options, memory);
  const commits = unclean ? commitsInLog(logOf(files.database)) : [];
  if (unclean) {
    const refused = tryPristine(files.database);
    if (refused !== null) return err(refused);
  }
  const attempt = await openStore(storeOptions(options, files.database, options.isNew));
  if (attempt.ok) {
    const { store } = attempt;
    const lost = commitsLost(commits, store.recoveredFrames);
    if (!unclean && !suspect) return ok({ store, migrated: false, hadTrouble: false });
    options.onOpening?.({ step: 'check', done: 0, total: 0 });
    const complaints = await check(store);
    if (complaints === 0) {
      dropPristine(files.database);
      memory.set({ lastIntegrityAt: options.now() });
      if (lost > 0) notes.push({ code: 'log_damaged', params: { count: lost } });
      else if (unclean) notes.push({ code: 'checked_after_crash', params: {} });
      return ok({ store, migrated: false, hadTrouble: false });
    }
    await closeDamaged(store);
  } else if (attempt.code === 'E_OLDER_DATA') {
    dropPristine(files.database);
    return migrate(options, files, notes);
  } else if (!isDamage(attempt.code)) {
    givePristineBack(files.database);
    return err(failureOf(attempt.code, attempt.error));
  }
  givePristineBack(files.database);
  return recover(options, files, notes);
}

async function recover(
  options: ProfileStoreOptions,
  files: ProfileFiles,
  notes: StartupNote[],
): Promise<Result<Sound, Failure>> {
  try {
    notes.push(
      ...(await recoverDatabase({
        files,
        store: { ...options, migrate: true },
        retiredKeys: options.retiredKeys ?? [],
        onOpening: options.onOpening ?? (() => undefined),
        crashAt: options.crashAt,
      })),
    );
  } catch (error) {
    // A disk that is full or cannot be written; the damaged file lies where it was.
    return err({ code: isNoRoom(error) ? 'E_DISK_FULL' : 'E_DATA_DAMAGED' });
  }
  const again = await openStore({ ...storeOptions(options, files.database, false), migrate: true });
  return again.ok
    ? ok({ store: again.store, migrated: false, hadTrouble: true })
    : err(failureOf(again.code, again.error));
}

/** First a verified backup, then all steps in one transaction: it is as it was, or as it should be. */
async function migrate(
  options: ProfileStoreOptions,
  files: ProfileFiles,
  notes: StartupNote[],
): Promise<Result<Sound, Failure>> {
  options.onOpening?.({ step: 'backup', done: 0, total: 0 });
  const saved = await backUpClosed(options, files);
  if (!saved.ok) return saved;
  options.onOpening?.({ step: 'migrate', done: 0, total: 0 });
  options.crashAt?.('migrate.backed_up');
  try {
    const opened = await openStore({
      ...storeOptions(options, files.database, false),
      migrate: true,
    });
    if (opened.ok) {
      notes.push({ code: 'migrated', params: {} });
      return ok({ store: opened.store, migrated: true, hadTrouble: false });
    }
  } catch {
    // A step that failed was rolled back with all the others; the file is as it was.
  }
  return err({ code: 'E_MIGRATION_FAILED' });
}

async function backUpClosed(
  options: ProfileStoreOptions,
  files: ProfileFiles,
): Promise<Result<unknown, Failure>> {
  return makeBackup({
    folder: files.backups,
    reason: 'before_migration',
    at: options.now(),
    key: options.key,
    cipher: options.cipher ?? 'aegis256',
    inspect: options.inspect ?? inspectHere,
    crashAt: options.crashAt,
    copyTo(path) {
      const opened = openSqlite({
        path: files.database,
        key: options.key,
        ...(options.cipher === undefined ? {} : { cipher: options.cipher }),
        mode: 'inspect',
      });
      if (!opened.ok) throw opened.error;
      opened.database.snapshot(path);
      opened.database.close();
    },
  });
}

/** Everything can be looked at, nothing can be saved. */
async function openForReading(
  options: ProfileStoreOptions,
  files: ProfileFiles,
  memory: KeepingMemory,
  notes: readonly StartupNote[],
  reason: StartupNote,
): Promise<Result<OpenedProfileStore, Failure>> {
  const isCopy = reason.code === 'read_only_folder';
  const place = join(tmpdir(), `qiaobang-reading-${process.pid}-${Date.parse(options.now())}`);
  let path = files.database;
  try {
    if (isCopy) path = copyForReading(files, place);
    const opened = await openStore(storeOptions(options, path, false));
    if (!opened.ok) {
      rmSync(place, { recursive: true, force: true });
      return err(
        isDamage(opened.code) ? { code: 'E_DATA_DAMAGED' } : failureOf(opened.code, opened.error),
      );
    }
    const { store } = opened;
    await store.refuseWrites();
    memory.addNotes(notes);
    const reading: Store = {
      ...store,
      async close() {
        await store.close();
        rmSync(place, { recursive: true, force: true });
      },
    };
    return ok(withKeeping(options, files, memory, reading, options.freeSpace ?? freeSpaceOf, true));
  } catch {
    rmSync(place, { recursive: true, force: true });
    return err({ code: isCopy ? 'E_READ_ONLY' : 'E_DISK_FULL' });
  }
}

function withKeeping(
  options: ProfileStoreOptions,
  files: ProfileFiles,
  memory: KeepingMemory,
  store: Store,
  freeSpace: FreeSpace,
  readOnly: boolean,
): OpenedProfileStore {
  const keeping = createKeeping({
    files,
    memory,
    store,
    readOnly,
    freeSpace,
    key: options.key,
    cipher: options.cipher ?? 'aegis256',
    now: options.now,
    inspect: options.inspect ?? inspectHere,
    onChange: options.onKeepingChange ?? (() => undefined),
    crashAt: options.crashAt,
  });
  return {
    store: {
      ...store,
      async close() {
        keeping.stop();
        await store.close();
        if (!readOnly) rmSync(files.openMark, { force: true });
      },
    },
    readOnly,
    notes: memory.get().notes,
    keeping,
  };
}

/** Without a copy of what was found nothing is opened: opening would be the first change. Room, and the next start goes on. */
function tryPristine(database: string): Failure | null {
  try {
    keepPristine(database);
    return null;
  } catch (error) {
    return unwritable(error);
  }
}

/** SQLite alone does not meet a page that nobody asks for; once a week all are read. */
function isDueForCheck(options: ProfileStoreOptions, memory: KeepingMemory): boolean {
  const last = memory.get().lastIntegrityAt;
  if (options.isNew || last === null) return false;
  return Date.parse(options.now()) - Date.parse(last) > 7 * 86_400_000;
}

async function check(store: Store): Promise<number> {
  try {
    return (await store.check()).length;
  } catch {
    return 1;
  }
}

async function closeDamaged(store: Store): Promise<void> {
  try {
    await store.close();
  } catch {
    // The last checkpoint of a damaged file may fail; what can be saved is read from a copy.
  }
}

function storeOptions(options: ProfileStoreOptions, path: string, isNew: boolean): StoreOptions {
  return { ...options, path, mode: isNew ? 'create' : 'existing', busyTimeoutMs: 1_500 };
}

/** The key was unwrapped and checked before, so a file that it does not open is a damaged one. */
function isDamage(code: StorageErrorCode): boolean {
  return ['E_DB_KEY', 'E_DB_CORRUPT', 'E_DB_MISSING', 'E_DB_OTHER', 'E_DB_IO'].includes(code);
}

function failureOf(code: StorageErrorCode, error: Error): Failure {
  const known = failureCodes[code];
  if (known === undefined) throw error;
  return { code: known };
}

const inspectHere = async (job: InspectJob) => inspectCopy(job, `${job.path}.check`);

function putMark(path: string): Failure | null {
  try {
    writeFileSync(path, '', { mode: 0o600 });
    return null;
  } catch (error) {
    return unwritable(error);
  }
}

function unwritable(error: unknown): Failure {
  return { code: isNoRoom(error) ? 'E_DISK_FULL' : 'E_READ_ONLY' };
}
