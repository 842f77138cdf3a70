/** Keeps an open profile safe: backups by the clock and on request, their rotation and second place, checks, and what to tell of it. */
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../../shared/bridge/errors.ts';
import type { Backup, KeepingBoard, StartupNote } from '../../../shared/bridge/keeping.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { CipherName, Store } from '../storage/index.ts';
import {
  isUnchanged,
  listBackups,
  makeBackup,
  noteSoundness,
  type StoredBackup,
} from './backups.ts';
import type { Inspection, InspectJob } from './inspect-database.ts';
import type { KeepingMemory } from './keeping-state.ts';
import { isThere, logOf, type ProfileFiles } from './profile-files.ts';
import { newestUndo } from './restore-backup.ts';
import { bytesOf, type FreeSpace } from './room-to-write.ts';
import { backupsToRemove } from './which-backups-stay.ts';

export interface Keeping {
  board(): KeepingBoard;
  /** Waits for one that is running, and shares it. */
  backUp(reason: Backup['reason']): Promise<Result<Backup, Failure>>;
  /** Whether anything was written since the last backup of this session. */
  hasChanged(): Promise<boolean>;
  /** Reads the whole database and the newest backup. E_DATA_DAMAGED: the next start repairs. */
  check(): Promise<Result<null, Failure>>;
  setSecondPlace(folder: string | null): Result<null, Failure>;
  readNotes(): void;
  notes(): readonly StartupNote[];
  /** Something could not be read: the next start checks everything. */
  suspect(): void;
  stop(): void;
}

export interface KeepingDeps {
  readonly files: ProfileFiles;
  readonly memory: KeepingMemory;
  readonly store: Store;
  readonly readOnly: boolean;
  readonly freeSpace: FreeSpace;
  readonly key: Uint8Array;
  readonly cipher: CipherName;
  readonly now: () => string;
  readonly inspect: (job: InspectJob) => Promise<Inspection>;
  readonly onChange: () => void;
  readonly crashAt?: ((label: string) => void) | undefined;
}

const every = 30 * 60_000;
/** Backups may take this much of what is free. */
const share = 0.2;

