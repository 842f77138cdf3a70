import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readDeviceFile, writeDeviceFile, type DeviceFile } from './device-file.ts';

const device: DeviceFile = {
  format: 1,
  server: 'http://127.0.0.1:9',
  deviceId: 'device-1',
  deviceName: '一号',
  letter: 'A',
  unit: '330203008',
  unitName: '望春街道',
  instance: 'instance-1',
  epoch: 1,
  isDemo: true,
  keys: { signing: { kty: 'OKP', crv: 'Ed25519', x: 'signing' }, recovery: null, exchange: null },
  enrolledAt: '2026-11-01T00:00:00.000Z',
};

it('reads a file that says more than this version knows: a computer must not forget whose it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-device-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeDeviceFile(folder, { ...device, confirmed: true } as DeviceFile);
  expect(readDeviceFile(folder)).toMatchObject({ status: 'ok', value: device });
});
