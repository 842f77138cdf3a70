/** A merge travels: the other office's computer and the district follow the redirect, either can take it back, and work on the loser is not lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

let stage: Stage;
let officer: Device;
let head: Device;
let desk: Device;
let first = '';
let second = '';

const settle = async () => {
  for (const device of [officer, head, desk]) await syncUntil(device, isProved);
};
const view = async (device: Device, id: string) => value(await getRecord(device, 'household', id));
const listed = async (device: Device) =>
  value(
    await device.bridge.call('records.list', {
      type: 'household',
      where: [],
      offset: 0,
      limit: 50,
    }),
  ).rows.map(({ id }) => id);
const merge = (device: Device, winner: string, loser: string) =>
  device.bridge.call('duplicates.merge', {
    type: 'household',
    winner,
    loser,
    picks: {},
    reason: '同一户',
  });

beforeAll(async () => {
  stage = await openStage();
  await stage.addUser('o1', streets.wangchun, ['O']);
  await stage.addUser('h1', streets.wangchun, ['H']);
  await stage.addUser('d1', streets.district, ['D']);
  officer = await stage.device('o1', streets.wangchun);
  head = await stage.device('h1', streets.wangchun);
  desk = await stage.device('d1', streets.district);
  first = await addHousehold(officer, '忻德茂', communities.wangchun);
  second = await addHousehold(officer, '忻德茂', communities.wangchun);
  await settle();
}, startUp);
afterAll(() => stage.close(), 60_000);

describe('two entries of one household', () => {
  it('are suspected on every computer that holds them', async () => {
    for (const device of [officer, head, desk]) {
      const { pairs } = value(await device.bridge.call('duplicates.list', { type: 'household' }));
      expect(pairs.map(({ a, b }) => [a.id, b.id].toSorted())).toEqual([
        [first, second].toSorted(),
      ]);
      expect(pairs[0]?.level).toBe('strong');
    }
  });

  it('merged on one computer are one everywhere, and the way to the other opens it', async () => {
    value(await merge(officer, first, second));
    await settle();
    for (const device of [officer, head, desk]) {
      expect(await listed(device)).toEqual([first]);
      expect((await view(device, second)).mergedInto).toMatchObject({ id: first });
      expect((await view(device, first)).mergedInto ?? null).toBeNull();
    }
  });

  it('taken back on the other computer are two again, everywhere', async () => {
    const [decision] = value(await head.bridge.call('duplicates.decisions', {}));
    value(await head.bridge.call('duplicates.undo', { id: decision?.id ?? '' }));
    await settle();
    for (const device of [officer, head, desk]) {
      expect((await listed(device)).toSorted()).toEqual([first, second].toSorted());
      expect((await view(device, second)).mergedInto ?? null).toBeNull();
    }
  });

  it('lose nothing that somebody wrote into the one that went: it waits on a card', async () => {
    head.proxy.set('dead');
    value(await edit(head, 'household', second, { note: '门牌已换成 5 号' }));
    value(await merge(officer, first, second));
    await syncUntil(officer, isProved);
    head.proxy.set('fine');
    await syncUntil(head, (state) => state.attention > 0);
    const { cards } = value(await head.bridge.call('sync.board', {}));
    expect(JSON.stringify(cards)).toContain('门牌已换成 5 号');
    await syncUntil(desk, isProved);
    expect((await view(desk, second)).mergedInto).toMatchObject({ id: first });
    expect((await view(head, second)).mergedInto).toMatchObject({ id: first });
  });

  it('are not written by somebody whom the district does not let merge', async () => {
    expect(await merge(desk, second, first)).toMatchObject({ ok: false });
  });
});
