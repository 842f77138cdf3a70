// What happens to a profile's key file over the years: passwords, recovery, rotation; and that no step of a write loses it.
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recoveredKey } from '../../../shared/sync/keys.ts';
import { redacted, type Redacted } from './redacted.ts';
import { createSealingPair, openSealed } from './sealing.ts';
import { labelsOf } from './testing/crash-labels.ts';
import { openTempVault, type TempVault } from './testing/temp-vault.ts';
import { killedAt } from './testing/vault-child.ts';

let temp: TempVault;
beforeEach(() => {
  temp = openTempVault();
});
afterEach(() => temp.remove());

const oldPassword = redacted('旧口令-0123456');
const newPassword = redacted('新口令-0123456');
const freshKey = () => redacted(new Uint8Array(randomBytes(32)));
const base64 = (secret: Redacted<Uint8Array>) => Buffer.from(secret.reveal()).toString('base64');

const opens = async (password: Redacted<string>) => {
  const answer = await temp.reopened().open('a', password);
  if (!answer.ok) temp.vault.resetTries('a');
  return answer;
};
async function recoveredBy(pair: ReturnType<typeof createSealingPair>) {
  const opened = await openSealed(
    pair.privateKey,
    temp.vault.recoverySlot('a') ?? '',
    recoveredKey,
  );
  return redacted(new Uint8Array(Buffer.from(opened?.key ?? '', 'base64url')));
}

describe('change of password', () => {
  it('lets both open until it is settled, whichever way the district decided', async () => {
    for (const stays of [newPassword, oldPassword]) {
      const goes = stays === newPassword ? oldPassword : newPassword;
      const key = await temp.profile('a', oldPassword.reveal());
      await temp.vault.addPassword('a', key, newPassword);
      expect(await opens(oldPassword)).toMatchObject({
        ok: true,
        slotIsSpare: false,
        unsettled: true,
      });
      expect(await opens(newPassword)).toMatchObject({
        ok: true,
        slotIsSpare: true,
        unsettled: true,
      });
      await temp.vault.settlePassword('a', key, stays);
      expect(await opens(stays)).toMatchObject({ ok: true, slotIsSpare: false, unsettled: false });
      expect(await opens(goes)).toMatchObject({ ok: false, reason: 'wrong' });
    }
  });

  it('takes no key but the profile’s own', async () => {
    await temp.profile('a', oldPassword.reveal());
    await expect(temp.vault.addPassword('a', freshKey(), newPassword)).rejects.toThrow(
      'not the key',
    );
    await expect(temp.vault.settlePassword('a', freshKey(), newPassword)).rejects.toThrow(
      'not the key',
    );
    expect(await opens(newPassword)).toMatchObject({ ok: false });
  });
});

