/** The first sign-in of a user on this device: the district vouches for the person, then the profile is made. */
import type { CorePorts } from '../../ports.ts';
import { measuredServerTime } from '../../sync/token-keeper.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import { cipherName } from '../../vault/profile-keys.ts';
import type { ProfileVault } from '../../vault/profile-vault.ts';
import type { Redacted } from '../../vault/redacted.ts';
import { fail, type Answer } from '../answer.ts';
import type { OpenProfile, OpenProfileInput } from '../profile/open-profile.ts';
import { createUuidV7 } from '../../../../shared/ids/uuid.ts';
import type { DistrictAccess } from './district-access.ts';

export type OpenProfileWith = (input: OpenProfileInput) => Promise<Answer<OpenProfile>>;

export interface FirstSignInDeps {
  readonly ports: CorePorts;
  readonly vault: ProfileVault;
  readonly device: DeviceFile;
  readonly district: DistrictAccess;
  readonly openProfile: OpenProfileWith;
  readonly surroundings: (
    profileId: string,
    key: () => OpenProfile['key'],
  ) => Pick<OpenProfileInput, 'onOpening' | 'onKeys'>;
}

/** The key file is written last: a sign-in that is cut off leaves a folder nobody can open, and no listed profile. */
export async function signInFirst(
  deps: FirstSignInDeps,
  input: { login: string; password: Redacted<string> },
): Promise<Answer<OpenProfile>> {
  const { ports, vault, device, district } = deps;
  const serverNow = await measuredServerTime({ client: district.client, now: ports.now });
  const reply = await district.client.login({
    login: input.login,
    password: input.password.reveal(),
    deviceProof: await district.deviceProof(serverNow),
  });
  // "Keep working" is no advice for somebody who has nothing here yet.
  if (!reply.ok) return reply.error.code === 'E_OFFLINE' ? fail('E_NO_PROFILE') : reply;
  const { actor } = reply.value;
  const profileId = createUuidV7(ports)();
  const begun = vault.begin(profileId);
  const opened = await deps.openProfile({
    device,
    district,
    folder: begun.folder,
    profileId,
    cipher: cipherName,
    key: begun.key,
    login: input.login,
    database: 'office.db',
    retiredKeys: [],
    notes: [],
    isNew: true,
    ...deps.surroundings(profileId, () => begun.key),
    signIn: reply.value,
  });
  if (!opened.ok) {
    vault.abandon(profileId);
    return opened;
  }
  await vault.seal({
    profileId,
    key: begun.key,
    password: input.password,
    userId: actor.userId,
    login: input.login,
    name: actor.name,
    recovery: reply.value.keys.recovery,
  });
  return opened;
}
