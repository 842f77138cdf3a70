/** Records travel between devices through a real district, also after a long time offline, and only to who may have them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

let stage: Stage;
let first: Device;
let second: Device;
let gulin: Device;
let desk: Device;

beforeAll(async () => {
  stage = await openStage();
  await stage.addUser('wangchun', streets.wangchun, ['O']);
  await stage.addUser('wangchun2', streets.wangchun, ['H']);
  await stage.addUser('gulin', streets.gulin, ['O']);
  await stage.addUser('qu', streets.district, ['D']);
  first = await stage.device('wangchun', streets.wangchun);
  second = await stage.device('wangchun2', streets.wangchun);
  gulin = await stage.device('gulin', streets.gulin);
  desk = await stage.device('qu', streets.district);
}, startUp);
afterAll(() => stage.close(), 60_000);

describe('travel', () => {
  it('keeps offline work on the device, says so, and delivers it when the network returns', async () => {
    first.proxy.set('dead');
    const household = await addHousehold(first, '虞菊兰', communities.wangchun);
    const offline = await syncUntil(first, (state) => state.face === 'offline');
    expect(offline).toMatchObject({
      face: 'offline',
      online: false,
      pending: 4,
      lastFailure: { code: 'E_OFFLINE' },
    });
    expect(offline.oldestPendingAt).not.toBeNull();
    expect(value(await getRecord(first, 'household', household)).pending).toBe(true);
    expect(await stage.district.admin.countRows('records')).toBe(0);

    first.proxy.set('fine');
    expect(await syncUntil(first, isProved)).toMatchObject({
      pending: 0,
      attention: 0,
      lastFailure: null,
    });
    expect(await stage.district.admin.countRows('records')).toBe(2);
    expect(value(await getRecord(first, 'household', household)).pending).toBe(false);
  });

  it('brings the record and its history to a colleague, and to the district desk, but to no other street', async () => {
    const household = await addHousehold(first, '忻德茂', communities.wangchun);
    await syncUntil(first, isProved);
    for (const device of [second, desk]) {
      await syncUntil(device, isProved);
      const view = value(await getRecord(device, 'household', household));
      expect(view.record.data).toMatchObject({ name: '忻德茂户' });
      expect(
        value(await device.bridge.call('records.timeline', { id: household })).map(
          (event) => event.kind,
        ),
      ).toEqual(['create']);
    }
    await syncUntil(gulin, isProved);
    expect(await getRecord(gulin, 'household', household)).toMatchObject({
      ok: false,
      error: { code: 'E_NOT_FOUND' },
    });
    expect(
      value(await gulin.bridge.call('search.find', { text: '忻德茂', types: [], limit: 10 })),
    ).toEqual([]);
    const board = value(await gulin.bridge.call('sync.board', {}));
    expect(
      board.scopes.filter(
        (scope) => scope.scope === streets.wangchun && scope.collection !== 'masters',
      ),
    ).toEqual([]);
  });

  it('shows the district desk both streets and lets it change neither', async () => {
    const there = await addHousehold(gulin, '邬阿毛', communities.gulin);
    await syncUntil(gulin, isProved);
    await syncUntil(desk, isProved);
    expect(value(await getRecord(desk, 'household', there)).record.unit).toBe(streets.gulin);
    const list = value(
      await desk.bridge.call('records.list', {
        type: 'household',
        where: [],
        offset: 0,
        limit: 50,
      }),
    );
    expect(new Set(list.rows.map((row) => row.unit))).toEqual(
      new Set([streets.wangchun, streets.gulin]),
    );
    expect(await edit(desk, 'household', there, { note: '区级改' })).toMatchObject({
      ok: false,
      error: { code: 'E_DENIED', params: { reason: 'no_role' } },
    });
  });

  it('reaches a colleague without anybody pressing sync', async () => {
    const arrived = Promise.withResolvers<void>();
    const stop = second.bridge.watch((message) => {
      if (message.topic === 'records' && message.types.includes('household')) arrived.resolve();
    });
    const household = await addHousehold(first, '竺海燕', communities.wangchun);
    await arrived.promise;
    stop();
    expect(value(await getRecord(second, 'household', household)).record.data).toMatchObject({
      name: '竺海燕户',
    });
  });

  it('keeps unsent work over a restart and an offline unlock', async () => {
    first.proxy.set('dead');
    const household = await addHousehold(first, '曾国庆', communities.wangchun);
    await first.restart();
    const session = await first.bridge.call('app.session', {});
    expect(session.phase).toBe('locked');
    const profileId = session.profiles[0]?.id ?? '';
    value(await first.bridge.call('app.unlock', { profileId, password }));
    expect((await first.bridge.call('sync.state', {})).pending).toBe(4);
    first.proxy.set('fine');
    await syncUntil(first, isProved);
    await syncUntil(second, isProved);
    expect(value(await getRecord(second, 'household', household)).record.data).toMatchObject({
      name: '曾国庆户',
    });
  });

  it('takes away a record that a colleague removed, and keeps its history', async () => {
    const household = await addHousehold(first, '解小龙', communities.wangchun);
    await syncUntil(first, isProved);
    await syncUntil(second, isProved);
    value(
      await second.bridge.call('records.remove', {
        type: 'household',
        id: household,
        reason: '重复建档',
      }),
    );
    await syncUntil(second, isProved);
    await syncUntil(first, isProved);
    expect(await getRecord(first, 'household', household)).toMatchObject({
      ok: false,
      error: { code: 'E_NOT_FOUND' },
    });
    expect(value(await first.bridge.call('records.timeline', { id: household }))[0]).toMatchObject({
      kind: 'remove',
      data: { reason: '重复建档' },
    });
  });
});
