/** Goes back to a backup, and back again. Works while the store is closed; the present state is set aside first. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../../shared/bridge/errors.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { CipherName } from '../storage/index.ts';
import { isUnchanged, listBackups, noteSoundness } from './backups.ts';
import { copyDurably } from './durable-files.ts';
import { inspectCopy, inspectDatabase } from './inspect-database.ts';
import { isThere, nameOfMoment, profileFiles, type ProfileFiles } from './profile-files.ts';
import { rekeyCopy } from './recover.ts';
import { replaceDatabase } from './replace-database.ts';

export interface RestoreInput {
  readonly folder: string;
  readonly database: string;
  readonly key: Uint8Array;
  readonly retiredKeys: readonly Uint8Array[];
  readonly cipher: CipherName;
  /** ISO 8601 UTC. */
  readonly now: () => string;
  readonly crashAt?: (label: string) => void;
}

/** E_BACKUP_DAMAGED: nothing was changed. */
export function restoreBackup(
  input: RestoreInput & { readonly backupId: string },
): Result<null, Failure> {
  const files = profileFiles(input.folder, input.database);
  const backup = listBackups(files.backups).find(({ id }) => id === input.backupId);
  if (backup === undefined) return err({ code: 'E_BACKUP_DAMAGED' });
  return replaceBy(files, input, (next, scratch) => {
    const keys = [input.key, ...input.retiredKeys];
    const isSound =
      isUnchanged(backup) &&
      keys.some(
        (key) =>
          inspectCopy(
            { path: backup.path, key, cipher: backup.manifest.cipher },
            join(scratch, 'looked-at.db'),
          ).ok,
      );
    if (!isSound) {
      noteSoundness(backup, false, input.now());
      return false;
    }
    copyDurably(backup.path, next);
    rekeyCopy(next, backup, keys, input.key);
    return true;
  });
}

/** Brings back what the last restore has set aside; the restored state becomes the one to go back to. */
export function undoRestore(input: RestoreInput): Result<null, Failure> {
  const files = profileFiles(input.folder, input.database);
  const undo = newestUndo(files);
  if (undo === null) return err({ code: 'E_BACKUP_DAMAGED' });
  return replaceBy(files, input, (next) => {
    copyDurably(undo.path, next);
    return true;
  });
}

/** The state before the last restore. */
export function newestUndo(files: ProfileFiles): { at: string; path: string } | null {
  const [name] = namesIn(files.undo).toSorted().toReversed();
  if (name === undefined) return null;
  const file = namesIn(join(files.undo, name)).find((each) => each.endsWith('.db'));
  return file === undefined ? null : { at: momentOfName(name), path: join(files.undo, name, file) };
}

function replaceBy(
  files: ProfileFiles,
  input: RestoreInput,
  prepare: (next: string, scratch: string) => boolean,
): Result<null, Failure> {
  const scratch = join(files.folder, 'recovery');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  try {
    const next = join(scratch, 'next.db');
    if (!prepare(next, scratch)) return err({ code: 'E_BACKUP_DAMAGED' });
    if (!inspectDatabase({ path: next, key: input.key, cipher: input.cipher }).ok)
      return err({ code: 'E_BACKUP_DAMAGED' });
    const name = nameOfMoment(input.now());
    replaceDatabase(files, {
      next,
      aside: `undo/${name}`,
      reason: 'restore',
      crashAt: input.crashAt,
    });
    for (const old of namesIn(files.undo))
      if (old !== name) rmSync(join(files.undo, old), { recursive: true, force: true });
    return ok(null);
  } catch {
    // A full or unwritable disk before the switch; what was begun is finished or thrown away at the next start.
    return err({ code: 'E_BACKUP_FAILED' });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** `2026-11-24T08-15-30-123Z` back to ISO 8601. */
function momentOfName(name: string): string {
  return name.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/, 'T$1:$2:$3.$4Z');
}

function namesIn(folder: string): string[] {
  return isThere(folder) ? readdirSync(folder) : [];
}
