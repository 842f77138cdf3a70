import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretStore } from '../ports.ts';
import { openDeviceKey } from './device-key.ts';
import { redacted } from './redacted.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-device-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const open = (secretStore: SecretStore | null) =>
  openDeviceKey({ dataDir: folder, random, secretStore });
const path = () => join(folder, 'device-key.json');

/** A keyring that turns every bit over; `broken` is one that no longer can. */
const keyring = (broken = false): SecretStore => {
  const turn = async (bytes: Uint8Array) => {
    if (broken) throw new Error('locked');
    return bytes.map((byte) => byte ^ 255);
  };
  return { backend: 'test-keyring', encrypt: turn, decrypt: turn };
};

describe('device key', () => {
  it('is made once and stays, readable by its owner only', async () => {
    const first = await open(null);
    const second = await open(null);
    expect(first.ok && second.ok && second.key.publicKey).toEqual(first.ok && first.key.publicKey);
    expect(first.ok && second.ok && second.key.secret.reveal()).toEqual(
      first.ok && first.key.secret.reveal(),
    );
    expect(first.ok && first.key.secret.reveal()).toHaveLength(32);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('is sealed by the operating system where there is a secret store', async () => {
    const made = await open(keyring());
    const secret = made.ok ? made.key.privateKey.reveal().d : '';
    expect(secret).not.toBe('');
    expect(readFileSync(path(), 'utf8')).not.toContain(secret);
    const outer = JSON.parse(readFileSync(path(), 'utf8')) as { body: string };
    const payload = (JSON.parse(outer.body) as { payload: string }).payload;
    expect(Buffer.from(payload, 'base64').toString('utf8')).not.toContain(secret);
    expect(await open(keyring())).toMatchObject({ ok: true, key: { protection: 'test-keyring' } });
  });

  it('is "unreadable", not new, when the secret store is gone or broken or the file is damaged', async () => {
    await open(keyring());
    const before = readFileSync(path(), 'utf8');
    expect(await open(null)).toEqual({ ok: false, reason: 'unreadable' });
    expect(await open(keyring(true))).toEqual({ ok: false, reason: 'unreadable' });
    expect(readFileSync(path(), 'utf8')).toBe(before);
    writeFileSync(path(), 'x');
    writeFileSync(`${path()}.copy`, 'x');
    expect(await open(keyring())).toEqual({ ok: false, reason: 'unreadable' });
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
});
