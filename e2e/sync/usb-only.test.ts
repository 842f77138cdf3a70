/** An office that never has network: a year away, and a district that was restored from a backup meanwhile, by bundles alone. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addHousehold,
  communities,
  edit,
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
import { newEnvelopes } from './support/many-households.ts';

const day = 86_400;
let stage: Stage;
let office: Device;
/** The same street, always on the network. */
let colleague: Device;
let desk: Device;
let backup: string;

beforeAll(async () => {
  backup = mkdtempSync(join(tmpdir(), 'qiaobang-backup-'));
  // Bundles so small that a street needs several of them to be read from its start.
  stage = await openStage(
    { horizonDays: 1, perMinute: 1_000_000, bundleRows: 40 },
    { restarts: true },
  );
  await stage.district.admin.seedRows('records', newEnvelopes(70, streets.wangchun));
  await stage.addUser('office', streets.wangchun, ['O']);
  await stage.addUser('colleague', streets.wangchun, ['O']);
  await stage.addUser('desk', streets.district, ['D']);
  office = await stage.device('office', streets.wangchun);
  colleague = await stage.device('colleague', streets.wangchun);
  desk = await stage.device('desk', streets.district);
}, startUp);
afterAll(async () => {
  await stage.close();
  rmSync(backup, { recursive: true, force: true });
}, 60_000);

const noteOf = async (device: Device, id: string) =>
  value(await getRecord(device, 'household', id)).record.data['note'];
const isGone = async (device: Device, id: string) => !(await getRecord(device, 'household', id)).ok;
const boardOf = async (device: Device) => value(await device.bridge.call('sync.board', {}));

async function make(): Promise<string> {
  const input = { mediaNo: 'U-07', virusChecked: true, toFolder: false, files: 'none' as const };
  const made = value(await office.bridge.call('exchange.make', input));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.text;
}

async function deskTake(text: string) {
  const input = { text, mediaNo: 'U-07', virusChecked: true };
  const taken = value(await desk.bridge.call('exchangeDesk.take', input));
  if (!taken.ok) throw new Error(taken.refusal.code);
  return taken.value;
}

const take = async (text: string) =>
  value(await office.bridge.call('exchange.take', { text, mediaNo: '', virusChecked: true }));

/** There and back until nothing waits and both sides are equal; the rows of each bundle on the way. The computer is off after the first. */
async function carryUntilEqual(): Promise<number[]> {
  const rows: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const { reply } = await deskTake(await make());
    const taken = await take(reply.text);
    if (!taken.ok) throw new Error(taken.refusal.code);
    rows.push(taken.value.rows);
    if (taken.value.pending === 0 && taken.value.equal === true) return rows;
    if (round > 0) continue;
    await office.restart();
    const { profiles } = await office.bridge.call('app.session', {});
    const profileId = profiles[0]?.id ?? '';
    value(await office.bridge.call('app.unlock', { profileId, password }));
  }
  throw new Error(`the bundles never came to an end: ${rows.join(' ')}`);
}

it('comes back after longer than deletions are remembered: nothing returns, its own edits arrive or ask', async () => {
  const [removed, fought, stays] = [
    await addHousehold(office, '销掉的', communities.wangchun),
    await addHousehold(office, '争议的', communities.wangchun),
    await addHousehold(office, '留着的', communities.wangchun),
  ];
  await syncUntil(office, isProved);
  await syncUntil(colleague, isProved);
  office.proxy.set('dead');
  value(await edit(office, 'household', fought, { note: '离线时写的' }));
  value(await edit(office, 'household', stays, { note: '也是离线写的' }));
  for (const id of [removed, fought]) {
    const about = { type: 'household', id, reason: '登记重复' };
    value(await colleague.bridge.call('records.remove', about));
  }
  await syncUntil(colleague, isProved);
  // Only the district's daily tidying sees that time has passed: sign-ins would have run out.
  stage.advance(2 * day);
  expect(await stage.district.admin.purgeDeletions()).toBeGreaterThan(0);
  stage.advance(-2 * day);

  const rows = await carryUntilEqual();
  expect(rows.length).toBeGreaterThan(2);
  // Each goes on where the one before ended: little comes twice.
  expect(rows.reduce((sum, each) => sum + each, 0)).toBeLessThan(130);
  expect(await isGone(office, removed)).toBe(true);
  const { cards } = await boardOf(office);
  expect(cards).toMatchObject([{ recordId: fought, clashes: [{ field: '_deleted' }] }]);
  await syncUntil(colleague, isProved);
  expect(await isGone(colleague, removed)).toBe(true);
  expect(await noteOf(colleague, stays)).toBe('也是离线写的');
  const choice = { cardId: cards[0]?.id ?? '', field: '_deleted', choice: 'theirs' as const };
  value(await office.bridge.call('sync.choose', choice));
  await carryUntilEqual();
  office.proxy.set('fine');
  expect(await syncUntil(office, isProved)).toMatchObject({ attention: 0 });
});

it('hears by its stick that the district was restored, asks, and brings again what was lost there', async () => {
  const old = await addHousehold(office, '备份里有', communities.wangchun);
  await syncUntil(office, isProved);
  await stage.restart((folder) => cpSync(folder, backup, { recursive: true }));
  await syncUntil(desk, isProved);
  office.proxy.set('dead');
  value(await edit(office, 'household', old, { note: '备份之后改的' }));
  const fresh = await addHousehold(office, '备份之后建的', communities.wangchun);
  await carryUntilEqual();
  const before = await make();
  await stage.restart((folder) => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(backup, folder, { recursive: true });
  });
  await stage.district.admin.noteRestored();
  await stage.restart();
  await syncUntil(desk, (state) => state.lastFailure?.code === 'E_SERVER_RESTORED');
  value(await desk.bridge.call('sync.decideBrake', { choice: 'proceed' }));

  // None of the old bundle is taken, but it is answered: the office could not know.
  const looked = value(await desk.bridge.call('exchangeDesk.look', { text: before }));
  expect(looked).toMatchObject({ ok: true, value: { standing: 'before_restore', accepted: 0 } });
  const { entry, reply } = await deskTake(before);
  expect(entry).toMatchObject({ accepted: 0, rejected: 0 });
  expect(await take(reply.text)).toMatchObject({ refusal: { code: 'district_restored' } });
  expect(await noteOf(office, old)).toBe('备份之后改的');
  const { brake } = value(await office.bridge.call('sync.brake', {}));
  expect(brake).toMatchObject({ kind: 'restored' });
  value(await office.bridge.call('sync.decideBrake', { choice: 'proceed' }));
  expect(await take(reply.text)).toMatchObject({ ok: true, value: { more: true } });
  expect((await carryUntilEqual()).length).toBeGreaterThan(1);
  await syncUntil(colleague, (state) => state.lastFailure?.code === 'E_SERVER_RESTORED');
  value(await colleague.bridge.call('sync.decideBrake', { choice: 'proceed' }));
  await syncUntil(colleague, isProved);
  expect(await noteOf(colleague, old)).toBe('备份之后改的');
  expect(await isGone(colleague, fresh)).toBe(false);
  office.proxy.set('fine');
  expect(await syncUntil(office, isProved)).toMatchObject({ pending: 0, attention: 0 });
});
