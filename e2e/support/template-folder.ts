/**
 * A folder that is dear to make and cheap to copy, such as a district with its demonstration in it: made by the first who needs it in
 * a test run, shared by all its processes, and gone with the run.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const variable = 'QIAOBANG_E2E_TEMPLATES';

/** Playwright's global set-up: the place of this run's templates. Answers its clearing away. */
export default async function prepareTemplates(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'qiaobang-templates-'));
  process.env[variable] = folder;
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Fills `target` with what `make` makes of an empty folder. */
export async function copyTemplate(
  name: string,
  target: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const templates = process.env[variable];
  if (templates === undefined) throw new Error('the global set-up has not run');
  const ready = join(templates, name);
  while (!existsSync(ready)) {
    const making = `${ready}.making`;
    if (await isFirst(making))
      try {
        const folder = join(making, 'folder');
        await mkdir(folder);
        await make(folder);
        await rename(folder, ready);
      } finally {
        await rm(making, { recursive: true, force: true });
      }
    else await pause(200);
  }
  await cp(ready, target, { recursive: true });
}

async function isFirst(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    return false;
  }
}
