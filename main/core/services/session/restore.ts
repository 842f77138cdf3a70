/** Back to a backup, and back again: the profile is closed, its file replaced, and opened anew. */
import type { SessionState } from '../../../../shared/bridge/contract.ts';
import { restoreBackup, undoRestore } from '../../safekeeping/restore-backup.ts';
import { redacted } from '../../vault/redacted.ts';
import type { Answer } from '../answer.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { refusedUnlock } from './refused-unlock.ts';
import type { SessionParts } from './session-parts.ts';

export async function restore(
  parts: SessionParts,
  profile: OpenProfile,
  input: { readonly backupId: string | null; readonly password: string },
): Promise<Answer<SessionState>> {
  const tested = await parts.vault.open(profile.profileId, redacted(input.password));
  if (!tested.ok) return refusedUnlock(tested);
  await parts.closeProfile();
  const place = {
    folder: tested.folder,
    database: tested.database,
    key: tested.key.reveal(),
    retiredKeys: tested.retiredKeys.map((key) => key.reveal()),
    cipher: tested.header.cipher,
    now: () => new Date(parts.ports.now()).toISOString(),
  };
  const done =
    input.backupId === null
      ? undoRestore(place)
      : restoreBackup({ ...place, backupId: input.backupId });
  // Whatever came of it, the person goes on where the data now stands.
  const opened = await parts.open(profile.profileId, tested);
  if (!opened.ok) return opened;
  const state = parts.take(opened.value);
  return done.ok ? state : done;
}
