/** Opens a profile that is on this computer, by its password: the vault, the lease, and what an unfinished change has left. */
import type { SessionState } from '../../../../shared/bridge/contract.ts';
import type { OpenedProfile } from '../../vault/profile-vault.ts';
import { redacted, type Redacted } from '../../vault/redacted.ts';
import { fail, type Answer } from '../answer.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { connectDistrict } from './district-access.ts';
import { refusedUnlock } from './refused-unlock.ts';
import type { SessionParts } from './session-parts.ts';
import { measuredServerTime } from '../../sync/token-keeper.ts';

export async function unlock(
  parts: SessionParts,
  input: { readonly profileId: string; readonly password: string },
): Promise<Answer<SessionState>> {
  const password = redacted(input.password);
  const entry = parts.vault.list().find((each) => each.id === input.profileId);
  if (entry === undefined) return fail('E_NO_PROFILE');
  let unlocked = await parts.vault.open(entry.id, password);
  if (!unlocked.ok && (unlocked.reason === 'wrong' || unlocked.reason === 'off')) {
    const saysYes = await districtAccepts(parts, entry.header?.login ?? '', password);
    if (saysYes) {
      parts.vault.resetTries(entry.id);
      // Ten wrong ones had switched the password off; the right one opens again now that the district has vouched.
      if (unlocked.reason === 'off') unlocked = await parts.vault.open(entry.id, password);
      if (!unlocked.ok) return fail('E_PASSWORD_ELSEWHERE');
    }
  }
  if (!unlocked.ok) return refusedUnlock(unlocked);
  const opened = await parts.open(entry.id, unlocked);
  if (!opened.ok) return opened;
  const refused = await checkLease(opened.value, unlocked.header.login, password);
  if (refused !== null) {
    await opened.value.close();
    return refused;
  }
  await settle(parts, opened.value, unlocked, password);
  opened.value.renewSignIn(unlocked.header.login, password);
  return parts.take(opened.value);
}

/** True only when the district was reached and knows this person by this password. */
async function districtAccepts(
  { ports, device, deviceKey }: SessionParts,
  login: string,
  password: Redacted<string>,
): Promise<boolean> {
  const known = device();
  if (known === null || login === '') return false;
  const { client, deviceProof } = connectDistrict(ports, known, deviceKey());
  const health = await client.health();
  if (!health.ok) return false;
  const serverNow = await measuredServerTime({ client, now: ports.now });
  const reply = await client.login({
    login,
    password: password.reveal(),
    deviceProof: await deviceProof(serverNow),
  });
  return reply.ok;
}

async function checkLease(
  profile: OpenProfile,
  login: string,
  password: Redacted<string>,
): Promise<{ ok: false; error: { code: 'E_LEASE_ENDED'; params: { days: number } } } | null> {
  const days = profile.lease.over();
  if (days !== null && !(await profile.confirm(login, password)).ok)
    return { ok: false, error: { code: 'E_LEASE_ENDED', params: { days } } };
  if (!profile.readOnly) await profile.lease.remember();
  return null;
}

/** A change of password was cut off between this computer and the district: the password that the district takes is the one that stays. */
async function settle(
  parts: SessionParts,
  profile: OpenProfile,
  unlocked: OpenedProfile,
  password: Redacted<string>,
): Promise<void> {
  if (!unlocked.unsettled) return;
  const confirmed = await profile.confirm(unlocked.header.login, password);
  if (confirmed.ok) await parts.vault.settlePassword(profile.profileId, profile.key, password);
}
