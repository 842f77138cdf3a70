/** What this computer is: its secrets, and what the district made of it. Whatever cannot be read is trouble, and nothing is changed. */
import type { Failure } from '../../../../shared/bridge/errors.ts';
import type { CorePorts } from '../../ports.ts';
import { readDeviceFile, type DeviceFile } from '../../vault/device-file.ts';
import { openDeviceKey, type DeviceKey } from '../../vault/device-key.ts';

export interface ReadDevice {
  readonly key: DeviceKey | null;
  readonly device: DeviceFile | null;
  readonly trouble: Failure | null;
}

export async function readDevice(ports: CorePorts): Promise<ReadDevice> {
  const opened = await openDeviceKey(ports);
  const file = readDeviceFile(ports.dataDir);
  const trouble: Failure | null =
    !opened.ok || file.status === 'unreadable' ? { code: 'E_KEY_UNREADABLE' } : null;
  return {
    key: opened.ok ? opened.key : null,
    device: file.status === 'ok' ? file.value : null,
    trouble,
  };
}
