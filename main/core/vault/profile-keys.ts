/**
 * Profiles on this device: one folder per user with a random data key of its own, because what a user may hold differs, and
 * one user must not read another's. `keys.json` holds the header and the wrapped key, never the key.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SealingKey } from '../../../shared/sync/district-keys.ts';
import { isUnwritable, type CrashPoint } from './atomic-file.ts';
import {
  canonical,
  checkOf,
  databaseOf,
  isKeyOf,
  markOf,
  readKeyFile,
  writeKeyFile,
  type KeyFile,
  type ProfileHeader,
} from './key-file.ts';
import {
  isCheaper,
  openSlot,
  presentCost,
  sealSlot,
  type PasswordSlot,
  type ScryptCost,
} from './key-slot.ts';
import { clearTries, countTry, type LockoutDeps } from './lockout.ts';
import { isSealedTo, sealRecoverySlot } from './recovery-slot.ts';
import { forget, redacted, type Redacted } from './redacted.ts';
import { openRetired, sealRetired } from './retired-keys.ts';
import type {
  NewProfile,
  OpenAnswer,
  OpenedProfile,
  ProfileEntry,
  ProfileVault,
  Rotation,
} from './profile-vault.ts';

export type { OpenAnswer, ProfileEntry, ProfileHeader, ProfileVault };

export const cipherName = 'aegis256';

type Key = Redacted<Uint8Array>;

export interface VaultDeps {
  readonly dataDir: string;
  readonly now: () => number;
  /** Seconds that the machine has been on. */
  readonly uptime: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Null while the device key cannot be read: then nothing opens. */
  readonly deviceSecret: () => Key | null;
  /** What a guess costs; slots below it are wrapped anew at the next unlock. */
  readonly cost?: ScryptCost;
  readonly crashAt?: CrashPoint;
}

