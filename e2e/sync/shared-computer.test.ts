/** A computer that two people share is revoked while one of them is locked: what neither had sent reaches the district (decision 029). */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  answerRecovery,
  createRecoveryFile,
  openRecoveryFile,
  readRecoveryRequest,
} from '../../server/keys/recovery-file.ts';
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

const passphrase = '恢复钥匙的长口令 2026';
const newPassword = '忘了以后另设的一句长口令 2026';
let stage: Stage;
let device: Device;
let desk: Device;

beforeAll(async () => {
  stage = await openStage();
  for (const login of ['anna', 'boris']) await stage.addUser(login, streets.wangchun, ['O']);
  await stage.addUser('desk', streets.district, ['D']);
  desk = await stage.device('desk', streets.district);
}, startUp);
afterAll(() => stage.close(), 60_000);

const session = () => device.bridge.call('app.session', {});
const profileOf = async (login: string) =>
  (await session()).profiles.find((profile) => profile.login === login)?.id ?? '';
const unlock = async (login: string) =>
  value(await device.bridge.call('app.unlock', { profileId: await profileOf(login), password }));

async function until(holds: (state: Awaited<ReturnType<typeof session>>) => boolean) {
  for (let left = 300; ; left -= 1) {
    const state = await session();
    if (holds(state)) return state;
    if (left === 0) throw new Error(`never came to be: ${JSON.stringify(state)}`);
    await new Promise((resolve) => void setTimeout(resolve, 100));
  }
}

/** Both have written without network, boris is locked behind anna, and the district revokes the computer. */
async function shareAndRevoke(name: string) {
  device = await stage.device('anna', streets.wangchun);
  value(await device.bridge.call('app.login', { login: 'boris', password }));
  await syncUntil(device, isProved);
  device.proxy.set('dead');
  const ofBoris = await addHousehold(device, `${name}乙`, communities.wangchun);
  await unlock('anna');
  const ofAnna = await addHousehold(device, `${name}甲`, communities.wangchun);
  const { devices } = value(await desk.bridge.call('devices.board', {}));
  const revoked = devices.find((each) => each.name === 'anna' && each.state === 'active');
  value(await desk.bridge.call('devices.revoke', { deviceId: revoked?.id ?? '' }));
  device.proxy.set('fine');
  void device.bridge.call('sync.now', {});
  return { ofAnna, ofBoris };
}

async function releaseOf(userName: string): Promise<void> {
  const { boxes } = value(await desk.bridge.call('rescue.boxes', {}));
  const boxId = boxes.find((box) => box.userName === userName && box.waiting > 0)?.id ?? '';
  const { items } = value(await desk.bridge.call('rescue.look', { boxId, from: 0 }));
  const numbers = items.map(({ number }) => number);
  const input = { boxId, numbers, decision: 'release' as const, reason: '' };
  const { results } = value(await desk.bridge.call('rescue.decide', input));
  expect(results.every(({ decision }) => decision === 'released')).toBe(true);
}

async function expectAtDesk(id: string): Promise<void> {
  await syncUntil(desk, isProved);
  expect((await getRecord(desk, 'household', id)).ok).toBe(true);
}

it('waits for the locked colleague’s password where the district has no recovery key', async () => {
  const { ofAnna, ofBoris } = await shareAndRevoke('无钥');
  const waiting = await until(({ leaving }) => leaving?.step === 'password');
  expect(waiting.profiles.map(({ login }) => login)).toContain('boris');
  await releaseOf('anna同志');
  await expectAtDesk(ofAnna);
  await unlock('boris');
  await until(({ phase }) => phase === 'enrol');
  await releaseOf('boris同志');
  await expectAtDesk(ofBoris);
  expect(existsSync(join(device.folder, 'profiles'))).toBe(false);
});

it('is erased at once where it has one: the sealed profile comes home with the same unit, opens by the key, and sends', async () => {
  const { publicKey, file } = await createRecoveryFile(passphrase);
  await stage.district.admin.setRecoveryKey(publicKey);
  const { ofBoris } = await shareAndRevoke('有钥');
  const gone = await until(({ phase }) => phase === 'enrol');
  expect([gone.profiles, gone.kept]).toEqual([[], 1]);
  const kept = readdirSync(join(device.folder, 'rescue')).find((name) => name !== 'boxes') ?? '';
  expect(readdirSync(join(device.folder, 'rescue', kept))).not.toContain('keys.json');

  await stage.district.admin.setPassword('boris', newPassword);
  await stage.join(device, 'anna', streets.wangchun);
  const home = await session();
  expect([home.kept, home.profiles.map(({ login }) => login).toSorted()]).toEqual([
    0,
    ['anna', 'boris'],
  ]);
  const profileId = await profileOf('boris');
  const { text } = value(await device.bridge.call('recovery.request', { profileId }));
  const key = await openRecoveryFile(file, passphrase);
  const request = readRecoveryRequest(text);
  if (key === null || request === null) throw new Error('no key or no request');
  const answer = (await answerRecovery(key, request)) ?? '';
  value(await device.bridge.call('recovery.use', { profileId, answer, newPassword }));
  expect(await syncUntil(device, isProved)).toMatchObject({ pending: 0, attention: 0 });
  await expectAtDesk(ofBoris);
});
