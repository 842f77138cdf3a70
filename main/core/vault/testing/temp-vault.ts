/** A vault in a folder of its own, with a clock that tests turn. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProfileVault, type ProfileVault } from '../profile-keys.ts';
import { redacted, type Redacted } from '../redacted.ts';

export interface TempVault {
  readonly folder: string;
  readonly clock: { now: number };
  /** Seconds that the machine has been on. */
  readonly machine: { uptime: number };
  readonly vault: ProfileVault;
  /** The same folder after a restart, on this device or on another one. */
  reopened(deviceSecret?: Redacted<Uint8Array>): ProfileVault;
  /** A profile of a user with this password; answers its data key. */
  profile(id: string, password: string): Promise<Redacted<Uint8Array>>;
  remove(): void;
}

export function openTempVault(): TempVault {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-vault-'));
  const clock = { now: Date.parse('2026-11-23T08:00:00Z') };
  const machine = { uptime: 10_000 };
  const secret = redacted(new Uint8Array(randomBytes(32)));
  const open = (deviceSecret = secret) =>
    createProfileVault({
      dataDir: folder,
      now: () => clock.now,
      uptime: () => machine.uptime,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
      deviceSecret: () => deviceSecret,
    });
  const vault = open();
  return {
    folder,
    clock,
    machine,
    vault,
    reopened: open,
    async profile(id, password) {
      const { key } = vault.begin(id);
      await vault.seal({
        profileId: id,
        key,
        password: redacted(password),
        userId: `user-${id}`,
        login: id,
        name: '励海平',
      });
      return key;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
