import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, holdFolder } from './folder-hold.ts';

describe('holdFolder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qb-hold-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lets one in at a time', async () => {
    const hold = await holdFolder(folder);
    await expect(holdFolder(folder)).rejects.toThrow(FolderInUse);
    await hold.release();
    await (await holdFolder(folder)).release();
  });

  it('takes over from a process that is gone, and from an earlier one with our number', async () => {
    for (const mark of ['999999999 1', `${process.pid} 1`, 'kein Zeichen', '']) {
      await writeFile(join(folder, 'district.pid'), mark);
      await (await holdFolder(folder)).release();
    }
  });

  it('keeps out of a folder that a living process holds', async () => {
    await writeFile(join(folder, 'district.pid'), `${process.ppid} 1`);
    await expect(holdFolder(folder)).rejects.toThrow(FolderInUse);
  });
});
