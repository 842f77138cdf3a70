import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretStore } from '../ports.ts';
import { openDeviceKey, setDeviceKeyAside } from './device-key.ts';
import { forget, redacted } from './redacted.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-device-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const open = (secretStore: SecretStore | null) =>
  openDeviceKey({ dataDir: folder, random, secretStore });
const path = () => join(folder, 'device-key.json');
const text = () => readFileSync(path(), 'utf8');
const unreadable = (cause: string) => ({ ok: false, reason: 'unreadable', cause });

/** A keyring that mixes every byte with its own; it refuses as often as it is told, and may wish to seal anew. */
function keyring(
  options: { backend?: string; own?: number; refusals?: number; stale?: boolean } = {},
) {
  const { backend = 'test-keyring', own = 255, stale = false } = options;
  let refusals = options.refusals ?? 0;
  const calls = { encrypt: 0, decrypt: 0 };
  const store: SecretStore = {
    backend,
    encrypt: async (secret) => {
      calls.encrypt += 1;
      return secret.map((byte) => byte ^ own);
    },
    decrypt: async (sealed) => {
      calls.decrypt += 1;
      refusals -= 1;
      if (refusals >= 0) throw new Error('locked');
      return { secret: sealed.map((byte) => byte ^ own), shouldReEncrypt: stale };
    },
  };
  return { store, calls };
}

describe('device key', () => {
  it('is made once and stays, readable by its owner only', async () => {
    const first = await open(null);
    const second = await open(null);
    expect(first.ok && second.ok && second.key.publicKey).toEqual(first.ok && first.key.publicKey);
    expect(first.ok && second.ok && second.key.secret.reveal()).toEqual(
      first.ok && first.key.secret.reveal(),
    );
    expect(first.ok && first.key.secret.reveal()).toHaveLength(32);
    expect(first).toMatchObject({ key: { protection: 'file' } });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('is sealed by the operating system where there is a secret store', async () => {
    const made = await open(keyring().store);
    const secret = made.ok ? made.key.privateKey.reveal().d : '';
    expect(secret).not.toBe('');
    const outer = JSON.parse(text()) as { body: string };
    const payload = (JSON.parse(outer.body) as { payload: string }).payload;
    expect(`${text()}${Buffer.from(payload, 'base64').toString('utf8')}`).not.toContain(secret);
    const again = await open(keyring().store);
    expect(again).toMatchObject({ ok: true, key: { protection: 'test-keyring' } });
    expect(again.ok && again.key.privateKey.reveal().d).toBe(secret);
  });

  it('is "unreadable", not new, and untouched, when the store is gone, another one, refusing or rebuilt', async () => {
    await open(keyring().store);
    const before = text();
    expect(await open(null)).toEqual(unreadable('no_store'));
    expect(await open(keyring({ backend: 'other', own: 7 }).store)).toEqual(
      unreadable('another_store'),
    );
    expect(await open(keyring({ refusals: 2 }).store)).toEqual(unreadable('store_failed'));
    // The same name, but its own key was made anew: what comes out is noise.
    expect(await open(keyring({ own: 7 }).store)).toEqual(unreadable('store_failed'));
    expect(text()).toBe(before);
    expect(await open(keyring().store)).toMatchObject({ ok: true });
  });

  it('asks a store that refuses once a second time', async () => {
    await open(keyring().store);
    const waking = keyring({ refusals: 1 });
    expect(await open(waking.store)).toMatchObject({ ok: true });
    expect(waking.calls.decrypt).toBe(2);
  });

  it('is sealed again when the store has rotated its key, or has another name and still opens it', async () => {
    const made = await open(keyring().store);
    const before = text();
    const rotated = keyring({ stale: true });
    expect(await open(rotated.store)).toMatchObject({ ok: true });
    expect(rotated.calls.encrypt).toBe(1);
    const renamed = keyring({ backend: 'renamed' });
    expect(await open(renamed.store)).toMatchObject({ key: { protection: 'renamed' } });
    expect(text()).not.toBe(before);
    const again = await open(renamed.store);
    expect(renamed.calls.encrypt).toBe(1);
    expect(again.ok && again.key.secret.reveal()).toEqual(made.ok && made.key.secret.reveal());
  });

  it('stays openable when sealing it again fails', async () => {
    await open(keyring().store);
    const before = text();
    const { store } = keyring({ stale: true });
    const encrypt = () => Promise.reject(new Error('full'));
    expect(await open({ ...store, encrypt })).toMatchObject({ ok: true });
    expect(text()).toBe(before);
  });

  it('mends one damaged copy; two are "unreadable" and can be put aside, never deleted', async () => {
    const made = await open(null);
    const whole = text();
    writeFileSync(path(), 'x');
    expect(await open(null)).toMatchObject({ ok: true });
    expect(text()).toBe(whole);
    writeFileSync(path(), 'x');
    writeFileSync(`${path()}.copy`, 'y');
    expect(await open(null)).toEqual(unreadable('damaged'));
    expect(setDeviceKeyAside(folder, 17)).toBe(true);
    expect(setDeviceKeyAside(folder, 18)).toBe(false);
    const fresh = await open(null);
    expect(fresh.ok && fresh.key.publicKey).not.toEqual(made.ok && made.key.publicKey);
    const kept = readdirSync(folder).filter((name) => name.endsWith('.aside-17'));
    expect(kept.map((name) => readFileSync(join(folder, name), 'utf8')).toSorted()).toEqual([
      'x',
      'y',
    ]);
  });
});

describe('redacted', () => {
  it('keeps its secret in text, JSON and inspection', () => {
    const secret = redacted('geheim');
    expect(`${String(secret)}${JSON.stringify({ secret })}${inspect({ secret })}`).not.toContain(
      'geheim',
    );
    expect(secret.reveal()).toBe('geheim');
  });

  it('is zeros once it is forgotten', () => {
    const secret = redacted(new Uint8Array([1, 2, 3]));
    forget(secret);
    expect(secret.reveal()).toEqual(new Uint8Array(3));
  });
});
