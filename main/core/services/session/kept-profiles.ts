/**
 * Colleagues' profiles that were locked when this computer was erased: nothing in them could be read, so they stay under `rescue/`, sealed to
 * the district's recovery key and without their passwords' keys. When the computer is enrolled for the same unit again they stand among its
 * profiles once more; with the district's answer to a recovery request they open, and what was unsent goes up over the network.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeFileAtomic } from '../../vault/atomic-file.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import type { ProfileVault } from '../../vault/profile-vault.ts';
import { filesFolder } from '../files/open-file-room.ts';

type Office = Pick<DeviceFile, 'instance' | 'unit'>;

const label = z.strictObject({ instance: z.string(), unit: z.string() });
const labelName = 'kept.json';
const boxes = 'boxes';

/** Sets the locked profiles aside. Safe to repeat. */
export function keepLocked(
  dataDir: string,
  { instance, unit }: Office,
  profiles: ReturnType<ProfileVault['list']>,
): void {
  for (const { id, folder: from, header, recoverable } of profiles) {
    if (header === null || !recoverable) continue;
    const place = join(dataDir, 'rescue', id);
    mkdirSync(place, { recursive: true, mode: 0o700 });
    writeFileAtomic(join(place, labelName), JSON.stringify({ instance, unit }));
    for (const name of [header.database, `${header.database}-wal`, 'recovery.json', filesFolder])
      if (existsSync(join(from, name))) renameSync(join(from, name), join(place, name));
  }
}

/** How many wait here, whosever office they belong to. */
export function countKept(dataDir: string): number {
  return keptIn(dataDir).length;
}

/** The computer belongs to this office again: its profiles come back, to be opened with the district's recovery key. */
export function bringBack(dataDir: string, office: Office): void {
  for (const id of keptIn(dataDir)) {
    const place = join(dataDir, 'rescue', id);
    const kept = label.parse(JSON.parse(readFileSync(join(place, labelName), 'utf8')));
    const to = join(dataDir, 'profiles', id);
    if (kept.instance !== office.instance || kept.unit !== office.unit || existsSync(to)) continue;
    mkdirSync(join(dataDir, 'profiles'), { recursive: true, mode: 0o700 });
    renameSync(place, to);
    rmSync(join(to, labelName), { force: true });
    syncFolder(join(dataDir, 'profiles'));
  }
}

function keptIn(dataDir: string): string[] {
  const folder = join(dataDir, 'rescue');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter(
    (name) => name !== boxes && existsSync(join(folder, name, labelName)),
  );
}
