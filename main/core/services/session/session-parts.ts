/** What the steps of a session (sign-in, password, recovery, wiping…) share. One change of phase runs at a time. */
import type { SessionState } from '../../../../shared/bridge/contract.ts';
import type { CorePorts } from '../../ports.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import type { DeviceKey } from '../../vault/device-key.ts';
import type { OpenedProfile, ProfileVault } from '../../vault/profile-vault.ts';
import type { Answer } from '../answer.ts';
import type { OpenProfile } from '../profile/open-profile.ts';

export interface SessionParts {
  readonly ports: CorePorts;
  readonly vault: ProfileVault;
  device(): DeviceFile | null;
  setDevice(device: DeviceFile): void;
  /** Throws without a device key; every way that needs it has asked for trouble before. */
  deviceKey(): DeviceKey;
  profile(): OpenProfile | null;
  closeProfile(): Promise<void>;
  /** Opens the store of an unlocked profile; the one that is open is closed first. */
  open(profileId: string, unlocked: OpenedProfile): Promise<Answer<OpenProfile>>;
  /** Makes it the session's profile and tells everybody. */
  take(profile: OpenProfile): Answer<SessionState>;
}
