/** A person's rights are narrowed and widened: the computer lets go of what it may not hold, after the district has what was written on it. */
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

const [one, two] = [communities.wangchun, communities.wangchun2];
let stage: Stage;
let officer: Device;
let colleague: Device;
let desk: Device;

beforeAll(async () => {
  stage = await openStage();
  await stage.addUser('colleague', streets.wangchun, ['O']);
  await stage.addUser('officer', streets.wangchun, ['O']);
  colleague = await stage.device('colleague', streets.wangchun);
  officer = await stage.device('officer', streets.wangchun);
  await stage.addUser('desk', streets.district, ['D']);
  desk = await stage.device('desk', streets.district);
}, startUp);
afterAll(() => stage.close(), 60_000);

const isGone = async (device: Device, id: string) => !(await getRecord(device, 'household', id)).ok;
const found = async (device: Device, text: string) =>
  value(await device.bridge.call('search.find', { text, types: [], limit: 10 })).length;
const cardsOf = async (device: Device) => value(await device.bridge.call('sync.board', {})).cards;

/** Everything in every box, once each box has arrived. */
async function rescued() {
  for (;;) {
    const mine = value(await officer.bridge.call('rescue.mine', {}));
    if (mine.waiting.length === 0) break;
    value(await officer.bridge.call('sync.now', {}));
  }
  const items = [];
  const { boxes } = value(await desk.bridge.call('rescue.boxes', {}));
  for (const { id: boxId } of boxes) {
    const looked = value(await desk.bridge.call('rescue.look', { boxId, from: 0 }));
    items.push(...looked.items.map((item) => ({ boxId, item })));
  }
  return items;
}

describe('narrowed rights', () => {
  it('take away other communities at the next sync, from records, history, lists, search and forms', async () => {
    const stays = await addHousehold(colleague, '留下来', one);
    const goes = await addHousehold(colleague, '要拿走', two);
    await syncUntil(colleague, isProved);
    await syncUntil(officer, isProved);
    expect(await found(officer, '要拿走')).toBeGreaterThan(0);
    const { record } = value(await getRecord(officer, 'household', goes));
    value(
      await officer.bridge.call('drafts.save', {
        id: 'draft-1',
        type: 'household',
        recordId: goes,
        baseMutation: record.mutation,
        baseData: record.data,
        data: { ...record.data, note: '只写了一半' },
        title: '要拿走户',
      }),
    );

    await stage.district.admin.setRoles('officer', ['O'], one);
    await syncUntil(officer, isProved);
    expect(await isGone(officer, stays)).toBe(false);
    expect(await isGone(officer, goes)).toBe(true);
    expect(await found(officer, '要拿走')).toBe(0);
    const listed = value(
      await officer.bridge.call('records.list', {
        type: 'household',
        where: [],
        offset: 0,
        limit: 50,
      }),
    );
    expect(listed.rows.map((row) => row.id)).toEqual([stays]);
    expect(value(await officer.bridge.call('records.timeline', { id: goes }))).toEqual([]);
    const drafts = await officer.bridge.call('drafts.list', {});
    expect(JSON.stringify(drafts)).not.toMatch(/要拿走|只写了一半/);
    expect(JSON.stringify(await rescued())).toContain('只写了一半');
    const { log } = value(await officer.bridge.call('sync.board', {}));
    expect(log.some(({ what }) => what === 'purged')).toBe(true);
  });

  it('give everything back when they are widened again', async () => {
    await stage.district.admin.setRoles('officer', ['O'], '');
    const back = await addHousehold(colleague, '又回来', two);
    await syncUntil(colleague, isProved);
    await syncUntil(officer, isProved);
    expect(await isGone(officer, back)).toBe(false);
    expect(await found(officer, '要拿走')).toBeGreaterThan(0);
  });

  it('take unsent work into a rescue box first, and leave nothing of it here', async () => {
    const record = await addHousehold(officer, '没上报', two);
    await syncUntil(officer, isProved);
    await syncUntil(colleague, isProved);
    officer.proxy.set('dead');
    value(await edit(officer, 'household', record, { note: '断网时写的字' }));
    const fresh = await addHousehold(officer, '断网新建', two);
    const { backups } = value(await officer.bridge.call('keeping.backUp', {}));
    await stage.district.admin.setRoles('officer', ['O'], one);
    await syncUntil(officer, (state) => state.face === 'offline');
    expect(await isGone(officer, fresh)).toBe(false);

    officer.proxy.set('fine');
    for (;;) {
      await syncUntil(officer, (state) => state.lastFailure === null);
      if ((await isGone(officer, record)) && (await isGone(officer, fresh))) break;
    }
    await syncUntil(officer, isProved);
    expect(await cardsOf(officer)).toEqual([]);
    expect(await found(officer, '断网新建')).toBe(0);

    // It lies in the district's rescue box, and a colleague sees it when it is released.
    for (const { boxId, item } of await rescued()) {
      if (item.kind === 'draft' || item.decision !== null) continue;
      const numbers = [item.number];
      const decided = await desk.bridge.call('rescue.decide', {
        boxId,
        numbers,
        decision: 'release',
        reason: '',
      });
      expect(value(decided).results).toMatchObject([{ decision: 'released' }]);
    }
    await syncUntil(colleague, isProved);
    const seen = value(await getRecord(colleague, 'household', record));
    expect(seen.record.data['note']).toBe('断网时写的字');
    expect(await isGone(colleague, fresh)).toBe(false);

    // A backup from before brings the unsent work back to this computer. The district has decided about it: nobody is asked twice.
    value(await edit(colleague, 'household', record, { note: '放行之后同事改的' }));
    await syncUntil(colleague, isProved);
    const before = await rescued();
    const backupId = backups[0]?.id ?? '';
    officer.proxy.set('dead');
    value(await officer.bridge.call('keeping.restore', { backupId, password }));
    expect(await isGone(officer, fresh)).toBe(false);
    officer.proxy.set('fine');
    await syncUntil(officer, (state) => state.face === 'proved' && state.pending === 0);
    expect(await isGone(officer, fresh)).toBe(true);
    expect(await cardsOf(officer)).toEqual([]);
    expect(await rescued()).toEqual(before);
    await syncUntil(colleague, isProved);
    const last = value(await getRecord(colleague, 'household', record));
    expect(last.record.data['note']).toBe('放行之后同事改的');
  });
});
