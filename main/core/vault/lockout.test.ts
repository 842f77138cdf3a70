import {
  chmodSync,
  chownSync,
  copyFileSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redacted } from './redacted.ts';
import { openTempVault, type TempVault } from './testing/temp-vault.ts';
import { killedAt } from './testing/vault-child.ts';

let temp: TempVault;
beforeEach(async () => {
  temp = openTempVault();
  await temp.profile('a', '口令-2026');
});
afterEach(() => temp.remove());

const right = redacted('口令-2026');
const wrong = redacted('x');
const counter = () => join(temp.folder, 'profiles', 'a', 'tries.json');
/** Each try by a program that was started anew. */
const guess = (password = wrong) => temp.reopened().open('a', password);
async function guessTimes(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await guess();
}

describe('lockout', () => {
  it('gives five tries, then waits from 1 minute to 16, then the password alone is off', async () => {
    const seen: unknown[] = [];
    for (let index = 0; index < 10; index += 1) {
      const tried = await guess();
      const next = await guess(right);
      seen.push([
        !tried.ok && tried.reason === 'wrong' ? tried.left : tried,
        next.ok ? 0 : next.reason === 'wait' ? next.seconds : next.reason,
      ]);
      // The right password has cleared the count: put the failures back.
      if (next.ok) await guessTimes(index + 1);
      else if (next.reason === 'wait') temp.machine.uptime += next.seconds;
    }
    expect(seen).toEqual([
      [4, 0],
      [3, 0],
      [2, 0],
      [1, 0],
      [0, 60],
      [0, 120],
      [0, 240],
      [0, 480],
      [0, 960],
      [0, 'off'],
    ]);
    temp.machine.uptime += 1e9;
    expect(await guess(right)).toEqual({ ok: false, reason: 'off' });
    temp.reopened().resetTries('a');
    expect(await guess(right)).toMatchObject({ ok: true });
  });

  it('starts anew after the right password', async () => {
    await guessTimes(4);
    expect(await guess(right)).toMatchObject({ ok: true });
    expect(await guess()).toMatchObject({ reason: 'wrong', left: 4 });
  });

  it('does not ask the clock: years forward or back change nothing', async () => {
    await guessTimes(5);
    for (const years of [10, -20]) {
      temp.clock.now += years * 31_557_600_000;
      expect(await guess(right)).toEqual({ ok: false, reason: 'wait', seconds: 60 });
    }
    temp.machine.uptime += 59;
    expect(await guess(right)).toEqual({ ok: false, reason: 'wait', seconds: 1 });
    temp.machine.uptime += 1;
    expect(await guess(right)).toMatchObject({ ok: true });
  });

  it('is not shortened by a reboot: the wait starts anew with the machine', async () => {
    await guessTimes(5);
    temp.machine.uptime += 50;
    temp.machine.uptime = 3;
    expect(await guess(right)).toEqual({ ok: false, reason: 'wait', seconds: 57 });
    temp.machine.uptime = 60;
    expect(await guess(right)).toMatchObject({ ok: true });
  });

  it('has counted a try before the password is tested, also when the process is killed in between', async () => {
    for (let index = 0; index < 5; index += 1)
      expect(
        await killedAt({
          dataDir: temp.folder,
          deviceSecret: Buffer.from(temp.deviceSecret.reveal()).toString('base64'),
          dieAt: 'counted',
          act: { name: 'open', password: '口令-2026' },
        }),
      ).toBe(true);
    expect(await guess(right)).toEqual({ ok: false, reason: 'wait', seconds: 60 });
  }, 60_000);

  it('costs the longest wait when the counter was damaged, forged, taken from elsewhere or removed', async () => {
    const changes: [string, () => void][] = [
      ['damaged', () => writeFileSync(counter(), 'garbage')],
      ['removed', () => rmSync(counter())],
      [
        'forged',
        () => writeFileSync(counter(), readFileSync(counter(), 'utf8').replace(':5,', ':0,')),
      ],
      [
        'of another profile',
        () => copyFileSync(join(temp.folder, 'profiles', 'b', 'tries.json'), counter()),
      ],
    ];
    await temp.profile('b', 'another');
    for (const [what, change] of changes) {
      temp.vault.resetTries('a');
      await guessTimes(5);
      change();
      expect(await guess(right), what).toEqual({ ok: false, reason: 'wait', seconds: 3_600 });
      temp.machine.uptime += 1_800;
      // Doing it again makes it longer, not shorter.
      if (what === 'removed') {
        rmSync(counter());
        expect(await guess(right), what).toMatchObject({ seconds: 3_600 });
        temp.machine.uptime += 1_800;
      }
      temp.machine.uptime += 1_800;
      expect(await guess(), what).toMatchObject({ reason: 'wrong', left: 0 });
      expect(await guess(right), what).toMatchObject({ reason: 'wait', seconds: 120 });
    }
  });

  it('cannot know an old counter that was put back; a guesser elsewhere still lacks the device secret', async () => {
    copyFileSync(counter(), `${counter()}.kept`);
    await guessTimes(5);
    copyFileSync(`${counter()}.kept`, counter());
    // The documented limit: whoever copies files can have the count back …
    expect(await guess()).toMatchObject({ reason: 'wrong', left: 4 });
    // … but the copied folder alone answers no guess at all.
    const elsewhere = temp.reopened(redacted(new Uint8Array(randomBytes(32))));
    expect(await elsewhere.open('a', right)).toMatchObject({ reason: 'unreadable' });
  });

  it('counts in memory where the folder cannot be written, so that reading goes on', async () => {
    const vault = temp.reopened();
    const open = (password = wrong) => vault.open('a', password);
    await asOrdinaryUser(async () => {
      chmodSync(join(temp.folder, 'profiles', 'a'), 0o500);
      expect(() => writeFileSync(`${counter()}.x`, '')).toThrow('EACCES');
      expect(await open()).toMatchObject({ left: 4 });
      expect(await open()).toMatchObject({ left: 3 });
      expect(await open(right)).toMatchObject({ ok: true });
      for (let index = 0; index < 5; index += 1) await open();
      expect(await open(right)).toMatchObject({ reason: 'wait' });
    });
    // Writable again, what was counted in memory is not forgotten.
    chmodSync(join(temp.folder, 'profiles', 'a'), 0o700);
    expect(await open(right)).toMatchObject({ reason: 'wait' });
  });
});

/** Nothing is read-only to the superuser, as whom tests may run. */
async function asOrdinaryUser(act: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) {
    const all = readdirSync(temp.folder, { recursive: true, encoding: 'utf8' });
    for (const name of ['', ...all]) chownSync(join(temp.folder, name), 65_534, 65_534);
    process.seteuid?.(65_534);
  }
  try {
    await act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
