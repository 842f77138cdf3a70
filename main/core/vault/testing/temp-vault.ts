/** A vault in a folder of its own, with a clock that tests turn and a machine that they restart. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SealingKey } from '../../../../shared/sync/district-keys.ts';
import { writeDouble } from '../double-file.ts';
import { createProfileVault, type ProfileVault, type VaultDeps } from '../profile-keys.ts';
import { redacted, type Redacted } from '../redacted.ts';

export interface TempVault {
  readonly folder: string;
  readonly clock: { now: number };
  /** Seconds that the machine has been on. */
  readonly machine: { uptime: number };
  readonly deviceSecret: Redacted<Uint8Array>;
  readonly vault: ProfileVault;
  /** The same folder after a restart, on this device or on another one. */
  reopened(deviceSecret?: Redacted<Uint8Array>, more?: Partial<VaultDeps>): ProfileVault;
  /** A profile of a user with this password; answers its data key. */
  profile(id: string, password: string, recovery?: SealingKey): Promise<Redacted<Uint8Array>>;
  keysOf(id: string): string;
  /** Changes the key file and its checksum, as somebody with a text editor and patience would. */
  forge(id: string, change: (keys: ForgedKeys) => void): void;
  remove(): void;
}

export interface ForgedKeys {
  header: Record<string, unknown>;
  passwords: { kdf: Record<string, unknown>; [field: string]: unknown }[];
}

/** The cheapest derivation that a key file may name: what a test asks of the vault is not how slow it is. */
export const cheapest = { N: 2 ** 14, r: 8, p: 1 };

export function openTempVault(): TempVault {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-vault-'));
  const clock = { now: Date.parse('2026-11-23T08:00:00Z') };
  const machine = { uptime: 10_000 };
  const deviceSecret = redacted(new Uint8Array(randomBytes(32)));
  const open = (secret = deviceSecret, more: Partial<VaultDeps> = {}) =>
    createProfileVault({
      dataDir: folder,
      now: () => clock.now,
      uptime: () => machine.uptime,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
      deviceSecret: () => secret,
      cost: cheapest,
      ...more,
    });
  const vault = open();
  const keysOf = (id: string) => join(folder, 'profiles', id, 'keys.json');
  return {
    folder,
    clock,
    machine,
    deviceSecret,
    vault,
    reopened: open,
    keysOf,
    async profile(id, password, recovery) {
      const { key } = vault.begin(id);
      await vault.seal({
        profileId: id,
        key,
        password: redacted(password),
        userId: `user-${id}`,
        login: id,
        name: '励海平',
        ...(recovery === undefined ? {} : { recovery }),
      });
      return key;
    },
    forge(id, change) {
      const outer = JSON.parse(readFileSync(keysOf(id), 'utf8')) as { body: string };
      const keys = JSON.parse(outer.body) as ForgedKeys;
      change(keys);
      writeDouble(keysOf(id), keys);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
