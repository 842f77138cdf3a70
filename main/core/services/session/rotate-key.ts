/** A new data key for the open profile: copy, encrypt anew, verify, then one write of the key file decides. */
import { join } from 'node:path';
import type { SessionState } from '../../../../shared/bridge/contract.ts';
import { wrapForNewKey } from '../../files/key-ring.ts';
import { rotateDatabase } from '../../safekeeping/rotate-database.ts';
import { redacted } from '../../vault/redacted.ts';
import { fail, type Answer } from '../answer.ts';
import { filesFolder } from '../files/open-file-room.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { refusedUnlock } from './refused-unlock.ts';
import type { SessionParts } from './session-parts.ts';

/** The profile is closed while its file is copied, and open again afterwards, whichever key it then has. */
export async function rotateKey(
  parts: SessionParts,
  profile: OpenProfile,
  typed: string,
): Promise<Answer<SessionState>> {
  const password = redacted(typed);
  const tested = await parts.vault.open(profile.profileId, password);
  if (!tested.ok) return refusedUnlock(tested);
  // Only one password would survive the change, and the district has not said which one is true.
  if (tested.unsettled) return fail('E_PASSWORD_OFFLINE');
  const { vault, ports } = parts;
  const { profileId } = profile;
  await profile.sync.stop();
  const newKey = redacted(ports.random(32));
  const database = vault.nextDatabaseName(profileId);
  // Before the key file: whichever data key counts in the end, its ring is there.
  wrapForNewKey(
    {
      folder: join(tested.folder, filesFolder),
      dataKey: tested.key.reveal(),
      random: ports.random,
    },
    newKey.reveal(),
  );
  const rotated = await rotateDatabase({
    folder: tested.folder,
    store: profile.context.store,
    to: database,
    key: tested.key.reveal(),
    newKey: newKey.reveal(),
    cipher: tested.header.cipher,
  });
  await parts.closeProfile();
  if (rotated.ok)
    await vault.commitRotation(profileId, {
      oldKey: tested.key,
      newKey,
      password,
      recovery: parts.device()?.keys.recovery ?? null,
      database,
    });
  const again = await vault.open(profileId, password);
  if (!again.ok) return refusedUnlock(again);
  const opened = await parts.open(profileId, again);
  if (!opened.ok) return opened;
  const state = parts.take(opened.value);
  if (!rotated.ok) return rotated;
  // A backup that the new key opens: the older ones need the retired key.
  await opened.value.keeping.backUp('before_rotation');
  return state;
}
