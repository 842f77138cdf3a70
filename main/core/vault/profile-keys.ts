/**
 * Profiles on this device: one folder per user with a random data key of its own, because what a user may hold differs, and
 * one user must not read another's. `keys.json` holds the header and the wrapped key, never the key.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readDouble, writeDouble } from './double-file.ts';
import { kdfSchema, openKey, sealKey, slotSchema, type Kdf } from './key-slot.ts';
import { clearTries, countTry } from './lockout.ts';
import { redacted, type Redacted } from './redacted.ts';

export const cipherName = 'aegis256';

const headerSchema = z.strictObject({
  format: z.literal(1),
  profileId: z.string(),
  cipher: z.enum(['aegis256', 'sqlcipher', 'chacha20']),
  kdf: kdfSchema,
  userId: z.string(),
  login: z.string(),
  name: z.string(),
  createdAt: z.string(),
});
const keysSchema = z.strictObject({ header: headerSchema, slots: z.array(slotSchema).min(1) });
/** What every later format must keep, so that an older program can tell "newer" from "broken". */
const newerSchema = z.object({ header: z.object({ format: z.int().min(2) }) });
export type ProfileHeader = z.infer<typeof headerSchema>;

export interface ProfileEntry {
  readonly id: string;
  readonly folder: string;
  /** Null: the key file is there but neither copy can be read. */
  readonly header: ProfileHeader | null;
}

export interface ProfileVault {
  list(): readonly ProfileEntry[];
  /** A folder and a key for a new user. Nothing is listed before `seal` has written the key file. */
  begin(profileId: string): { readonly folder: string; readonly key: Redacted<Uint8Array> };
  seal(input: NewProfile): Promise<void>;
  open(profileId: string, password: Redacted<string>): Promise<OpenAnswer>;
  /** Throws away a profile that was begun and never sealed. */
  abandon(profileId: string): void;
}

export interface NewProfile {
  readonly profileId: string;
  readonly key: Redacted<Uint8Array>;
  readonly password: Redacted<string>;
  readonly userId: string;
  readonly login: string;
  readonly name: string;
}

export type OpenAnswer =
  | {
      readonly ok: true;
      readonly key: Redacted<Uint8Array>;
      readonly header: ProfileHeader;
      readonly folder: string;
    }
  | { readonly ok: false; readonly reason: 'absent' | 'unreadable' | 'newer' }
  | { readonly ok: false; readonly reason: 'wrong'; readonly left: number }
  | { readonly ok: false; readonly reason: 'wait'; readonly seconds: number };

export interface VaultDeps {
  readonly dataDir: string;
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly deviceSecret: () => Redacted<Uint8Array>;
}

export function createProfileVault(deps: VaultDeps): ProfileVault {
  const root = join(deps.dataDir, 'profiles');
  const folderOf = (profileId: string) => join(root, profileId);
  const keysOf = (profileId: string) => join(folderOf(profileId), 'keys.json');

  async function seal(input: NewProfile): Promise<void> {
    const kdf: Kdf = {
      name: 'scrypt',
      N: 2 ** 17,
      r: 8,
      p: 1,
      salt: Buffer.from(deps.random(32)).toString('base64'),
    };
    const header: ProfileHeader = {
      format: 1,
      profileId: input.profileId,
      cipher: cipherName,
      kdf,
      userId: input.userId,
      login: input.login,
      name: input.name,
      createdAt: new Date(deps.now()).toISOString(),
    };
    const slot = await sealKey(input.key, deps.random(12), {
      password: input.password,
      deviceSecret: deps.deviceSecret(),
      kdf,
      header: canonical(header),
    });
    writeDouble(keysOf(input.profileId), { header, slots: [slot] });
  }

  async function open(profileId: string, password: Redacted<string>): Promise<OpenAnswer> {
    const keys = readDouble(keysOf(profileId), keysSchema);
    if (keys.status !== 'ok') return { ok: false, reason: whyNot(keysOf(profileId), keys.status) };
    const folder = folderOf(profileId);
    const counted = countTry(folder, deps.now());
    if (!counted.allowed) return { ok: false, reason: 'wait', seconds: counted.seconds };
    const { header, slots } = keys.value;
    for (const slot of slots) {
      const key = await openKey(slot, {
        password,
        deviceSecret: deps.deviceSecret(),
        kdf: header.kdf,
        header: canonical(header),
      });
      if (key === null) continue;
      clearTries(folder);
      return { ok: true, key, header, folder };
    }
    return { ok: false, reason: 'wrong', left: counted.left };
  }

  return {
    list() {
      if (!existsSync(root)) return [];
      const names = readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name);
      return names.toSorted().flatMap((id) => {
        const keys = readDouble(keysOf(id), keysSchema);
        // A folder without a key file is a sign-in that was cut off: its database can never be opened.
        if (keys.status === 'absent') return [];
        return [
          { id, folder: folderOf(id), header: keys.status === 'ok' ? keys.value.header : null },
        ];
      });
    },
    begin(profileId) {
      mkdirSync(folderOf(profileId), { recursive: true, mode: 0o700 });
      return { folder: folderOf(profileId), key: redacted(deps.random(32)) };
    },
    seal,
    open,
    abandon(profileId) {
      if (readDouble(keysOf(profileId), keysSchema).status === 'absent')
        rmSync(folderOf(profileId), { recursive: true, force: true });
    },
  };
}

function whyNot(path: string, status: 'absent' | 'unreadable'): 'absent' | 'unreadable' | 'newer' {
  return readDouble(path, newerSchema).status === 'ok' ? 'newer' : status;
}

/** One text for one header, whatever order its keys came in. */
function canonical(header: ProfileHeader): string {
  const { kdf } = header;
  return JSON.stringify([
    header.format,
    header.profileId,
    header.cipher,
    kdf.name,
    kdf.N,
    kdf.r,
    kdf.p,
    kdf.salt,
    header.userId,
    header.login,
    header.name,
    header.createdAt,
  ]);
}