export function createKeeping(deps: KeepingDeps): Keeping {
  const { files, memory, store } = deps;
  let running: Promise<Result<Backup, Failure>> | null = null;
  let savedChanges: number | null = null;
  const timer = deps.readOnly ? undefined : setInterval(() => void timed(), every);
  timer?.unref();

  async function timed(): Promise<void> {
    if (await hasChanged()) await backUp('timed');
  }

  async function hasChanged(): Promise<boolean> {
    // Opening itself writes a little; only what came later counts.
    const changes = await store.changes();
    return savedChanges === null || changes !== savedChanges;
  }

  function backUp(reason: Backup['reason']): Promise<Result<Backup, Failure>> {
    if (deps.readOnly) return Promise.resolve(err({ code: 'E_READ_ONLY' }));
    running ??= make(reason).finally(() => {
      running = null;
      deps.onChange();
    });
    deps.onChange();
    return running;
  }

  async function make(reason: Backup['reason']): Promise<Result<Backup, Failure>> {
    const changes = await store.changes();
    const made = await makeBackup({
      folder: files.backups,
      reason,
      at: deps.now(),
      key: deps.key,
      cipher: deps.cipher,
      copyTo: (path) => store.snapshot(path),
      inspect: deps.inspect,
      crashAt: deps.crashAt,
    });
    if (!made.ok) return made;
    savedChanges = changes;
    removeOld();
    copyToSecondPlace(made.value);
    return made;
  }

  function removeOld(): void {
    const all = listBackups(files.backups);
    const bytes = all.reduce((sum, each) => sum + each.bytes, 0);
    const budget = share * (deps.freeSpace(files.folder) + bytes);
    const guards = memory.get().cleanStarts < 2;
    const removed = backupsToRemove(
      all.map(({ id, at, sound, bytes: size, reason }) => ({
        id,
        at,
        sound,
        bytes: size,
        guards: guards && reason.startsWith('before_'),
      })),
      { now: Date.parse(deps.now()), budget },
    );
    for (const id of removed) rmSync(join(files.backups, id), { recursive: true, force: true });
    if (removed.length > 0 && bytes > budget)
      memory.addNotes([{ code: 'old_files_kept', params: { kept: all.length - removed.length } }]);
  }

  /** The stick may be out: that is shown on the board and stops nothing. */
  function copyToSecondPlace(backup: StoredBackup): void {
    const place = memory.get().secondPlace;
    if (place === null) return;
    const target = join(place, backup.id);
    try {
      const temporary = `${target}.tmp`;
      rmSync(temporary, { recursive: true, force: true });
      cpSync(join(files.backups, backup.id), temporary, { recursive: true });
      rmSync(target, { recursive: true, force: true });
      renameSync(temporary, target);
      memory.set({ secondPlaceFailed: false });
    } catch {
      memory.set({ secondPlaceFailed: true });
    }
  }

  return {
    backUp,
    hasChanged,
    async check() {
      const complaints = await store.check().catch(() => ['unreadable']);
      if (complaints.length > 0) {
        suspect();
        return err({ code: 'E_DATA_DAMAGED' });
      }
      const [newest] = listBackups(files.backups);
      if (newest !== undefined) {
        const seen = await deps.inspect({
          path: newest.path,
          key: deps.key,
          cipher: newest.manifest.cipher,
        });
        noteSoundness(newest, isUnchanged(newest) && seen.ok, deps.now());
      }
      memory.set({ lastIntegrityAt: deps.now() });
      deps.onChange();
      return ok(null);
    },
    setSecondPlace(folder) {
      if (folder !== null) {
        try {
          mkdirSync(folder, { recursive: true });
          const probe = join(folder, `.qiaobang-${process.pid}`);
          mkdirSync(probe);
          rmSync(probe, { recursive: true });
        } catch {
          return err({ code: 'E_SECOND_PLACE', params: { folder } });
        }
      }
      memory.set({ secondPlace: folder, secondPlaceFailed: false });
      const [newest] = listBackups(files.backups);
      if (newest !== undefined) copyToSecondPlace(newest);
      deps.onChange();
      return ok(null);
    },
    board: () => ({
      backups: listBackups(files.backups).map(({ path: _path, manifest: _manifest, ...shown }) => ({
        ...shown,
        copied: isThere(join(memory.get().secondPlace ?? files.folder, shown.id)),
      })),
      running: running !== null,
      databaseBytes: bytesOf(files.database) + bytesOf(logOf(files.database)),
      freeBytes: deps.freeSpace(files.folder),
      secondPlace: memory.get().secondPlace,
      secondPlaceFailure: memory.get().secondPlaceFailed ? 'E_SECOND_PLACE' : null,
      undo: undoOf(files),
      quarantined: quarantinedIn(files.quarantine),
      notes: [...memory.get().notes],
      readOnly: deps.readOnly,
      lastIntegrityAt: memory.get().lastIntegrityAt,
    }),
    readNotes: () => memory.set({ notes: [] }),
    notes: () => memory.get().notes,
    suspect,
    stop: () => clearInterval(timer),
  };

  function suspect(): void {
    try {
      mkdirSync(files.suspectMark, { recursive: true });
    } catch {
      // A disk in such a state shows itself again at the next start.
    }
  }
}

function undoOf(files: ProfileFiles): KeepingBoard['undo'] {
  const undo = newestUndo(files);
  return undo === null ? null : { at: undo.at };
}

function quarantinedIn(folder: string): KeepingBoard['quarantined'] {
  if (!isThere(folder)) return [];
  return readdirSync(folder).map((name) => {
    const place = join(folder, name);
    const bytes = readdirSync(place).reduce(
      (sum, each) => sum + statSync(join(place, each)).size,
      0,
    );
    return { name, at: statSync(place).mtime.toISOString(), bytes };
  });
}
