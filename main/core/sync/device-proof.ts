/** Proves to the district which device is asking: a short JWT signed by the device's own key. */
import { randomUUID } from 'node:crypto';
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

/** Good for one minute of the server's time; `serverNow` in epoch milliseconds. */
export async function signDeviceProof(device: DeviceIdentity, serverNow: number): Promise<string> {
  const key = await importJWK({ ...device.privateKey() }, 'EdDSA');
  const seconds = Math.floor(serverNow / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(device.deviceId)
    .setAudience(device.instance)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .setJti(randomUUID())
    .sign(key);
}
