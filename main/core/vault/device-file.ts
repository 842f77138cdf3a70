/** What this computer is to the district, since it was enrolled: `device.json`. No secret is in it. */
import { join } from 'node:path';
import { z } from 'zod';
import { districtKeys } from '../../../shared/sync/district-keys.ts';
import { readDouble, writeDouble, type DoubleRead } from './double-file.ts';

/** Whatever else the district has said at enrolment is dropped: a file that this version cannot read makes a computer nobody's. */
const deviceSchema = z.object({
  format: z.literal(1),
  server: z.string(),
  deviceId: z.string(),
  deviceName: z.string(),
  /** Keeps the business numbers of two offline devices apart (D14). */
  letter: z.string(),
  unit: z.string(),
  unitName: z.string(),
  /** Which server we belong to; another one means: stop and ask (design.md §4.7). */
  instance: z.string(),
  epoch: z.int(),
  isDemo: z.boolean(),
  /** The district's public keys as last heard: what its orders are signed with, what recovery slots are sealed to. */
  keys: districtKeys,
  enrolledAt: z.string(),
});
export type DeviceFile = z.infer<typeof deviceSchema>;

export function readDeviceFile(dataDir: string): DoubleRead<DeviceFile> {
  return readDouble(join(dataDir, 'device.json'), deviceSchema);
}

export function writeDeviceFile(dataDir: string, device: DeviceFile): void {
  writeDouble(join(dataDir, 'device.json'), device);
}
