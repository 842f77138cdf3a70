/**
 * Takes everything of this office off the computer. What the district has not received is sealed to its recovery key first and stays
 * in `rescue/`; nobody here can read it, the district can.
 */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Input, SessionState } from '../../../../shared/bridge/contract.ts';
import { ok } from '../../../../shared/result.ts';
import { writeText, type RescueBox } from '../../../../shared/sync/keys.ts';
import { writeFileAtomic } from '../../vault/atomic-file.ts';
import { redacted } from '../../vault/redacted.ts';
import { sealTo } from '../../vault/sealing.ts';
import { startWipe } from '../../vault/wipe.ts';
import { fail, type Answer } from '../answer.ts';
import { filesFolder } from '../files/open-file-room.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { refusedUnlock } from './refused-unlock.ts';
import type { SessionParts } from './session-parts.ts';

/** Names in the data folder that the running program still needs. */
export const keptThroughWipe = ['hold.json', 'logs'] as const;

export async function wipeOffice(
  parts: SessionParts,
  profile: OpenProfile,
  input: Input<'app.wipe'>,
  afterwards: () => Promise<SessionState>,
): Promise<Answer<SessionState>> {
  const device = parts.device();
  const unitName = device?.unitName ?? '';
  if (input.unitName.trim() !== unitName) return fail('E_WIPE_NAME', { unitName });
  const tested = await parts.vault.open(profile.profileId, redacted(input.password));
  if (!tested.ok) return refusedUnlock(tested);
  const box = await boxOf(profile);
  const recovery = device?.keys.recovery ?? null;
  const unsent = box.rows.length + box.drafts.length;
  if (unsent > 0 && recovery === null) return fail('E_WIPE_NO_RESCUE', { count: unsent });
  const rescue = join(parts.ports.dataDir, 'rescue');
  mkdirSync(rescue, { recursive: true, mode: 0o700 });
  if (unsent > 0 && recovery !== null)
    writeFileAtomic(
      join(rescue, `${profile.profileId}.txt`),
      writeText('rescue-box', await sealTo(recovery, box)),
    );
  await parts.closeProfile();
  keepLocked(parts, profile.profileId, rescue);
  await startWipe(
    { dataDir: parts.ports.dataDir, random: parts.ports.random, keep: keptThroughWipe },
    'all',
  );
  return ok(await afterwards());
}

async function boxOf({ context, profileId }: OpenProfile): Promise<RescueBox> {
  const { store } = context;
  const waiting = await store.outbox.list();
  const rows: RescueBox['rows'] = [];
  for (const { collection, id } of waiting) {
    if (collection !== 'records' && collection !== 'events') continue;
    const found =
      collection === 'records'
        ? await store.collections.records.findOne(id).exec()
        : await store.collections.events.findOne(id).exec();
    if (found !== null) rows.push({ collection, base: null, row: found.toJSON() });
  }
  const drafts = await store.collections.local.find({ selector: { kind: 'draft' } }).exec();
  return {
    deviceId: context.device.deviceId,
    profileId,
    userId: context.actor().userId,
    reason: 'wipe',
    at: new Date(context.now()).toISOString(),
    rows,
    drafts: drafts.map((draft) => draft.toJSON().data),
  };
}

/** Of colleagues whose profiles are locked nothing can be read here: their sealed files go to the district as they are. */
function keepLocked({ vault }: SessionParts, mine: string, rescue: string): void {
  for (const { id, folder, header, recoverable } of vault.list()) {
    if (id === mine || header === null || !recoverable) continue;
    const place = join(rescue, id);
    mkdirSync(place, { recursive: true, mode: 0o700 });
    for (const name of [header.database, `${header.database}-wal`, 'recovery.json', filesFolder])
      if (existsSync(join(folder, name))) renameSync(join(folder, name), join(place, name));
  }
}
