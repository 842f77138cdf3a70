/**
 * Puts another database file in the place of the present one. The present one is moved aside, never deleted. A mark is written first
 * and taken away last, so that a start after a crash finishes what was begun: the old file or the new one, never neither.
 */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { moveDurably, readJson, syncFolder, writeJsonDurably } from './durable-files.ts';
import { isThere, logOf, removeDatabase, type ProfileFiles } from './profile-files.ts';

const markSchema = z.object({
  /** Folder (below the profile's) that the present file goes to. */
  aside: z.string(),
  asideName: z.string(),
  reason: z.enum(['restore', 'recovery']),
});

export interface Replacement {
  /** Complete, verified and synced; in the profile's folder. */
  readonly next: string;
  /** `undo/<time>` or `quarantine/<time>`, below the profile's folder. */
  readonly aside: string;
  readonly reason: 'restore' | 'recovery';
  readonly crashAt?: ((label: string) => void) | undefined;
}

/** Name of a complete file that waits for its place. */
export function waitingName(database: string): string {
  return `${database}.next`;
}

export function replaceDatabase(files: ProfileFiles, input: Replacement): void {
  const crash = input.crashAt ?? (() => undefined);
  const waiting = waitingName(files.database);
  if (input.next !== waiting) moveDurably(input.next, waiting);
  crash('replace.waiting');
  const mark = { aside: input.aside, asideName: basename(files.database), reason: input.reason };
  writeJsonDurably(files.replaceMark, mark);
  crash('replace.marked');
  finish(files, mark, crash);
}

/** Finishes what a crash has cut off. Answers the reason when something was finished. */
export function finishReplacing(files: ProfileFiles): 'restore' | 'recovery' | null {
  const mark = readJson(files.replaceMark, markSchema);
  if (mark === null) {
    // Without a mark nothing was decided: a waiting file is a leftover.
    removeDatabase(waitingName(files.database));
    rmSync(files.replaceMark, { force: true });
    return null;
  }
  finish(files, mark, () => undefined);
  return mark.reason;
}

function finish(
  files: ProfileFiles,
  mark: z.infer<typeof markSchema>,
  crash: (label: string) => void,
): void {
  const waiting = waitingName(files.database);
  if (isThere(waiting)) {
    const aside = join(files.folder, mark.aside);
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    setAside(files.database, join(aside, mark.asideName));
    crash('replace.aside');
    moveDurably(waiting, files.database);
    crash('replace.moved');
  }
  rmSync(files.replaceMark, { force: true });
  syncFolder(dirname(files.replaceMark));
}

/** The log first: a database without its log must never lie where the next start would open it. */
function setAside(from: string, to: string): void {
  for (const [source, target] of [
    [logOf(from), logOf(to)],
    [from, to],
  ] as const)
    if (isThere(source)) renameSync(source, target);
  syncFolder(dirname(to));
  syncFolder(dirname(from));
}
