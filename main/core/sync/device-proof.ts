/** Proves to the district which device is asking: a short JWT signed by the device's own key. */
import { createHash, randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';

export interface DeviceIdentity {
  readonly deviceId: string;
  readonly instance: string;
  readonly privateKey: () => {
    readonly kty: 'OKP';
    readonly crv: 'Ed25519';
    readonly x: string;
    readonly d: string;
  };
}

export interface WriteToSign {
  /** `POST /v1/push`. */
  readonly act: string;
  readonly accessToken: string;
  /** As it is sent; parts count as one. */
  readonly body: string | readonly (string | Uint8Array)[];
}

/** Good for one minute of the server's time; `serverNow` in epoch milliseconds. */
export function signDeviceProof(device: DeviceIdentity, serverNow: number): Promise<string> {
  return sign(device, serverNow, {});
}

/** The same for one request that writes: it names the request, its token and its body (`Device-Proof` in protocol.ts). */
export function signWrite(
  device: DeviceIdentity,
  write: WriteToSign,
  serverNow: number,
): Promise<string> {
  const claims = { act: write.act, tok: hashOf(write.accessToken), body: hashOf(write.body) };
  return sign(device, serverNow, claims);
}

async function sign(
  device: DeviceIdentity,
  serverNow: number,
  claims: Record<string, string>,
): Promise<string> {
  const key = await importJWK({ ...device.privateKey() }, 'EdDSA');
  const seconds = Math.floor(serverNow / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(device.deviceId)
    .setAudience(device.instance)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .setJti(randomUUID())
    .sign(key);
}

function hashOf(body: WriteToSign['body']): string {
  const hash = createHash('sha256');
  for (const part of typeof body === 'string' ? [body] : body) hash.update(part);
  return hash.digest('base64url');
}
