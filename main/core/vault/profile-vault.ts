/** What the vault promises to those who open profiles; kept by profile-keys.ts. */
import type { SealingKey } from '../../../shared/sync/district-keys.ts';
import type { ProfileHeader } from './key-file.ts';
import type { Redacted } from './redacted.ts';

export interface ProfileEntry {
  readonly id: string;
  readonly folder: string;
  /** Null: the key file is there but no copy can be read, or a newer program wrote it. */
  readonly header: ProfileHeader | null;
  /** `unreadable`: no password opens it here (files damaged, or sealed with another device secret). */
  readonly status: 'ok' | 'unreadable' | 'newer';
  /** The district's recovery key opens it. */
  readonly recoverable: boolean;
}

/** Writing methods throw when the disk refuses; the file is then as it was. A key that is not the profile's is a bug and throws. */
export interface ProfileVault {
  list(): readonly ProfileEntry[];
  /** A folder and a key for a new user. Nothing is listed before `seal` has written the key file. */
  begin(profileId: string): { readonly folder: string; readonly key: Redacted<Uint8Array> };
  seal(input: NewProfile): Promise<void>;
  /** Throws away a profile that was begun and never sealed. */
  abandon(profileId: string): void;
  open(profileId: string, password: Redacted<string>): Promise<OpenAnswer>;
  /** A second password while a change is under way; both open until `settlePassword`. */
  addPassword(profileId: string, key: Key, newPassword: Redacted<string>): Promise<void>;
  /** From here on this password opens and no other: the district has accepted it. */
  settlePassword(profileId: string, key: Key, password: Redacted<string>): Promise<void>;
  /** Makes or replaces the recovery slot; does nothing when it is for this recovery key already. */
  sealRecovery(profileId: string, key: Key, recovery: SealingKey): Promise<void>;
  /** The JWE for a recovery request, or null when none was left. */
  recoverySlot(profileId: string): string | null;
  /** `wrong`: not this profile's key. Otherwise the new password is the only one, bound to this device; the count starts anew. */
  reopen(profileId: string, recoveredKey: Key, newPassword: Redacted<string>): Promise<OpenAnswer>;
  /** The person signed in at the district: a password that was switched off may be tried again. */
  resetTries(profileId: string): void;
  /** Name for the next generation's database file. */
  nextDatabaseName(profileId: string): string;
  /**
   * The one moment at which a new data key becomes the profile's: before it the old file and key are true, after it the new ones.
   * `password` must be one that opens the profile (anything else throws), and is the only one afterwards.
   */
  commitRotation(profileId: string, rotation: Rotation): Promise<void>;
  /** Forgets the retired keys that no backup needs any more. */
  keepRetired(profileId: string, key: Key, needed: readonly Key[]): void;
  /** Deletes database files of a rotation that was never committed. Call it while the present database is open and sound. */
  removeLeftovers(profileId: string): void;
}

type Key = Redacted<Uint8Array>;

export interface NewProfile {
  readonly profileId: string;
  readonly key: Key;
  readonly password: Redacted<string>;
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  /** The district's recovery key; null until it has made one (`sealRecovery` adds the slot later). */
  readonly recovery?: SealingKey | null;
}

export interface Rotation {
  readonly oldKey: Key;
  readonly newKey: Key;
  readonly password: Redacted<string>;
  readonly recovery: SealingKey | null;
  readonly database: string;
}

export type OpenAnswer = OpenedProfile | RefusedOpen;

export interface OpenedProfile {
  readonly ok: true;
  readonly key: Key;
  readonly header: ProfileHeader;
  readonly folder: string;
  /** File name inside the folder. */
  readonly database: string;
  /** Of earlier generations, newest first: they open the older backups. */
  readonly retiredKeys: readonly Key[];
  /** One copy of the key file was damaged; both are whole again, where the disk let us. */
  readonly copyUsed: boolean;
  /** Opened by the added password of a change that was never settled. */
  readonly slotIsSpare: boolean;
  /** A change of password was never settled, whichever of the two has opened now: ask the district, then `settlePassword`. */
  readonly unsettled: boolean;
}

export type RefusedOpen =
  | { readonly ok: false; readonly reason: 'absent' | 'unreadable' | 'newer' }
  | { readonly ok: false; readonly reason: 'wrong'; readonly left: number }
  | { readonly ok: false; readonly reason: 'wait'; readonly seconds: number }
  /** Ten wrong passwords: only recovery or an online sign-in (`resetTries`) opens it again. */
  | { readonly ok: false; readonly reason: 'off' };
