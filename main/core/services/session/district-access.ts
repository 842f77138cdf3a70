/** The district as this enrolled device reaches it. */
import { protocolVersion, type Versions } from '../../../../shared/sync/protocol.ts';
import { signatureType } from '../../../../shared/exchange/format.ts';
import { headType } from '../../../../shared/rescue/box-format.ts';
import type { CorePorts } from '../../ports.ts';
import { createDistrictClient, type DistrictClient } from '../../sync/district-client.ts';
import {
  signDeviceProof,
  signWrite,
  type DeviceIdentity,
  type WriteToSign,
} from '../../sync/device-proof.ts';
import { signAsDevice } from '../exchange/bundle-crypto.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import type { DeviceKey } from '../../vault/device-key.ts';

export interface DistrictAccess {
  readonly client: DistrictClient;
  /** Signed for one minute from the given server time (epoch milliseconds). */
  readonly deviceProof: (serverNow: number) => Promise<string>;
  /** For one request, now by the district's clock (`Device-Proof`, shared/sync/protocol.ts). */
  readonly signRequest: (write: WriteToSign) => Promise<string>;
  /** A bundle's header, signed by this device (shared/exchange). */
  readonly signBundle: (header: string) => Promise<string>;
  /** A rescue box's head, signed by this device (shared/rescue). */
  readonly signRescue: (head: string) => Promise<string>;
}

export function connectDistrict(
  ports: CorePorts,
  device: DeviceFile,
  key: DeviceKey,
  onOrders?: (orders: readonly string[]) => void,
): DistrictAccess {
  const identity: DeviceIdentity = {
    deviceId: device.deviceId,
    instance: device.instance,
    privateKey: () => key.privateKey.reveal(),
  };
  const client = createDistrictClient({
    server: device.server,
    fetch: ports.fetch,
    now: ports.now,
    versions: deviceVersions(ports),
    signWrite: (write, serverNow) => signWrite(identity, write, serverNow),
    ...(onOrders === undefined ? {} : { onOrders }),
  });
  return {
    client,
    signRequest: (write) => signWrite(identity, write, ports.now() - (client.clockOffset() ?? 0)),
    deviceProof: (serverNow) => signDeviceProof(identity, serverNow),
    signBundle: (header) => signAsDevice(key.privateKey.reveal(), signatureType, header),
    signRescue: (head) => signAsDevice(key.privateKey.reveal(), headType, head),
  };
}

export function deviceVersions(ports: Pick<CorePorts, 'appVersion'>): Versions {
  return { app: ports.appVersion, protocol: protocolVersion, schema: 1 };
}