export function createProfileVault(deps: VaultDeps): ProfileVault {
  const root = join(deps.dataDir, 'profiles');
  const cost = deps.cost ?? presentCost;
  const memory: LockoutDeps['memory'] = new Map();
  const folderOf = (profileId: string) => join(root, profileId);
  const write = (profileId: string, file: KeyFile) =>
    writeKeyFile(folderOf(profileId), file, deps.crashAt);

  function requireSecret(): Key {
    const secret = deps.deviceSecret();
    if (secret === null) throw new Error('the device secret is needed and was not opened');
    return secret;
  }

  /** The file as it is now; only for callers that have opened the profile or its key. */
  function requireFile(profileId: string, key: Key): KeyFile {
    const read = readKeyFile(folderOf(profileId));
    if (read.status !== 'ok') throw new Error(`the key file is ${read.status}`);
    if (!isKeyOf(key, read.file.header)) throw new Error('this is not the key of the profile');
    return read.file;
  }

  function lockoutOf(profileId: string, deviceSecret: Key): LockoutDeps {
    return { folder: folderOf(profileId), profileId, deviceSecret, uptime: deps.uptime, memory };
  }

  function sealPassword(
    header: ProfileHeader,
    input: { key: Key; password: Redacted<string>; number?: number; spare?: boolean },
  ): Promise<PasswordSlot> {
    const { key, password, number = 1, spare = false } = input;
    const binding = bindingOf(header, requireSecret());
    return sealSlot({ ...binding, key, password, number, spare, cost, random: deps.random });
  }

  async function seal(input: NewProfile): Promise<void> {
    const { profileId, key, password, userId, login, name, recovery = null } = input;
    const secret = requireSecret();
    const header = withCheck(key, {
      format: 2,
      profileId,
      generation: 1,
      cipher: cipherName,
      database: databaseOf(1),
      userId,
      login,
      name,
      device: markOf(secret),
      createdAt: new Date(deps.now()).toISOString(),
    });
    const file: KeyFile = {
      header,
      passwords: [await sealPassword(header, { key, password })],
      recovery: recovery === null ? null : await sealRecoverySlot(profileId, key, recovery),
      retired: [],
    };
    // Before the key file, so that a sealed profile without a counter can only be one that somebody took it from.
    clearTries(lockoutOf(profileId, secret));
    write(profileId, file);
  }

  async function open(profileId: string, password: Redacted<string>): Promise<OpenAnswer> {
    const read = readKeyFile(folderOf(profileId));
    if (read.status !== 'ok') return { ok: false, reason: read.status };
    const { file } = read;
    const secret = deps.deviceSecret();
    if (secret === null || !isOpenable(file, secret)) return { ok: false, reason: 'unreadable' };
    const lockout = lockoutOf(profileId, secret);
    const counted = countTry(lockout);
    if (!counted.ok) return counted;
    deps.crashAt?.('counted');
    const found = await findSlot(file, password, secret);
    if (found === null) return { ok: false, reason: 'wrong', left: counted.left };
    clearTries(lockout);
    await mend(profileId, { ...found, password, needsRepair: read.needsRepair });
    return opened(file, found.key, { slot: found.slot, copyUsed: read.copyUsed });
  }

  /** Repairs the copies, and wraps the key at the present cost. Neither may keep a person out who has the password. */
  async function mend(
    profileId: string,
    input: { slot: PasswordSlot; key: Key; password: Redacted<string>; needsRepair: boolean },
  ): Promise<void> {
    const { slot, key, password } = input;
    const isCheap = isCheaper(slot, cost);
    if (!isCheap && !input.needsRepair) return;
    const { number, spare } = slot;
    const { header } = requireFile(profileId, key);
    const better = isCheap ? await sealPassword(header, { key, password, number, spare }) : slot;
    try {
      const file = requireFile(profileId, key);
      const passwords = file.passwords.map((each) => (each.sealed === slot.sealed ? better : each));
      write(profileId, { ...file, passwords });
    } catch (error) {
      if (!isUnwritable(error)) throw error;
    }
  }

  function opened(
    file: KeyFile,
    key: Key,
    { slot, copyUsed }: { slot: PasswordSlot; copyUsed: boolean },
  ): OpenedProfile {
    const { header } = file;
    return {
      ok: true,
      key,
      header,
      folder: folderOf(header.profileId),
      database: header.database,
      retiredKeys: openRetired(header.profileId, key, file.retired).map((retired) => retired.key),
      copyUsed,
      slotIsSpare: slot.spare,
      unsettled: file.passwords.length > 1,
    };
  }

  async function addPassword(profileId: string, key: Key, password: Redacted<string>) {
    const { header, passwords } = requireFile(profileId, key);
    const number = nextNumber(passwords);
    const slot = await sealPassword(header, { key, password, number, spare: true });
    const file = requireFile(profileId, key);
    write(profileId, { ...file, passwords: [...file.passwords, slot] });
  }

  async function settlePassword(profileId: string, key: Key, password: Redacted<string>) {
    const { header, passwords } = requireFile(profileId, key);
    const slot = await sealPassword(header, { key, password, number: nextNumber(passwords) });
    write(profileId, { ...requireFile(profileId, key), passwords: [slot] });
  }

  async function sealRecovery(profileId: string, key: Key, recovery: SealingKey) {
    if (isSealedTo(requireFile(profileId, key).recovery, recovery)) return;
    const slot = await sealRecoverySlot(profileId, key, recovery);
    write(profileId, { ...requireFile(profileId, key), recovery: slot });
  }

  async function reopen(
    profileId: string,
    key: Key,
    password: Redacted<string>,
  ): Promise<OpenAnswer> {
    const read = readKeyFile(folderOf(profileId));
    if (read.status !== 'ok') return { ok: false, reason: read.status };
    if (!isKeyOf(key, read.file.header)) return { ok: false, reason: 'wrong', left: 0 };
    const secret = requireSecret();
    const header = { ...read.file.header, device: markOf(secret) };
    const number = nextNumber(read.file.passwords);
    const slot = await sealPassword(header, { key, password, number });
    const file: KeyFile = { ...read.file, header, passwords: [slot] };
    clearTries(lockoutOf(profileId, secret));
    write(profileId, file);
    return opened(file, key, { slot, copyUsed: read.copyUsed });
  }

  async function commitRotation(profileId: string, rotation: Rotation): Promise<void> {
    const { oldKey, newKey, password, recovery, database } = rotation;
    const file = requireFile(profileId, oldKey);
    const known = await findSlot(file, password, requireSecret());
    if (known === null) throw new Error('the password does not open the profile');
    forget(known.key);
    const { check: _, ...old } = file.header;
    const header = withCheck(newKey, { ...old, generation: old.generation + 1, database });
    const keys = [
      { generation: old.generation, key: oldKey },
      ...openRetired(profileId, oldKey, file.retired),
    ];
    const passwords = [await sealPassword(header, { key: newKey, password })];
    write(profileId, {
      header,
      passwords,
      recovery: recovery === null ? null : await sealRecoverySlot(profileId, newKey, recovery),
      retired: keys.map((each) => sealRetired(profileId, newKey, each, deps.random(12))),
    });
  }

  return {
    list() {
      if (!existsSync(root)) return [];
      const names = readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name);
      return names.toSorted().flatMap((id) => {
        const entry = entryOf(id, folderOf(id), deps.deviceSecret());
        return entry === null ? [] : [entry];
      });
    },
    begin(profileId) {
      mkdirSync(folderOf(profileId), { recursive: true, mode: 0o700 });
      return { folder: folderOf(profileId), key: redacted(deps.random(32)) };
    },
    seal,
    abandon(profileId) {
      if (readKeyFile(folderOf(profileId)).status === 'absent')
        rmSync(folderOf(profileId), { recursive: true, force: true });
    },
    open,
    addPassword,
    settlePassword,
    sealRecovery,
    recoverySlot(profileId) {
      const read = readKeyFile(folderOf(profileId));
      return read.status === 'ok' ? (read.file.recovery?.jwe ?? null) : null;
    },
    reopen,
    resetTries: (profileId) => clearTries(lockoutOf(profileId, requireSecret())),
    nextDatabaseName(profileId) {
      const read = readKeyFile(folderOf(profileId));
      if (read.status !== 'ok') throw new Error(`the key file is ${read.status}`);
      return databaseOf(read.file.header.generation + 1);
    },
    commitRotation,
    keepRetired(profileId, key, needed) {
      const file = requireFile(profileId, key);
      const keys = openRetired(profileId, key, file.retired);
      const kept = keys.filter((each) => needed.some((one) => isEqual(one, each.key)));
      const retired = file.retired.filter(({ generation }) =>
        kept.some((each) => each.generation === generation),
      );
      if (retired.length < file.retired.length) write(profileId, { ...file, retired });
    },
    removeLeftovers(profileId) {
      const read = readKeyFile(folderOf(profileId));
      if (read.status !== 'ok') return;
      for (const name of readdirSync(folderOf(profileId))) {
        const generation = Number(/^office-(\d+)\.db/.exec(name)?.[1] ?? 0);
        if (generation > read.file.header.generation)
          rmSync(join(folderOf(profileId), name), { force: true });
      }
    },
  };
}