describe('recovery', () => {
  it('opens with the key that the district read from the slot, under a new password and on a new device', async () => {
    const district = createSealingPair();
    const key = await temp.profile('a', oldPassword.reveal(), district.publicKey);
    for (let index = 0; index < 4; index += 1) await temp.vault.open('a', redacted('x'));
    const recovered = await recoveredBy(district);
    expect(recovered.reveal()).toEqual(key.reveal());
    const elsewhere = freshKey();
    expect(await temp.reopened(elsewhere).open('a', oldPassword)).toMatchObject({
      reason: 'unreadable',
    });
    expect(await temp.reopened(elsewhere).reopen('a', recovered, newPassword)).toMatchObject({
      ok: true,
      database: 'office.db',
      slotIsSpare: false,
    });
    const again = temp.reopened(elsewhere);
    expect(again.list()).toMatchObject([{ status: 'ok', recoverable: true }]);
    expect(await again.open('a', redacted('x'))).toMatchObject({ left: 4 });
    expect(await again.open('a', newPassword)).toMatchObject({ ok: true });
    expect(await again.open('a', oldPassword)).toMatchObject({ ok: false });
  });

  it('refuses a key that is not the profile’s, and changes nothing', async () => {
    await temp.profile('a', oldPassword.reveal());
    expect(await temp.vault.reopen('a', freshKey(), newPassword)).toEqual({
      ok: false,
      reason: 'wrong',
      left: 0,
    });
    expect(await opens(oldPassword)).toMatchObject({ ok: true });
  });

  it('refuses a header that was changed, as it does not belong to the key', async () => {
    const key = await temp.profile('a', oldPassword.reveal());
    temp.forge('a', ({ header }) => (header['cipher'] = 'chacha20'));
    expect(await temp.vault.reopen('a', key, newPassword)).toMatchObject({ reason: 'wrong' });
  });

  it('works when both copies of the key file are gone, and makes them again', async () => {
    const district = createSealingPair();
    await temp.profile('a', oldPassword.reveal(), district.publicKey);
    rmSync(temp.keysOf('a'));
    writeFileSync(`${temp.keysOf('a')}.copy`, 'x');
    const recovered = await recoveredBy(district);
    expect(await temp.vault.reopen('a', recovered, newPassword)).toMatchObject({ ok: true });
    expect(await opens(newPassword)).toMatchObject({ ok: true, copyUsed: false });
  });

  it('is sealed when the district’s key becomes known and again when it changes, not in between', async () => {
    const key = await temp.profile('a', oldPassword.reveal());
    expect(temp.vault.list()).toMatchObject([{ recoverable: false }]);
    expect(temp.vault.recoverySlot('a')).toBeNull();
    const [first, second] = [createSealingPair(), createSealingPair()];
    await temp.vault.sealRecovery('a', key, first.publicKey);
    const slot = temp.vault.recoverySlot('a');
    await temp.vault.sealRecovery('a', key, first.publicKey);
    expect(temp.vault.recoverySlot('a')).toBe(slot);
    await temp.vault.sealRecovery('a', key, second.publicKey);
    expect((await recoveredBy(second)).reveal()).toEqual(key.reveal());
    expect(await opens(oldPassword)).toMatchObject({ ok: true });
  });

  it('gives the password another ten tries after it was switched off', async () => {
    const key = await temp.profile('a', oldPassword.reveal());
    for (let index = 0; index < 10; index += 1) {
      expect(await temp.vault.open('a', redacted('x'))).toMatchObject({ reason: 'wrong' });
      temp.machine.uptime += 3_600;
    }
    expect(await temp.vault.open('a', oldPassword)).toEqual({ ok: false, reason: 'off' });
    expect(await temp.vault.reopen('a', key, newPassword)).toMatchObject({ ok: true });
    expect(await temp.vault.open('a', newPassword)).toMatchObject({ ok: true });
  });
});

describe('rotation', () => {
  const rotate = async (oldKey: Redacted<Uint8Array>, recovery = createSealingPair().publicKey) => {
    const newKey = freshKey();
    const database = temp.vault.nextDatabaseName('a');
    const order = { oldKey, newKey, password: oldPassword, recovery, database };
    await temp.vault.commitRotation('a', order);
    return newKey;
  };

  it('makes the new key the profile’s and keeps the old ones for older backups', async () => {
    const district = createSealingPair();
    const first = await temp.profile('a', oldPassword.reveal(), district.publicKey);
    expect(temp.vault.nextDatabaseName('a')).toBe('office-2.db');
    const second = await rotate(first, district.publicKey);
    const third = await rotate(second, district.publicKey);
    const opened = await opens(oldPassword);
    expect(opened).toMatchObject({ ok: true, database: 'office-3.db', header: { generation: 3 } });
    if (!opened.ok) return;
    expect(opened.key.reveal()).toEqual(third.reveal());
    expect(opened.retiredKeys.map((key) => key.reveal())).toEqual([
      second.reveal(),
      first.reveal(),
    ]);
    expect((await recoveredBy(district)).reveal()).toEqual(third.reveal());
    expect(await temp.vault.reopen('a', first, newPassword)).toMatchObject({ reason: 'wrong' });
    const recovered = await temp.vault.reopen('a', third, newPassword);
    expect(recovered.ok && recovered.retiredKeys).toHaveLength(2);
  });

  it('forgets retired keys that no backup needs', async () => {
    const first = await temp.profile('a', oldPassword.reveal());
    const second = await rotate(first);
    const third = await rotate(second);
    temp.vault.keepRetired('a', third, [second]);
    const opened = await opens(oldPassword);
    expect(opened.ok && opened.retiredKeys.map((key) => key.reveal())).toEqual([second.reveal()]);
  });

  it('refuses a password that does not open the profile: a slip of the finger must not become the password', async () => {
    const key = await temp.profile('a', oldPassword.reveal());
    const order = { oldKey: key, newKey: freshKey(), recovery: null, database: 'office-2.db' };
    await expect(
      temp.vault.commitRotation('a', { ...order, password: newPassword }),
    ).rejects.toThrow('does not open');
    expect(await opens(oldPassword)).toMatchObject({ database: 'office.db' });
  });

  it('removes only database files that were never committed', async () => {
    const key = await temp.profile('a', oldPassword.reveal());
    await rotate(key);
    const folder = join(temp.folder, 'profiles', 'a');
    const names = ['office.db', 'office-2.db', 'office-2.db-wal', 'office-3.db', 'office-3.db-wal'];
    for (const name of names) writeFileSync(join(folder, name), 'x');
    temp.vault.removeLeftovers('a');
    expect(readdirSync(folder).filter((name) => name.startsWith('office'))).toEqual([
      'office-2.db',
      'office-2.db-wal',
      'office.db',
    ]);
  });
});

