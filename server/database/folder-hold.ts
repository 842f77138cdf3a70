/** Keeps a second process out of a data folder. A hold left behind by a dead process is taken over. */
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderHold {
  release(): Promise<void>;
}

/** Another living process holds the folder. */
export class FolderInUse extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super('the data folder is in use');
    this.folder = folder;
  }
}

/** The start time tells us from an earlier process with our number: in a container everybody is number 1. */
const ownMark = `${process.pid} ${Math.round(performance.timeOrigin)}`;

/** Takes the folder (and makes it, for its owner only). Throws `FolderInUse`. */
export async function holdFolder(folder: string): Promise<FolderHold> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'district.pid');
  // Two tries: the first may meet the file of a process that is gone.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (await writeOwnId(file)) return { release: () => rm(file, { force: true }) };
    if (isHeld(await readMark(file))) break;
    await rm(file, { force: true });
  }
  throw new FolderInUse(folder);
}

async function writeOwnId(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(ownMark);
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function readMark(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // Gone again since we looked: nobody holds it.
    return '';
  }
}

function isHeld(mark: string): boolean {
  const id = Number(mark.split(' ')[0]);
  if (!Number.isInteger(id) || id <= 0) return false;
  if (id === process.pid) return mark === ownMark;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
