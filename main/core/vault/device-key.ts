/**
 * The device's own secrets: an Ed25519 key that proves to the district which device speaks, and 32 random bytes that every
 * password is mixed with. Kept in `device-key.json`, sealed by the operating system's secret store where the shell has one.
 */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { OpenedSecret, SecretStore } from '../ports.ts';
import { isUnwritable, syncFolder } from './atomic-file.ts';
import { filesOfDouble, readDouble, writeDouble } from './double-file.ts';
import { redacted, type Redacted } from './redacted.ts';

export interface DevicePublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

export interface DeviceKey {
  readonly publicKey: DevicePublicKey;
  readonly privateKey: Redacted<DevicePublicKey & { readonly d: string }>;
  /** Mixed into every key that wraps a profile: a copied profile folder is of no use without this file. */
  readonly secret: Redacted<Uint8Array>;
  /** Name of the secret store that seals the file; `file` = owner-only permissions and nothing more. */
  readonly protection: string;
}

export interface DeviceKeyDeps {
  readonly dataDir: string;
  readonly random: (bytes: number) => Uint8Array;
  readonly secretStore: SecretStore | null;
}

/**
 * `unreadable`: the file is there but cannot be opened, and nothing was changed. Why: both copies are `damaged`; it was sealed by a
 * store and here is none (`no_store`); here is `another_store`; the right one refused (`store_failed`: locked or rebuilt keyring).
 */
export type OpenDeviceKeyAnswer =
  | { readonly ok: true; readonly key: DeviceKey }
  | {
      readonly ok: false;
      readonly reason: 'unreadable';
      readonly cause: 'damaged' | 'no_store' | 'another_store' | 'store_failed';
    };

const fileSchema = z.strictObject({
  format: z.literal(1),
  protection: z.string(),
  payload: z.string(),
});
const payloadSchema = z.strictObject({ x: z.string(), d: z.string(), secret: z.string() });
type Payload = z.infer<typeof payloadSchema>;

/** The device's secrets, made at first use. What the store wants sealed anew, or a damaged copy, is mended on the way. */
export async function openDeviceKey(deps: DeviceKeyDeps): Promise<OpenDeviceKeyAnswer> {
  const path = pathIn(deps.dataDir);
  const found = readDouble(path, fileSchema);
  if (found.status === 'unreadable') return unreadable('damaged');
  if (found.status === 'absent') return { ok: true, key: await createDeviceKey(path, deps) };
  const { protection, payload } = found.value;
  const sealed = new Uint8Array(Buffer.from(payload, 'base64'));
  if (protection === 'file') {
    const opened = parsePayload(sealed);
    if (opened === null) return unreadable('damaged');
    if (found.needsRepair) mend(path, found.value);
    return { ok: true, key: toDeviceKey(opened, protection) };
  }
  const { secretStore } = deps;
  if (secretStore === null) return unreadable('no_store');
  const isOther = secretStore.backend !== protection;
  // A desktop that renamed its keyring can still open it, so another name is a reason to try, not to refuse.
  const unsealed = await askTwice(() => secretStore.decrypt(sealed));
  const opened = unsealed === null ? null : parsePayload(unsealed.secret);
  if (unsealed === null || opened === null)
    return unreadable(isOther ? 'another_store' : 'store_failed');
  if (isOther || unsealed.shouldReEncrypt) await sealAgain(path, opened, secretStore);
  else if (found.needsRepair) mend(path, found.value);
  return { ok: true, key: toDeviceKey(opened, secretStore.backend) };
}

/**
 * Puts an unreadable device key aside (never deletes it), so that the computer can be enrolled anew and its profiles recovered by
 * the district's recovery key. Answers whether there was one.
 */
export function setDeviceKeyAside(dataDir: string, now: number): boolean {
  const present = filesOfDouble(pathIn(dataDir)).filter((path) => existsSync(path));
  for (const path of present) renameSync(path, `${path}.aside-${now}`);
  if (present.length > 0) syncFolder(dataDir);
  return present.length > 0;
}

async function createDeviceKey(path: string, deps: DeviceKeyDeps): Promise<DeviceKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const payload = { x, d, secret: Buffer.from(deps.random(32)).toString('base64') };
  const protection = deps.secretStore?.backend ?? 'file';
  await write(path, payload, deps.secretStore);
  return toDeviceKey(payload, protection);
}

/** The old seal still opens, so a refusal now only means: again next time. */
async function sealAgain(path: string, payload: Payload, store: SecretStore): Promise<void> {
  try {
    await write(path, payload, store);
  } catch {
    return;
  }
}

async function write(path: string, payload: Payload, store: SecretStore | null): Promise<void> {
  const plain = Buffer.from(JSON.stringify(payload));
  const sealed = store === null ? plain : await store.encrypt(plain);
  const protection = store?.backend ?? 'file';
  writeDouble(path, { format: 1, protection, payload: Buffer.from(sealed).toString('base64') });
  plain.fill(0);
}

function mend(path: string, value: z.infer<typeof fileSchema>): void {
  try {
    writeDouble(path, value);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
  }
}

/** A keyring that is still waking up refuses once; null when it refuses twice. */
async function askTwice(ask: () => Promise<OpenedSecret>): Promise<OpenedSecret | null> {
  try {
    return await ask();
  } catch {
    // The store's own words could name paths; what counts is whether it works the second time.
    return ask().catch(() => null);
  }
}

function parsePayload(plain: Uint8Array): Payload | null {
  try {
    return payloadSchema.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
  } catch {
    return null;
  } finally {
    plain.fill(0);
  }
}

function toDeviceKey(payload: Payload, protection: string): DeviceKey {
  const publicKey: DevicePublicKey = { kty: 'OKP', crv: 'Ed25519', x: payload.x };
  return {
    publicKey,
    privateKey: redacted({ ...publicKey, d: payload.d }),
    secret: redacted(new Uint8Array(Buffer.from(payload.secret, 'base64'))),
    protection,
  };
}

function unreadable(cause: Extract<OpenDeviceKeyAnswer, { ok: false }>['cause']) {
  return { ok: false, reason: 'unreadable', cause } as const;
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'device-key.json');
}