describe('a plug pulled at any step of writing the key file', () => {
  it('leaves the old password or the new one, never neither', async () => {
    const key = await temp.profile('a', oldPassword.reveal());
    const labels = await labelsOf((crashAt) =>
      temp.reopened(temp.deviceSecret, { crashAt }).settlePassword('a', key, oldPassword),
    );
    expect(labels).toContain('keys.first.synced');
    let renamed = false;
    for (const dieAt of labels) {
      await temp.vault.settlePassword('a', key, oldPassword);
      const died = await killedAt({
        dataDir: temp.folder,
        deviceSecret: base64(temp.deviceSecret),
        dieAt,
        act: { name: 'settle', key: base64(key), password: newPassword.reveal() },
      });
      expect(died, dieAt).toBe(true);
      renamed ||= dieAt === 'keys.first.renamed';
      const [byOld, byNew] = [await opens(oldPassword), await opens(newPassword)];
      // The rename of the first copy is the moment; before it the old one opens, from it on the new one.
      expect([byOld.ok, byNew.ok], dieAt).toEqual([!renamed, renamed]);
      const answer = renamed ? byNew : byOld;
      expect(answer.ok && answer.key.reveal(), dieAt).toEqual(key.reveal());
    }
    expect(renamed).toBe(true);
  }, 120_000);

  it('leaves the old generation or the new one during a rotation, and recovery fits it', async () => {
    const district = createSealingPair();
    const labels = await labelsOf((crashAt) => {
      const vault = temp.reopened(temp.deviceSecret, { crashAt });
      return temp
        .profile('a', oldPassword.reveal(), district.publicKey)
        .then((key) => vault.settlePassword('a', key, oldPassword));
    });
    for (const dieAt of labels) {
      const key = await temp.profile('a', oldPassword.reveal(), district.publicKey);
      const newKey = freshKey();
      const died = await killedAt({
        dataDir: temp.folder,
        deviceSecret: base64(temp.deviceSecret),
        dieAt,
        act: {
          name: 'rotate',
          key: base64(key),
          newKey: base64(newKey),
          password: oldPassword.reveal(),
          recovery: district.publicKey,
        },
      });
      expect(died, dieAt).toBe(true);
      const isNew = labels.indexOf(dieAt) >= labels.indexOf('keys.first.renamed');
      const opened = await opens(oldPassword);
      expect(opened, dieAt).toMatchObject({
        ok: true,
        database: isNew ? 'office-2.db' : 'office.db',
      });
      const present = isNew ? newKey : key;
      expect(opened.ok && opened.key.reveal(), dieAt).toEqual(present.reveal());
      expect(opened.ok && opened.retiredKeys.length, dieAt).toBe(isNew ? 1 : 0);
      expect((await recoveredBy(district)).reveal(), dieAt).toEqual(present.reveal());
      // The unlock has mended what was half done, so even the loss of both copies later finds the right recovery slot.
      rmSync(temp.keysOf('a'));
      rmSync(`${temp.keysOf('a')}.copy`);
      expect((await recoveredBy(district)).reveal(), dieAt).toEqual(present.reveal());
    }
  }, 120_000);
});
