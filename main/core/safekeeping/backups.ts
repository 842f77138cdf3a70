/** Backups on the disk: one folder each, made under a temporary name, verified, then named. Sealed by the profile's own key. */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { backup, type Backup } from '../../../shared/bridge/keeping.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { CipherName } from '../storage/index.ts';
import { moveDurably, readJson, syncFile, syncFolder, writeJsonDurably } from './durable-files.ts';
import { keyIdOf, sha256Of, type Inspection, type InspectJob } from './inspect-database.ts';
import { nameOfMoment, removeDatabase } from './profile-files.ts';

const manifestSchema = backup.omit({ id: true, copied: true }).extend({
  format: z.literal(1),
  seq: z.int(),
  sha256: z.string(),
  cipher: z.enum(['aegis256', 'sqlcipher', 'chacha20']),
  keyId: z.string(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface StoredBackup extends Backup {
  readonly path: string;
  readonly manifest: Manifest;
}

export interface NewBackup {
  readonly folder: string;
  readonly reason: Backup['reason'];
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly key: Uint8Array;
  readonly cipher: CipherName;
  /** Writes the plain copy of the database file to this path. */
  readonly copyTo: (path: string) => Promise<void> | void;
  /** Runs where it does not hold up anybody. */
  readonly inspect: (job: InspectJob) => Promise<Inspection>;
  readonly crashAt?: ((label: string) => void) | undefined;
}

const temporary = '.tmp-';
const fileName = 'office.db';

/** Makes and verifies one. Whatever fails, earlier ones are untouched and nothing half remains under a real name. */
export async function makeBackup(input: NewBackup): Promise<Result<StoredBackup, Failure>> {
  const id = `${nameOfMoment(input.at)}-${input.reason}`;
  const place = join(input.folder, `${temporary}${id}`);
  const crash = input.crashAt ?? (() => undefined);
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    const path = join(place, fileName);
    removeDatabase(path);
    await input.copyTo(path);
    crash('backup.copied');
    syncFile(path);
    const seen = await input.inspect({ path, key: input.key, cipher: input.cipher });
    if (!seen.ok) throw new Error('the copy is not sound');
    crash('backup.verified');
    const manifest: Manifest = {
      format: 1,
      at: input.at,
      reason: input.reason,
      bytes: statSync(path).size,
      records: seen.facts.records,
      seq: seen.facts.seq,
      verifiedAt: input.at,
      sound: true,
      sha256: seen.sha256,
      cipher: input.cipher,
      keyId: keyIdOf(input.key),
    };
    writeJsonDurably(join(place, 'manifest.json'), manifest);
    syncFolder(place);
    crash('backup.described');
    const final = join(input.folder, id);
    rmSync(final, { recursive: true, force: true });
    moveDurably(place, final);
    crash('backup.named');
    return ok(storedOf(input.folder, id, manifest));
  } catch {
    // Full disk, unplugged stick, damaged copy: for the person they are one thing, and the old backups are all there.
    rmSync(place, { recursive: true, force: true });
    return err({ code: 'E_BACKUP_FAILED' });
  }
}

/** Newest first. Folders without a readable description are not backups. */
export function listBackups(folder: string): readonly StoredBackup[] {
  return namesIn(folder)
    .filter((name) => !name.startsWith(temporary))
    .flatMap((id) => {
      const manifest = readJson(join(folder, id, 'manifest.json'), manifestSchema);
      return manifest === null ? [] : [storedOf(folder, id, manifest)];
    })
    .toSorted((a, b) => b.at.localeCompare(a.at));
}

/** What a crash left half done. */
export function sweepBackups(folder: string): void {
  for (const name of namesIn(folder))
    if (name.startsWith(temporary)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Writes down whether it was found sound; a damaged one is kept as evidence and never chosen. */
export function noteSoundness(stored: StoredBackup, sound: boolean, at: string): void {
  writeJsonDurably(join(stored.path, '..', 'manifest.json'), {
    ...stored.manifest,
    sound,
    verifiedAt: sound ? at : stored.manifest.verifiedAt,
  });
}

/** Its bytes are still those that were verified. */
export function isUnchanged(stored: StoredBackup): boolean {
  try {
    return sha256Of(stored.path) === stored.manifest.sha256;
  } catch {
    return false;
  }
}

function storedOf(folder: string, id: string, manifest: Manifest): StoredBackup {
  const { at, reason, bytes, records, verifiedAt, sound } = manifest;
  const path = join(folder, id, fileName);
  return { id, at, reason, bytes, records, verifiedAt, sound, copied: false, path, manifest };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    // No backups yet.
    return [];
  }
}
