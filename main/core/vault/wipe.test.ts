import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeviceKey } from './device-key.ts';
import { redacted } from './redacted.ts';
import { labelsOf } from './testing/crash-labels.ts';
import { openTempVault, type TempVault } from './testing/temp-vault.ts';
import { killedAt } from './testing/vault-child.ts';
import { resumeWipe, startWipe, type WipeDeps } from './wipe.ts';

let temp: TempVault;
beforeEach(() => {
  temp = openTempVault();
});
afterEach(() => temp.remove());

const marker = '励海平的记录';
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const deps = (): WipeDeps => ({ dataDir: temp.folder, random });

/** Two profiles and all that an office leaves around them; what is sealed for the district lies under rescue/. */
async function fill(): Promise<void> {
  rmSync(temp.folder, { recursive: true, force: true });
  const inProfile = [
    'office.db',
    'office.db-wal',
    'office.db-shm',
    'office-2.db',
    'open.mark',
    'backups/1/office.db',
    'quarantine/2/office.db-wal',
    'files/x.pdf',
    'keys.json.tmp',
  ];
  const beside = ['device.json', 'settings.json', 'logs/core.log', 'shell/Cache/x', 'numbers.json'];
  for (const id of ['a', 'b']) await temp.profile(id, '口令-2026');
  const planted = ['a', 'b'].flatMap((id) => inProfile.map((name) => `profiles/${id}/${name}`));
  for (const name of [...planted, ...beside]) plant(name, marker);
  plant('rescue/box-1.txt', 'QB1.rescue-box.sealed');
  plant('hold.json', '{"pid":1}');
  await openDeviceKey({ dataDir: temp.folder, random, secretStore: null });
}

function plant(name: string, content: string): void {
  const path = join(temp.folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function everything(): string[] {
  return readdirSync(temp.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(temp.folder.length + 1))
    .toSorted();
}

function filesWithMarker(): string[] {
  return everything().filter((name) =>
    readFileSync(join(temp.folder, name)).includes(Buffer.from(marker)),
  );
}

describe('wipe of all', () => {
  it('leaves the sealed boxes and the hold of the running program, and nothing else', async () => {
    await fill();
    expect(filesWithMarker().length).toBeGreaterThan(20);
    const steps: string[] = [];
    const onStep = ({ step, done, total }: { step: string; done: number; total: number }) =>
      void steps.push(`${step} ${done}/${total}`);
    expect(await startWipe({ ...deps(), onStep }, 'all')).toEqual({ profiles: 'all', left: [] });
    expect(everything()).toEqual(['hold.json', 'rescue/box-1.txt']);
    expect(steps).toEqual([
      'keys 0/7',
      'device 1/7',
      'databases 2/7',
      'backups 3/7',
      'files 4/7',
      'logs 5/7',
      'rest 6/7',
    ]);
    expect(await resumeWipe(deps())).toBeNull();
  });

  it('takes the keys before anything else, so that the rest is noise already', async () => {
    await fill();
    let seen: string[] | null = null;
    const crashAt = (label: string) => {
      if (label === 'databases.0') seen = everything();
    };
    await startWipe({ ...deps(), crashAt }, 'all');
    expect(seen).toContain('profiles/a/office.db');
    expect(seen).not.toContain('profiles/a/keys.json');
    expect(seen).not.toContain('profiles/b/recovery.json');
    expect(seen).not.toContain('device-key.json');
  });

  it('is finished at the next start, at whichever step the plug was pulled', async () => {
    await fill();
    const labels = await labelsOf((crashAt) => startWipe({ ...deps(), crashAt }, 'all'));
    expect(labels.length).toBeGreaterThan(30);
    const begun = labels.indexOf('first.renamed');
    for (const dieAt of labels) {
      await fill();
      const died = await killedAt({
        dataDir: temp.folder,
        deviceSecret: '',
        dieAt,
        act: { name: 'wipe', profiles: 'all' },
      });
      expect(died, dieAt).toBe(true);
      const resumed = await resumeWipe(deps());
      if (labels.indexOf(dieAt) < begun) {
        expect(resumed, dieAt).toBeNull();
        expect(await temp.vault.open('a', redacted('口令-2026'))).toMatchObject({ ok: true });
      } else {
        expect(resumed, dieAt).toEqual({ profiles: 'all', left: [] });
        expect(everything(), dieAt).toEqual(['hold.json', 'rescue/box-1.txt']);
      }
    }
  }, 180_000);
});

describe('wipe of one profile', () => {
  it('leaves the neighbour, the device and the settings as they are', async () => {
    await fill();
    const rest = everything().filter((name) => !name.startsWith('profiles/a'));
    expect(await startWipe(deps(), ['a'])).toEqual({ profiles: ['a'], left: [] });
    expect(everything()).toEqual(rest);
    expect(existsSync(join(temp.folder, 'profiles', 'a'))).toBe(false);
    expect(await temp.vault.open('b', redacted('口令-2026'))).toMatchObject({ ok: true });
    expect(await temp.vault.open('a', redacted('口令-2026'))).toMatchObject({ reason: 'absent' });
  });

  it('does not follow a name out of the folder, and does nothing without a whole marker', async () => {
    await fill();
    const before = everything();
    await expect(startWipe(deps(), ['../rescue'])).rejects.toThrow('profiles');
    expect(everything()).toEqual(before);
    for (const name of ['wipe.json', 'wipe.json.copy']) plant(name, 'garbage');
    expect(await resumeWipe(deps())).toBeNull();
    expect(existsSync(temp.keysOf('a'))).toBe(true);
  });
});
