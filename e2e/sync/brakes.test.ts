/** Sync stops and asks: a restored district, counters that run back, a large loss; and a device that comes back from before the horizon. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncState } from '../../shared/bridge/contract.ts';
import { newEnvelopes } from './support/many-households.ts';
import {
  addHousehold,
  communities,
  edit,
  getRecord,
  isProved,
  openStage,
  startUp,
  streets,
  syncUntil,
  value,
  type Device,
  type Stage,
} from './support/stage.ts';

const day = 86_400;
let stage: Stage;
let first: Device;
let second: Device;
let backup: string;

beforeAll(async () => {
  backup = mkdtempSync(join(tmpdir(), 'qiaobang-backup-'));
  stage = await openStage({ horizonDays: 1, perMinute: 1_000_000 }, { restarts: true });
  await stage.addUser('first', streets.wangchun, ['O']);
  await stage.addUser('second', streets.wangchun, ['O']);
  first = await stage.device('first', streets.wangchun);
  second = await stage.device('second', streets.wangchun);
}, startUp);
afterAll(async () => {
  await stage.close();
  rmSync(backup, { recursive: true, force: true });
}, 60_000);

const noteOf = async (device: Device, id: string) =>
  value(await getRecord(device, 'household', id)).record.data['note'];
const isGone = async (device: Device, id: string) => !(await getRecord(device, 'household', id)).ok;
const brakeOf = async (device: Device) => value(await device.bridge.call('sync.brake', {}));
const decide = (device: Device, choice: 'proceed' | 'again') =>
  device.bridge.call('sync.decideBrake', { choice });
const saveBackup = (folder: string) => cpSync(folder, backup, { recursive: true });
const putBack = (folder: string) => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(backup, folder, { recursive: true });
};

describe('a device that was away for longer than deletions are remembered', () => {
  it('brings nothing back, keeps its own edits on cards, and is equal again', async () => {
    const [removed, fought, stays] = [
      await addHousehold(first, '销掉的', communities.wangchun),
      await addHousehold(first, '争议的', communities.wangchun),
      await addHousehold(first, '留着的', communities.wangchun),
    ];
    await syncUntil(first, isProved);
    await syncUntil(second, isProved);
    first.proxy.set('dead');
    value(await edit(first, 'household', fought, { note: '离线时写的' }));
    value(await edit(first, 'household', stays, { note: '也是离线写的' }));
    for (const id of [removed, fought])
      value(
        await second.bridge.call('records.remove', { type: 'household', id, reason: '登记重复' }),
      );
    await syncUntil(second, isProved);
    // Only the district's daily tidying sees that time has passed: sign-ins would have run out.
    stage.advance(2 * day);
    expect(await stage.district.admin.purgeDeletions()).toBeGreaterThan(0);
    stage.advance(-2 * day);

    first.proxy.set('fine');
    await syncUntil(first, (state) => state.pending === 0 && state.attention > 0);
    // Settled by the same pulls that brought the rest: it may take the next round, not any number of them.
    for (let round = 0; !(await isGone(first, removed)); round += 1) {
      if (round === 5) throw new Error('what the others removed is still here');
      await syncUntil(first, (state) => state.online);
    }
    const { cards } = value(await first.bridge.call('sync.board', {}));
    expect(cards.map(({ recordId }) => recordId)).toEqual([fought]);
    expect(cards.flatMap(({ clashes }) => clashes.map(({ field }) => field))).toEqual(['_deleted']);
    await syncUntil(second, isProved);
    expect(await noteOf(second, stays)).toBe('也是离线写的');
    expect(await isGone(second, removed)).toBe(true);
    for (const { id, clashes } of cards)
      for (const { field } of clashes)
        value(await first.bridge.call('sync.choose', { cardId: id, field, choice: 'theirs' }));
    await syncUntil(first, isProved);
  });
});

describe('a district restored from a backup', () => {
  it('is not followed unasked; then everything that was written since is sent again', async () => {
    const old = await addHousehold(first, '备份里有', communities.wangchun);
    await syncUntil(first, isProved);
    await syncUntil(second, isProved);
    await stage.restart(saveBackup);
    value(await edit(first, 'household', old, { note: '备份之后改的' }));
    const fresh = await addHousehold(first, '备份之后建的', communities.wangchun);
    await syncUntil(first, isProved);
    await syncUntil(second, isProved);
    await stage.restart(putBack);
    await stage.district.admin.noteRestored();
    await stage.restart();

    const state = await syncUntil(first, (each) => each.lastFailure?.code === 'E_SERVER_RESTORED');
    expect(state.face).toBe('attention');
    expect(await noteOf(first, old)).toBe('备份之后改的');
    expect((await brakeOf(first)).brake).toMatchObject({ kind: 'restored' });
    // Stays stopped, and looking again finds the same.
    value(await decide(first, 'again'));
    await syncUntil(first, (each) => each.lastFailure?.code === 'E_SERVER_RESTORED');

    for (const device of [first, second]) {
      await syncUntil(device, (each) => each.lastFailure?.code === 'E_SERVER_RESTORED');
      value(await decide(device, 'proceed'));
    }
    await syncUntil(first, isProved);
    await syncUntil(second, isProved);
    for (const device of [first, second]) {
      expect(await noteOf(device, old)).toBe('备份之后改的');
      expect(await isGone(device, fresh)).toBe(false);
    }
    const { brake, decisions } = await brakeOf(first);
    expect(brake).toBeNull();
    expect(decisions.map(({ choice, by }) => [choice, by])).toEqual([
      ['proceed', 'first同志'],
      ['again', 'first同志'],
    ]);
  });

  it('is noticed by its counters when nobody said so', async () => {
    await stage.restart(saveBackup);
    const fresh = await addHousehold(first, '没人说的', communities.wangchun);
    await syncUntil(first, isProved);
    await syncUntil(second, isProved);
    await stage.restart(putBack);
    const isRolledBack = (each: SyncState) => each.lastFailure?.code === 'E_SERVER_ROLLED_BACK';
    await syncUntil(second, isRolledBack);
    expect(await isGone(second, fresh)).toBe(false);
    value(await decide(second, 'proceed'));
    // Who wrote the lost rows need not have read them back: then its counters are not ahead, and the difference heals it.
    const state = await syncUntil(first, (each) => isRolledBack(each) || isProved(each));
    expect(await isGone(first, fresh)).toBe(false);
    if (!isProved(state)) value(await decide(first, 'proceed'));
    await syncUntil(first, isProved);
    await syncUntil(second, isProved);
    expect(await isGone(second, fresh)).toBe(false);
  });

  it('gets back what it lost also where its counters have been overtaken and nothing shows but a difference, each time anew', async () => {
    for (const time of ['先', '后']) {
      await stage.restart(saveBackup);
      second.proxy.set('dead');
      const lost = await addHousehold(first, `${time}没人知道的`, communities.wangchun);
      await syncUntil(first, isProved);
      first.proxy.set('dead');
      await stage.restart(putBack);
      second.proxy.set('fine');
      for (const name of ['赶上一', '赶上二', '赶上三'])
        await addHousehold(second, `${time}${name}`, communities.wangchun);
      await syncUntil(second, isProved);
      first.proxy.set('fine');
      await syncUntil(first, isProved);
      await syncUntil(second, isProved);
      expect(await isGone(second, lost)).toBe(false);
      expect((await brakeOf(first)).brake).toBeNull();
    }
  });

  it('gets the rescue boxes again that it had signed for', async () => {
    const boxes = async () => {
      const mine = value(await second.bridge.call('rescue.mine', {}));
      return mine.waiting.length > 0 ? [] : mine.boxes.map((box) => box.id);
    };
    const untilOneArrived = async () => {
      for (let round = 0; (await boxes()).length === 0; round += 1) {
        if (round === 20) throw new Error('the box never arrived');
        await syncUntil(second, (each) => each.lastFailure === null);
      }
      return boxes();
    };
    await stage.restart(saveBackup);
    second.proxy.set('dead');
    await addHousehold(second, '失去的社区', communities.wangchun2);
    await stage.district.admin.setRoles('second', ['O'], communities.wangchun);
    second.proxy.set('fine');
    const [before] = await untilOneArrived();
    await stage.restart(putBack);
    await stage.district.admin.noteRestored();
    await stage.restart();
    for (const device of [first, second]) {
      await syncUntil(device, (each) => each.lastFailure?.code === 'E_SERVER_RESTORED');
      value(await decide(device, 'proceed'));
    }
    expect(await untilOneArrived()).toEqual([before]);
    await syncUntil(second, isProved);
    await syncUntil(first, isProved);
  });
});

describe('a large loss', () => {
  it('stops before more than it believes is gone, stays stopped, and happens when somebody lets it', async () => {
    const rows = newEnvelopes(900, streets.wangchun);
    await stage.district.admin.seedRows('records', rows);
    await syncUntil(first, isProved);
    const count = async () =>
      value(
        await first.bridge.call('records.list', {
          type: 'household',
          where: [],
          offset: 0,
          limit: 1,
        }),
      ).total;
    const before = await count();
    first.proxy.set('dead');
    const ids = rows.slice(0, 800).map(({ id }) => id);
    const moved = await stage.district.admin.moveRecords({
      requestId: 'many',
      ids,
      to: streets.gulin,
      community: '',
    });
    expect(moved).toMatchObject({ ok: true });
    first.proxy.set('fine');
    const state = await syncUntil(first, (each) => each.lastFailure?.code === 'E_MASS_DELETE');
    expect(state.face).toBe('attention');
    const stopped = await count();
    expect(before - stopped).toBeLessThanOrEqual(500);
    value(await first.bridge.call('sync.now', {}));
    expect(await count()).toBe(stopped);
    expect((await brakeOf(first)).brake).toMatchObject({ kind: 'mass_delete' });
    value(await decide(first, 'proceed'));
    await syncUntil(first, isProved);
    expect(await count()).toBe(before - 800);
  });
});
