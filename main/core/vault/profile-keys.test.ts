import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDouble } from './double-file.ts';
import { redacted } from './redacted.ts';
import { openTempVault, type TempVault } from './testing/temp-vault.ts';

let temp: TempVault;
beforeEach(() => {
  temp = openTempVault();
});
afterEach(() => temp.remove());

const right = redacted('口令-2026');
const keysOf = (id: string) => join(temp.folder, 'profiles', id, 'keys.json');

/** Changes the file and its checksum, as somebody with a text editor and patience would. */
function forge(
  id: string,
  change: (keys: { header: Record<string, unknown>; slots: unknown[] }) => void,
): void {
  const outer = JSON.parse(readFileSync(keysOf(id), 'utf8')) as { body: string };
  const keys = JSON.parse(outer.body) as { header: Record<string, unknown>; slots: unknown[] };
  change(keys);
  writeDouble(keysOf(id), keys);
}

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
    expect(opened.ok && opened.header).toMatchObject({
      cipher: 'aegis256',
      login: 'a',
      kdf: { name: 'scrypt', N: 131072, r: 8, p: 1 },
    });
  });

  it('keeps the key itself out of the file', async () => {
    const key = Buffer.from((await temp.profile('a', '口令-2026')).reveal());
    const text = readFileSync(keysOf('a'), 'utf8');
    for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const)
      expect(text).not.toContain(key.toString(encoding));
    expect(text).not.toContain('口令-2026');
  });

  it('does not open on another device, even with the password', async () => {
    await temp.profile('a', '口令-2026');
    const elsewhere = temp.reopened(redacted(new Uint8Array(randomBytes(32))));
    expect(await elsewhere.open('a', right)).toMatchObject({ ok: false, reason: 'wrong' });
  });

  it('fails closed when any part of the header was changed', async () => {
    const changes: Record<string, unknown> = {
      cipher: 'sqlcipher',
      userId: 'somebody',
      profileId: 'b',
    };
    for (const [field, value] of Object.entries(changes)) {
      const id = `p-${field}`;
      await temp.profile(id, '口令-2026');
      forge(id, (keys) => {
        keys.header[field] = value;
      });
      expect(await temp.vault.open(id, right), field).toMatchObject({ ok: false, reason: 'wrong' });
    }
  });

  it('does not let a forged file choose cheap key derivation', async () => {
    await temp.profile('a', '口令-2026');
    forge('a', (keys) => {
      (keys.header['kdf'] as { N: number }).N = 2;
    });
    expect(await temp.vault.open('a', right)).toEqual({ ok: false, reason: 'unreadable' });
  });

  it('reads the second copy when the first is damaged, and says so when both are', async () => {
    await temp.profile('a', '口令-2026');
    writeFileSync(keysOf('a'), readFileSync(keysOf('a'), 'utf8').slice(0, 100));
    expect(await temp.vault.open('a', right)).toMatchObject({ ok: true });
    writeFileSync(`${keysOf('a')}.copy`, 'garbage');
    expect(await temp.vault.open('a', right)).toEqual({ ok: false, reason: 'unreadable' });
    expect(temp.vault.list()).toEqual([
      { id: 'a', folder: join(temp.folder, 'profiles', 'a'), header: null },
    ]);
  });

  it('lists no profile whose sign-in was cut off before its key was sealed', () => {
    const begun = temp.vault.begin('half');
    writeFileSync(join(begun.folder, 'office.db'), 'x');
    expect(temp.reopened().list()).toEqual([]);
    temp.vault.abandon('half');
    expect(existsSync(begun.folder)).toBe(false);
  });

  it('tells keys of a later version from broken ones', async () => {
    await temp.profile('a', '口令-2026');
    forge('a', ({ header }) => (header['format'] = 2));
    writeFileSync(`${keysOf('a')}.copy`, readFileSync(keysOf('a')));
    expect(await temp.vault.open('a', right)).toEqual({ ok: false, reason: 'newer' });
  });

  it('never throws a sealed profile away', async () => {
    await temp.profile('a', '口令-2026');
    temp.vault.abandon('a');
    expect(await temp.vault.open('a', right)).toMatchObject({ ok: true });
  });

  it('ignores what a killed write left beside the key file', async () => {
    await temp.profile('a', '口令-2026');
    mkdirSync(join(temp.folder, 'profiles'), { recursive: true });
    writeFileSync(`${keysOf('a')}.0123456789ab.tmp`, '{"checksum":');
    expect(await temp.reopened().open('a', right)).toMatchObject({ ok: true });
  });
});

describe('lockout', () => {
  it('counts down, then makes people wait longer and longer, over restarts and clock changes', async () => {
    await temp.profile('a', '口令-2026');
    const wrong = redacted('x');
    const left: unknown[] = [];
    for (let index = 0; index < 5; index += 1) {
      const answer = await temp.reopened().open('a', wrong);
      left.push(answer.ok || answer.reason !== 'wrong' ? answer : answer.left);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    // The right password has to wait as well, and waiting is not shortened by a restart or by an earlier clock.
    expect(await temp.reopened().open('a', right)).toEqual({
      ok: false,
      reason: 'wait',
      seconds: 30,
    });
    temp.clock.now -= 86_400_000;
    expect(await temp.reopened().open('a', right)).toMatchObject({
      ok: false,
      reason: 'wait',
      seconds: 3600,
    });
    temp.clock.now += 86_400_000 + 31_000;
    expect(await temp.reopened().open('a', wrong)).toMatchObject({ reason: 'wrong', left: 0 });
    expect(await temp.reopened().open('a', right)).toEqual({
      ok: false,
      reason: 'wait',
      seconds: 60,
    });
    temp.clock.now += 61_000;
    expect(await temp.reopened().open('a', right)).toMatchObject({ ok: true });
    expect(await temp.reopened().open('a', wrong)).toMatchObject({ reason: 'wrong', left: 4 });
  });

  it('has counted a try before the password is tested', async () => {
    await temp.profile('a', '口令-2026');
    const trying = temp.vault.open('a', redacted('x'));
    // The counter is on disk while the key derivation still runs: pulling the plug now gains nothing.
    expect(
      JSON.parse(readFileSync(join(temp.folder, 'profiles', 'a', 'tries.json'), 'utf8')),
    ).toMatchObject({ failures: 1 });
    await trying;
  });

  it('does not open the door to a damaged counter', async () => {
    await temp.profile('a', '口令-2026');
    writeFileSync(join(temp.folder, 'profiles', 'a', 'tries.json'), 'garbage');
    expect(await temp.vault.open('a', redacted('x'))).toMatchObject({ reason: 'wrong', left: 0 });
    expect(await temp.vault.open('a', right)).toMatchObject({ reason: 'wait' });
  });
});
