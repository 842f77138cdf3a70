/** The district is away, is somebody else, is broken, throws the device out: the person is told the truth and keeps working. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDistrict } from '../../server/boot.ts';
import { preparedDatabase } from '../../server/testing/prepared-database.ts';
import {
  addHousehold,
  communities,
  getRecord,
  isProved,
  openStage,
  password,
  startUp,
  streets,
  syncUntil,
  value,
  type Device,
  type Stage,
} from './support/stage.ts';

let stage: Stage;
let device: Device;

beforeAll(async () => {
  stage = await openStage();
  await stage.addUser('wangchun', streets.wangchun, ['O']);
  await stage.addUser('wangchun2', streets.wangchun, ['O']);
  await stage.addUser('gulin', streets.gulin, ['O']);
  device = await stage.device('wangchun', streets.wangchun);
}, startUp);
afterAll(() => stage.close(), 60_000);

describe('enrolment', () => {
  it('names what is wrong with address, code and server', async () => {
    const bare = await stage.bareDevice();
    const enrol = (server: string, code: string) =>
      bare.bridge.call('app.enrol', { server, code, deviceName: '办公室一号' });
    expect(await enrol('http://office.example', 'ABCD-EFGH')).toMatchObject({
      error: { code: 'E_SERVER_ADDRESS' },
    });
    expect(await enrol(bare.proxy.url, 'AAAA-BBBB-CCCC')).toMatchObject({
      error: { code: 'E_ENROL_CODE_WRONG' },
    });
    bare.proxy.set('garbage');
    expect(await enrol(bare.proxy.url, 'AAAA-BBBB-CCCC')).toMatchObject({
      error: { code: 'E_SERVER_GARBLED' },
    });
    bare.proxy.set('broken');
    expect(await enrol(bare.proxy.url, 'AAAA-BBBB-CCCC')).toMatchObject({
      error: { code: 'E_SERVER_TROUBLE', params: { status: 500 } },
    });
    bare.proxy.set('dead');
    expect(await enrol(bare.proxy.url, 'AAAA-BBBB-CCCC')).toMatchObject({
      error: { code: 'E_ENROL_OFFLINE' },
    });
    bare.proxy.set('fine');

    const code = await stage.district.admin.createCode(streets.wangchun);
    if (!code.ok) throw new Error('no code');
    expect(value(await enrol(bare.proxy.url, code.code))).toMatchObject({
      phase: 'login',
      unit: streets.wangchun,
      isDemo: true,
    });
    const other = await stage.bareDevice();
    expect(
      await other.bridge.call('app.enrol', {
        server: other.proxy.url,
        code: code.code,
        deviceName: '二号',
      }),
    ).toMatchObject({ error: { code: 'E_ENROL_CODE_USED' } });

    const login = (name: string, secret: string) =>
      bare.bridge.call('app.login', { login: name, password: secret });
    expect(await login('wangchun2', 'not-this-one')).toMatchObject({
      error: { code: 'E_LOGIN_WRONG' },
    });
    expect(await login('gulin', password)).toMatchObject({ error: { code: 'E_USER_OTHER_UNIT' } });
    bare.proxy.set('dead');
    expect(await login('wangchun2', password)).toMatchObject({ error: { code: 'E_NO_PROFILE' } });
    expect((await bare.bridge.call('app.session', {})).profiles).toEqual([]);
  });
});

describe('sync in bad weather', () => {
  it('is never green while the district does not have everything', async () => {
    await syncUntil(device, isProved);
    const faces = new Set<string>();
    const stop = device.bridge.watch((message) => {
      if (message.topic === 'sync' && message.state.pending > 0) faces.add(message.state.face);
    });
    for (const [weather, code] of [
      ['garbage', 'E_SERVER_GARBLED'],
      ['broken', 'E_SERVER_TROUBLE'],
      ['dead', 'E_OFFLINE'],
    ] as const) {
      device.proxy.set(weather);
      await addHousehold(device, `天气${weather}`, communities.wangchun);
      const state = await syncUntil(device, (each) => each.lastFailure?.code === code);
      expect(state).toMatchObject({ face: 'offline', online: false });
      expect(state.pending).toBeGreaterThan(0);
    }
    device.proxy.set('fine');
    await syncUntil(device, isProved);
    stop();
    expect(faces.has('proved')).toBe(false);
    expect(await stage.district.admin.countRows('records')).toBe(6);
  });

  it('waits in plain words for a district that is older than this program, and goes on by itself', async () => {
    await syncUntil(device, isProved);
    const newer = (path: string, body: unknown) =>
      path === '/v1/push' || path === '/v1/pull'
        ? { ...(body as object), versions: { app: '9.0.0', protocol: 99, schema: 1 } }
        : body;
    device.proxy.tamper(newer);
    const id = await addHousehold(device, '新版本写的', communities.wangchun);
    const state = await syncUntil(device, (each) => each.lastFailure?.code === 'E_SERVER_OLDER');
    expect(state).toMatchObject({ face: 'attention', online: false, attention: 0 });
    expect(state.pending).toBeGreaterThan(0);
    device.proxy.tamper(null);
    await syncUntil(device, isProved);
    expect((await getRecord(device, 'household', id)).ok).toBe(true);
  });

  it('stops before a swapped server gets or gives a single row', async () => {
    const other = await startDistrict({ isDemo: true, prepared: await preparedDatabase() });
    try {
      const pending = await addHousehold(device, '换服务器', communities.wangchun);
      await syncUntil(device, isProved);
      device.proxy.set('dead');
      await addHousehold(device, '没有送出', communities.wangchun);
      await syncUntil(device, (state) => state.face === 'offline');
      device.proxy.aim(other.url);
      device.proxy.set('fine');
      const state = await syncUntil(
        device,
        (each) => each.lastFailure?.code === 'E_SERVER_REPLACED',
      );
      expect(state).toMatchObject({ face: 'attention', pending: 4 });
      expect(await other.admin.countRows('records')).toBe(0);
      expect((await device.bridge.call('records.get', { type: 'household', id: pending })).ok).toBe(
        true,
      );
      device.proxy.aim(stage.district.url);
      await syncUntil(device, isProved);
    } finally {
      await other.close();
    }
  });

  it('removes at the district what was made, sent and removed here while no answer came through', async () => {
    await syncUntil(device, isProved);
    const before = await stage.district.admin.countRows('records');
    device.proxy.watch((path) => path !== '/v1/push');
    const mine = await addHousehold(device, '答复丢了', communities.wangchun);
    // Its history travels on a line of its own, and whichever is cut first closes both: the record itself must have arrived.
    for (let round = 0; (await stage.district.admin.countRows('records')) <= before; round += 1) {
      if (round === 20) throw new Error('the record never arrived');
      await syncUntil(device, (state) => state.face === 'offline');
    }
    await syncUntil(device, (state) => state.face === 'offline');
    // What was on its way is forgotten with the program.
    await device.restart();
    const [profile] = (await device.bridge.call('app.session', {})).profiles;
    value(await device.bridge.call('app.unlock', { profileId: profile?.id ?? '', password }));
    value(
      await device.bridge.call('records.remove', {
        type: 'household',
        id: mine,
        reason: '登记重复',
      }),
    );
    device.proxy.watch(null);
    await syncUntil(device, isProved);
    // The head of the household stays: its own answer was lost as well, and it is no conflict.
    expect(await stage.district.admin.countRows('records')).toBe(before + 1);
    expect((await device.bridge.call('records.get', { type: 'household', id: mine })).ok).toBe(
      false,
    );
  });

  it('tells a revoked device so; what becomes of its work is in rescue.test.ts', async () => {
    const lost = await stage.device('wangchun2', streets.wangchun);
    await addHousehold(lost, '停用之前', communities.wangchun);
    await syncUntil(lost, isProved);
    const devices = await stage.district.admin.listDevices();
    const mine = devices.find((each) => each.name === 'wangchun2');
    expect(await stage.district.admin.revokeDevice(mine?.id ?? '')).toBe(true);
    await addHousehold(lost, '停用之后', communities.wangchun);
    const state = await syncUntil(lost, (each) => each.lastFailure?.code === 'E_DEVICE_REVOKED');
    expect(state.face).toBe('attention');
  });
});
