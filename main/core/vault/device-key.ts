/**
 * The device's own secrets: an Ed25519 key that proves to the district which device speaks, and 32 random bytes that every
 * password is mixed with. Kept in `device-key.json`, sealed by the operating system's secret store where the shell has one.
 */
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../ports.ts';
import { readDouble, writeDouble } from './double-file.ts';
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

const fileSchema = z.strictObject({
  format: z.literal(1),
  protection: z.string(),
  payload: z.string(),
});
const payloadSchema = z.strictObject({ x: z.string(), d: z.string(), secret: z.string() });

/** The device's secrets, made at first use. `unreadable`: the file is there but cannot be opened; nothing was changed. */
export async function openDeviceKey(
  deps: DeviceKeyDeps,
): Promise<{ ok: true; key: DeviceKey } | { ok: false; reason: 'unreadable' }> {
  const path = join(deps.dataDir, 'device-key.json');
  const found = readDouble(path, fileSchema);
  if (found.status === 'unreadable') return { ok: false, reason: 'unreadable' };
  if (found.status === 'absent') return { ok: true, key: await createDeviceKey(path, deps) };
  const { protection, payload } = found.value;
  const opened = await unseal(deps.secretStore, protection, Buffer.from(payload, 'base64'));
  return opened === null
    ? { ok: false, reason: 'unreadable' }
    : { ok: true, key: toDeviceKey(opened, protection) };
}

async function createDeviceKey(path: string, deps: DeviceKeyDeps): Promise<DeviceKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const payload = { x, d, secret: Buffer.from(deps.random(32)).toString('base64') };
  const plain = Buffer.from(JSON.stringify(payload));
  const protection = deps.secretStore?.backend ?? 'file';
  const sealed = deps.secretStore === null ? plain : await deps.secretStore.encrypt(plain);
  writeDouble(path, { format: 1, protection, payload: Buffer.from(sealed).toString('base64') });
  return toDeviceKey(payload, protection);
}

async function unseal(
  store: SecretStore | null,
  protection: string,
  sealed: Uint8Array,
): Promise<z.infer<typeof payloadSchema> | null> {
  try {
    if (protection !== 'file' && store === null) return null;
    const plain = protection === 'file' || store === null ? sealed : await store.decrypt(sealed);
    return payloadSchema.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
  } catch {
    // A changed keyring, a copied folder or damage: all mean "cannot be opened here", and the caller says exactly that.
    return null;
  }
}

function toDeviceKey(payload: z.infer<typeof payloadSchema>, protection: string): DeviceKey {
  const publicKey: DevicePublicKey = { kty: 'OKP', crv: 'Ed25519', x: payload.x };
  return {
    publicKey,
    privateKey: redacted({ ...publicKey, d: payload.d }),
    secret: redacted(new Uint8Array(Buffer.from(payload.secret, 'base64'))),
    protection,
  };
}
