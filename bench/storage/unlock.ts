/** From the typed password to the work list: key derivation, the start-up ladder, the tables, and the first board. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createDrafts } from '../../main/core/services/drafts.ts';
import { todayBoard } from '../../main/core/services/today/today-board.ts';
import { createProfileVault } from '../../main/core/vault/profile-keys.ts';
import { redacted } from '../../main/core/vault/redacted.ts';
import { openBigOffice } from './big-office.ts';
import { once } from './measure.ts';

/** Milliseconds. The profile must be closed; it is closed again afterwards. */
export async function measureUnlock(folder: string, key: Uint8Array): Promise<number> {
  const dataDir = join(folder, 'unlock');
  mkdirSync(dataDir, { recursive: true });
  const secret = redacted(new Uint8Array(randomBytes(32)));
  const vault = createProfileVault({
    dataDir,
    now: () => Date.now(),
    uptime: () => performance.now() / 1000,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    deviceSecret: () => secret,
  });
  const begun = vault.begin('p1');
  const password = redacted('Qiaobang-2026');
  await vault.seal({
    profileId: 'p1',
    key: begun.key,
    password,
    userId: 'u',
    login: 'u',
    name: '一',
  });
  let close = async () => undefined as void;
  const time = await once(async () => {
    const opened = await vault.open('p1', password);
    if (!opened.ok) throw new Error(opened.reason);
    const { context, profile } = await openBigOffice(folder, { key });
    close = () => profile.close();
    const drafts = createDrafts({ store: context.store, local: profile.local, now: context.now });
    await todayBoard({ ...context, drafts, syncItems: async () => [] });
  });
  await close();
  return time;
}