async function findSlot(
  { header, passwords }: KeyFile,
  password: Redacted<string>,
  deviceSecret: Key,
): Promise<{ slot: PasswordSlot; key: Key } | null> {
  for (const slot of passwords) {
    const key = await openSlot(slot, password, bindingOf(header, deviceSecret));
    if (key !== null) return { slot, key };
  }
  return null;
}

/** A folder without a key file is a sign-in that was cut off: its database can never be opened, and it is not listed. */
function entryOf(id: string, folder: string, secret: Key | null): ProfileEntry | null {
  const read = readKeyFile(folder);
  if (read.status === 'absent') return null;
  if (read.status !== 'ok')
    return { id, folder, header: null, status: read.status, recoverable: false };
  const { header, recovery } = read.file;
  const status = secret === null || isOpenable(read.file, secret) ? 'ok' : 'unreadable';
  return { id, folder, header, status, recoverable: recovery !== null };
}

/** Whether a password can open it here at all: trying, and counting the try, would only mislead. */
function isOpenable({ header, passwords }: KeyFile, secret: Key): boolean {
  return passwords.length > 0 && header.device === markOf(secret);
}

function bindingOf(header: ProfileHeader, deviceSecret: Key) {
  const owner = `${header.userId}|${header.device}`;
  return { deviceSecret, header: canonical(header), owner };
}

function withCheck(key: Key, header: Omit<ProfileHeader, 'check'>): ProfileHeader {
  return { ...header, check: checkOf(key, header) };
}

function nextNumber(slots: readonly PasswordSlot[]): number {
  return Math.max(0, ...slots.map(({ number }) => number)) + 1;
}

function isEqual(one: Key, other: Key): boolean {
  return Buffer.compare(one.reveal(), other.reveal()) === 0;
}
