/** A district with a certificate authority of its own, over real TLS: enrolment takes the authority along, and nobody else passes for the district. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bridgeOverPort } from '../../main/core/bridge/bridge-client.ts';
import type { CoreProcess } from '../../main/core/shell/core-process.ts';
import { coreWorkerUrl, spawnCore } from '../../main/core/shell/spawn-core.ts';
import { makeAuthority } from '../../main/core/shell/testing/certificates.ts';
import { startDistrict, type District } from '../../server/boot.ts';
import { preparedDatabase } from '../../server/testing/prepared-database.ts';
import { password, startUp, streets, value } from './support/stage.ts';

const ours = makeAuthority('district');
const stranger = makeAuthority('stranger');
let district: District;
let core: CoreProcess;
let bridge: ReturnType<typeof bridgeOverPort>;
let folder: string;
const pinned = () => join(folder, 'district-ca.pem');

beforeAll(async () => {
  const { cert, key } = ours.issue({ ip: '127.0.0.1' });
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-device-'));
  district = await startDistrict({
    isDemo: true,
    prepared: await preparedDatabase(),
    settings: { passwordCost: 2 ** 14 },
    tls: { cert: Buffer.from(cert), key: Buffer.from(key) },
  });
  core = await spawnCore({
    workerUrl: coreWorkerUrl,
    dataDir: folder,
    shell: 'tab',
    appVersion: '0.1.0',
  });
  bridge = bridgeOverPort(core.connect());
}, startUp);
afterAll(async () => {
  bridge.close();
  await core.close();
  await district.close();
  rmSync(folder, { recursive: true, force: true });
});

it(
  'is enrolled with its authority, syncs and hears live, and stops where somebody else answers',
  async () => {
    const { admin } = district;
    await admin.addUser({
      login: 'tls',
      name: '证书',
      unit: streets.wangchun,
      roles: ['O'],
      password,
    });
    const code = await admin.createCode(streets.wangchun, { autoConfirm: true });
    if (!code.ok) throw new Error('no code');
    const enrol = (authorities?: string) =>
      bridge.call('app.enrol', {
        server: district.url,
        code: code.code,
        deviceName: '一号',
        ...(authorities === undefined ? {} : { authorities }),
      });
    for (const [authorities, refused] of [
      [undefined, 'E_CERT_UNKNOWN'],
      [stranger.pem, 'E_CERT_UNKNOWN'],
      [`${ours.pem}${ours.issue({ ip: '127.0.0.1' }).key}`, 'E_CERT_FILE'],
    ] as const) {
      expect(await enrol(authorities)).toMatchObject({ error: { code: refused } });
      expect(existsSync(pinned())).toBe(false);
    }
    value(await enrol(ours.pem));
    value(await bridge.call('app.login', { login: 'tls', password }));
    const state = value(await bridge.call('sync.now', {}));
    expect(state).toMatchObject({ face: 'proved', online: true });

    writeFileSync(pinned(), stranger.pem);
    expect(value(await bridge.call('sync.now', {}))).toMatchObject({
      face: 'attention',
      lastFailure: { code: 'E_CERT_UNKNOWN' },
    });
    writeFileSync(pinned(), `${stranger.pem}${ours.pem}`);
    expect(value(await bridge.call('sync.now', {}))).toMatchObject({ face: 'proved' });
  },
  startUp,
);
