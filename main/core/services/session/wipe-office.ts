/**
 * A person takes everything of this office off the computer. What the district has not received is handed over first
 * (leave-office.ts): without the district there is no erasing, unless there is nothing to lose.
 */
import type { Input } from '../../../../shared/bridge/contract.ts';
import { ok } from '../../../../shared/result.ts';
import { redacted } from '../../vault/redacted.ts';
import { fail, type Answer } from '../answer.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { connectDistrict } from './district-access.ts';
import { refusedUnlock } from './refused-unlock.ts';
import type { SessionParts } from './session-parts.ts';

/** Whether it may begin: the unit's name typed, the right password, and a district that takes what is unsent. */
export async function mayWipe(
  parts: SessionParts,
  profile: OpenProfile,
  input: Input<'app.wipe'>,
): Promise<Answer<null>> {
  const device = parts.device();
  const unitName = device?.unitName ?? '';
  if (input.unitName.trim() !== unitName) return fail('E_WIPE_NAME', { unitName });
  const tested = await parts.vault.open(profile.profileId, redacted(input.password));
  if (!tested.ok) return refusedUnlock(tested);
  const count = await profile.rescue.countEverything();
  if (count === 0) return ok(null);
  const canSeal = device !== null && device.keys.exchange !== null;
  if (!canSeal) return fail('E_WIPE_NO_RESCUE', { count });
  const { client } = connectDistrict(parts.ports, device, parts.deviceKey());
  const there = await client.health();
  return there.ok && there.value.instance === device.instance
    ? ok(null)
    : fail('E_WIPE_NO_RESCUE', { count });
}
