/**
 * Removes everything that this office keeps on the computer, or one person's part of it, in an order that makes the rest
 * unreadable first (key slots, device secret) and then takes it away. A marker says what is under way, so that a killed wipe goes
 * on at the next start. What was sealed for the district (`rescue/`) stays.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { syncFolder, type CrashPoint } from './atomic-file.ts';
import { filesOfDouble, readDouble, removeDouble, writeDouble } from './double-file.ts';
import { keyFilesIn } from './key-file.ts';

export interface WipeDeps {
  readonly dataDir: string;
  readonly random: (bytes: number) => Uint8Array;
  /** Called before each step with what is done and what there is to do. */
  readonly onStep?: (progress: WipeProgress) => void;
  /** Names in the data folder that stay as well, beside `rescue`: what the running program holds. */
  readonly keep?: readonly string[];
  readonly crashAt?: CrashPoint;
}

export interface WipeProgress {
  readonly step: WipeStep;
  readonly done: number;
  readonly total: number;
}

const wipeSteps = ['keys', 'device', 'databases', 'backups', 'files', 'logs', 'rest'] as const;
export type WipeStep = (typeof wipeSteps)[number];

const profileId = z.string().regex(/^[\w-]{1,64}$/);
const scopeSchema = z.union([z.literal('all'), z.array(profileId)]);
export type WipeScope = z.infer<typeof scopeSchema>;
const markerSchema = z.strictObject({ format: z.literal(1), profiles: scopeSchema });

export interface WipeReport {
  readonly profiles: WipeScope;
  /** Folders of the running program that the system would not let go of (browser profile, logs); no record is ever in them. */
  readonly left: readonly string[];
}

/**
 * Wipes these profiles, or all there is. Close them first. When it returns they are gone; when it throws or the process dies in
 * between, `resumeWipe` goes on at the next start, and nothing may be enrolled before.
 */
export async function startWipe(deps: WipeDeps, profiles: WipeScope): Promise<WipeReport> {
  const marker = markerSchema.parse({ format: 1, profiles });
  writeDouble(markerIn(deps.dataDir), marker, deps.crashAt);
  return wipe(deps, profiles);
}

/** Finishes a wipe that was cut off; call it at the start before anything reads the folder. Null: none was under way. */
export async function resumeWipe(deps: WipeDeps): Promise<WipeReport | null> {
  const marker = readDouble(markerIn(deps.dataDir), markerSchema);
  return marker.status === 'ok' ? wipe(deps, marker.value.profiles) : null;
}

async function wipe(deps: WipeDeps, profiles: WipeScope): Promise<WipeReport> {
  const left: string[] = [];
  for (const [done, step] of wipeSteps.entries()) {
    deps.onStep?.({ step, done, total: wipeSteps.length });
    // In turns, so that the page hears how far it is.
    await new Promise((resolve) => setImmediate(resolve));
    const paths = pathsOf(step, deps, profiles);
    const isSecret = step === 'keys' || step === 'device';
    for (const [index, path] of paths.entries()) {
      deps.crashAt?.(`${step}.${index}`);
      if (isSecret) overwrite(path, deps);
      if (!remove(path)) left.push(path);
    }
    for (const folder of new Set(paths.map((path) => dirname(path))))
      if (existsSync(folder)) syncFolder(folder);
  }
  deps.crashAt?.('done');
  removeDouble(markerIn(deps.dataDir));
  return { profiles, left };
}

/** What is there now and belongs to this step; what an earlier run has removed does not show any more. */
function pathsOf(step: WipeStep, { dataDir, keep = [] }: WipeDeps, profiles: WipeScope): string[] {
  const root = join(dataDir, 'profiles');
  const isAll = profiles === 'all';
  const folders = (isAll ? namesIn(root) : profiles).map((id) => join(root, id));
  const inFolders = (matches: (name: string) => boolean) =>
    folders.flatMap((folder) => within(folder, matches));
  switch (step) {
    case 'keys':
      return folders.flatMap(keyFilesIn).filter((path) => existsSync(path));
    case 'device':
      return isAll ? within(dataDir, (name) => name.startsWith('device')) : [];
    case 'databases':
      return inFolders((name) => name.startsWith('office') && name.includes('.db'));
    case 'backups':
      return inFolders((name) => name === 'backups');
    case 'files':
      return folders.filter((folder) => existsSync(folder));
    case 'logs':
      return isAll ? within(dataDir, (name) => name === 'logs') : [];
    case 'rest': {
      const marker = filesOfDouble(markerIn(dataDir)).map((path) => basename(path));
      const staying = new Set(['rescue', 'hold.json', ...marker, ...keep]);
      return isAll ? within(dataDir, (name) => !staying.has(name)) : [];
    }
  }
}

/** False: the system holds it open, and it is one of the running program's own. Anything else that cannot be removed is thrown. */
function remove(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    return true;
  } catch (error) {
    if (['logs', 'shell'].includes(basename(path))) return false;
    throw error;
  }
}

/** A sealed key is a few hundred bytes: overwritten first, in case the medium keeps what is only unlinked. */
function overwrite(path: string, { random }: WipeDeps): void {
  if (!statSync(path).isFile()) return;
  const file = openSync(path, 'r+');
  try {
    writeSync(file, random(statSync(path).size));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function within(folder: string, matches: (name: string) => boolean): string[] {
  return namesIn(folder)
    .filter(matches)
    .map((name) => join(folder, name));
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}

function markerIn(dataDir: string): string {
  return join(dataDir, 'wipe.json');
}
