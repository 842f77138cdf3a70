/**
 * A new password: first both open this computer, then the district is told, then only the one that the district has stays. Cut off
 * anywhere in between, one of the two opens, and the next unlock settles it. The records are not touched.
 */
import type { Input } from '../../../../shared/bridge/contract.ts';
import { ok } from '../../../../shared/result.ts';
import { minimumPassword, isSealedBySystem } from '../../vault/password-rule.ts';
import { redacted } from '../../vault/redacted.ts';
import { fail, type Answer } from '../answer.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { refusedUnlock } from './refused-unlock.ts';
import type { SessionParts } from './session-parts.ts';

export async function changePassword(
  parts: SessionParts,
  profile: OpenProfile,
  input: Input<'app.changePassword'>,
): Promise<Answer<Record<string, never>>> {
  const [oldPassword, newPassword] = [redacted(input.oldPassword), redacted(input.newPassword)];
  const weak = tooWeak(parts, input.newPassword);
  if (weak !== null) return weak;
  if (input.newPassword === input.oldPassword) return fail('E_PASSWORD_SAME');
  const tested = await parts.vault.open(profile.profileId, oldPassword);
  if (!tested.ok) return refusedUnlock(tested);
  const { vault } = parts;
  await vault.addPassword(profile.profileId, profile.key, newPassword);
  const changed = await profile.changeDistrictPassword(oldPassword, newPassword);
  if (changed.ok) {
    await vault.settlePassword(profile.profileId, profile.key, newPassword);
    // The district has ended the other sign-ins, this one's among them.
    await profile.confirm(profile.login, newPassword);
    return ok({});
  }
  if (changed.error.code === 'E_OFFLINE') {
    // The request may have arrived and the answer been lost: both stay until the district says which one is true.
    const health = await profile.confirm(profile.login, newPassword);
    if (health.ok) {
      await vault.settlePassword(profile.profileId, profile.key, newPassword);
      return ok({});
    }
    return fail('E_PASSWORD_OFFLINE');
  }
  await vault.settlePassword(profile.profileId, profile.key, oldPassword);
  return changed;
}

export function tooWeak(parts: SessionParts, password: string): ReturnType<typeof fail> | null {
  const min = minimumPassword({
    sealedBySystem: isSealedBySystem(parts.deviceKey().protection),
  });
  return Array.from(password).length < min ? fail('E_PASSWORD_WEAK', { min }) : null;
}
