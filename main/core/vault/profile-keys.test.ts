import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDouble } from './double-file.ts';
import { presentCost } from './key-slot.ts';
import { redacted } from './redacted.ts';
import { createSealingPair } from './sealing.ts';
import { cheapest, openTempVault, type TempVault } from './testing/temp-vault.ts';

let temp: TempVault;
beforeEach(() => {
  temp = openTempVault();
});
afterEach(() => temp.remove());

const right = redacted('口令-2026');

describe('profile keys', () => {
  it('gives the data key to the right password only, also after a restart', async () => {
    const key = await temp.profile('a', '口令-2026');
    expect(await temp.vault.open('a', redacted('口令-2025'))).toEqual({
      ok: false,
      reason: 'wrong',
      left: 4,
    });
    const opened = await temp.reopened().open('a', right);
    expect(opened.ok && opened.key.reveal()).toEqual(key.reveal());
    expect(opened).toMatchObject({
      header: { cipher: 'aegis256', login: 'a', generation: 1 },
      database: 'office.db',
      retiredKeys: [],
      copyUsed: false,
      slotIsSpare: false,
      unsettled: false,
    });
  });

  it('takes the same password however the keyboard composed it', async () => {
    await temp.profile('a', 'é-口令');
    expect(await temp.vault.open('a', redacted('e\u0301-口令'))).toMatchObject({ ok: true });
  });

  it('keeps the key itself out of the files', async () => {
    const key = Buffer.from((await temp.profile('a', '口令-2026')).reveal());
    for (const path of [temp.keysOf('a'), join(temp.folder, 'profiles', 'a', 'recovery.json')]) {
      const text = readFileSync(path, 'utf8');
      for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const)
        expect(text).not.toContain(key.toString(encoding));
      expect(text).not.toContain('口令-2026');
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
  });

  it('does not open on another device, even with the password, and counts no try for it', async () => {
    await temp.profile('a', '口令-2026');
    const elsewhere = temp.reopened(redacted(new Uint8Array(randomBytes(32))));
    expect(await elsewhere.open('a', right)).toEqual({ ok: false, reason: 'unreadable' });
    expect(elsewhere.list()).toMatchObject([{ id: 'a', status: 'unreadable', recoverable: false }]);
    expect(await temp.vault.open('a', redacted('x'))).toMatchObject({ left: 4 });
  });

  it('does not open with a device mark that was copied over', async () => {
    await temp.profile('a', '口令-2026');
    const secret = redacted(new Uint8Array(randomBytes(32)));
    const other = openTempVault();
    try {
      const theirs = other.reopened(secret);
      const { key } = theirs.begin('b');
      await theirs.seal({ profileId: 'b', key, password: right, userId: '', login: '', name: '' });
      const [entry] = theirs.list();
      temp.forge('a', ({ header }) => (header['device'] = entry?.header?.device));
    } finally {
      other.remove();
    }
    expect(await temp.reopened(secret).open('a', right)).toMatchObject({ reason: 'wait' });
    temp.machine.uptime += 3_600;
    expect(await temp.reopened(secret).open('a', right)).toMatchObject({ reason: 'wrong' });
  });

  it('fails closed when any part of the header or of a slot was changed', async () => {
    const changes: Record<string, unknown> = {
      profileId: 'b',
      generation: 2,
      cipher: 'sqlcipher',
      database: 'office-2.db',
      userId: 'somebody',
      login: 'other',
      name: '别人',
      createdAt: '2026-01-01T00:00:00.000Z',
      check: 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    for (const [field, value] of Object.entries(changes)) {
      const id = `p-${field}`;
      await temp.profile(id, '口令-2026');
      temp.forge(id, (keys) => (keys.header[field] = value));
      expect(await temp.vault.open(id, right), field).toMatchObject({ reason: 'wrong' });
    }
    const slotChanges: Record<string, unknown> = { number: 7, nonce: 'AAAAAAAAAAAAAAAA' };
    for (const [field, value] of Object.entries(slotChanges)) {
      const id = `s-${field}`;
      await temp.profile(id, '口令-2026');
      temp.forge(id, ({ passwords: [slot] }) => Object.assign(slot ?? {}, { [field]: value }));
      expect(await temp.vault.open(id, right), field).toMatchObject({ reason: 'wrong' });
    }
  });

  it('does not let a forged file choose cheap key derivation, or one that eats the memory', async () => {
    for (const [N, r] of [
      [2, 8],
      [2 ** 14, 1],
      [2 ** 24, 8],
    ]) {
      await temp.profile('a', '口令-2026');
      temp.forge('a', ({ passwords: [slot] }) => Object.assign(slot?.kdf ?? {}, { N, r }));
      rmSync(join(temp.folder, 'profiles', 'a', 'recovery.json'));
      rmSync(join(temp.folder, 'profiles', 'a', 'recovery.json.copy'));
      expect(await temp.vault.open('a', right)).toEqual({ ok: false, reason: 'unreadable' });
    }
  });

  it('wraps the key anew at the next unlock when the cost of a guess was raised, never when it fell', async () => {
    await temp.profile('a', '口令-2026');
    const before = readFileSync(temp.keysOf('a'), 'utf8');
    const raised = temp.reopened(temp.deviceSecret, { cost: { N: 2 ** 15, r: 8, p: 1 } });
    expect(await raised.open('a', redacted('x'))).toMatchObject({ ok: false });
    expect(readFileSync(temp.keysOf('a'), 'utf8')).toBe(before);
    expect(await raised.open('a', right)).toMatchObject({ ok: true });
    const after = readFileSync(temp.keysOf('a'), 'utf8');
    expect(after).toContain('\\"N\\":32768');
    expect(after).not.toContain('16384');
    expect(await temp.reopened().open('a', right)).toMatchObject({ ok: true });
    expect(readFileSync(temp.keysOf('a'), 'utf8')).toBe(after);
  });

  it('costs a guess 2^17 where nobody says otherwise', async () => {
    const vault = temp.reopened(temp.deviceSecret, { cost: presentCost });
    const { key } = vault.begin('a');
    await vault.seal({ profileId: 'a', key, password: right, userId: 'u', login: 'a', name: 'n' });
    temp.forge('a', ({ passwords: [slot] }) =>
      expect(slot?.kdf).toMatchObject({ N: 131_072, r: 8, p: 1 }),
    );
    expect(presentCost.N).toBeGreaterThan(cheapest.N);
  });

  it('opens from the second copy, says so, and makes both whole again', async () => {
    await temp.profile('a', '口令-2026');
    const whole = readFileSync(temp.keysOf('a'), 'utf8');
    for (const [name, content] of [
      ['keys.json', whole.slice(0, 100)],
      ['keys.json.copy', 'garbage'],
      ['keys.json', null],
    ] as const) {
      const path = join(temp.folder, 'profiles', 'a', name);
      if (content === null) rmSync(path);
      else writeFileSync(path, content);
      expect(await temp.vault.open('a', redacted('x'))).toMatchObject({ reason: 'wrong' });
      expect(await temp.vault.open('a', right)).toMatchObject({ ok: true, copyUsed: true });
      expect(readFileSync(path, 'utf8')).toBe(whole);
      expect(await temp.vault.open('a', right)).toMatchObject({ ok: true, copyUsed: false });
    }
  });

  it('is unreadable without both copies, and only the recovery key is left', async () => {
    await temp.profile('a', '口令-2026', createSealingPair().publicKey);
    writeFileSync(temp.keysOf('a'), 'x');
    writeFileSync(`${temp.keysOf('a')}.copy`, 'garbage');
    expect(await temp.vault.open('a', right)).toEqual({ ok: false, reason: 'unreadable' });
    expect(temp.vault.list()).toMatchObject([
      { id: 'a', header: { login: 'a' }, status: 'unreadable', recoverable: true },
    ]);
    for (const name of ['recovery.json', 'recovery.json.copy'])
      writeFileSync(join(temp.folder, 'profiles', 'a', name), 'x');
    expect(temp.vault.list()).toEqual([
      {
        id: 'a',
        folder: join(temp.folder, 'profiles', 'a'),
        header: null,
        status: 'unreadable',
        recoverable: false,
      },
    ]);
  });

  it('lists no profile whose sign-in was cut off before its key was sealed', () => {
    const begun = temp.vault.begin('half');
    writeFileSync(join(begun.folder, 'office.db'), 'x');
    expect(temp.reopened().list()).toEqual([]);
    temp.vault.abandon('half');
    expect(existsSync(begun.folder)).toBe(false);
  });

  it('tells keys of a later version from broken ones, and changes nothing about them', async () => {
    await temp.profile('a', '口令-2026');
    const old = readFileSync(temp.keysOf('a'), 'utf8');
    writeDouble(temp.keysOf('a'), { header: { format: 3, more: true }, things: [] });
    const newer = readFileSync(temp.keysOf('a'), 'utf8');
    expect(await temp.vault.open('a', right)).toEqual({ ok: false, reason: 'newer' });
    expect(temp.vault.list()).toMatchObject([{ id: 'a', status: 'newer', header: null }]);
    // A newer program that was killed between its two copies.
    writeFileSync(`${temp.keysOf('a')}.copy`, old);
    expect(await temp.vault.open('a', right)).toEqual({ ok: false, reason: 'newer' });
    temp.vault.abandon('a');
    expect(readFileSync(temp.keysOf('a'), 'utf8')).toBe(newer);
  });

  it('never throws a sealed profile away', async () => {
    await temp.profile('a', '口令-2026');
    temp.vault.abandon('a');
    expect(await temp.vault.open('a', right)).toMatchObject({ ok: true });
  });

  it('ignores what a killed write left beside the key file, and the next write takes it away', async () => {
    const key = await temp.profile('a', '口令-2026');
    mkdirSync(join(temp.folder, 'profiles'), { recursive: true });
    writeFileSync(`${temp.keysOf('a')}.tmp`, '{"checksum":');
    expect(await temp.reopened().open('a', right)).toMatchObject({ ok: true });
    await temp.vault.addPassword('a', key, redacted('another one'));
    expect(existsSync(`${temp.keysOf('a')}.tmp`)).toBe(false);
  });

  it('says that it is unreadable, instead of failing, while the device secret cannot be had', async () => {
    await temp.profile('a', '口令-2026');
    const vault = temp.reopened(temp.deviceSecret, { deviceSecret: () => null });
    expect(await vault.open('a', right)).toEqual({ ok: false, reason: 'unreadable' });
    expect(vault.list()).toMatchObject([{ id: 'a', header: { login: 'a' } }]);
  });
});
