/** A person's rights are narrowed and widened: the computer lets go of what it may not hold, after the district has what was written on it. */
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

const [one, two] = [communities.wangchun, communities.wangchun2];
let stage: Stage;
let officer: Device;
let colleague: Device;

beforeAll(async () => {
  stage = await openStage();
  await stage.addUser('colleague', streets.wangchun, ['O']);
  await stage.addUser('officer', streets.wangchun, ['O']);
  colleague = await stage.device('colleague', streets.wangchun);
  officer = await stage.device('officer', streets.wangchun);
}, startUp);
afterAll(() => stage.close(), 60_000);

const isGone = async (device: Device, id: string) => !(await getRecord(device, 'household', id)).ok;
const found = async (device: Device, text: string) =>
  value(await device.bridge.call('search.find', { text, types: [], limit: 10 })).length;
const cardsOf = async (device: Device) => value(await device.bridge.call('sync.board', {})).cards;

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
    expect(JSON.stringify(drafts)).not.toContain('要拿走');
    expect(JSON.stringify(drafts)).toContain('只写了一半');
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

  it('do not take unsent work before the district has it, and then leave only word of it', async () => {
    const record = await addHousehold(officer, '没上报', two);
    await syncUntil(officer, isProved);
    await syncUntil(colleague, isProved);
    officer.proxy.set('dead');
    value(await edit(officer, 'household', record, { note: '断网时写的字' }));
    const fresh = await addHousehold(officer, '断网新建', two);
    await stage.district.admin.setRoles('officer', ['O'], one);
    await syncUntil(officer, (state) => state.face === 'offline');
    expect(await isGone(officer, fresh)).toBe(false);

    officer.proxy.set('fine');
    await syncUntil(officer, (state) => state.pending === 0 && state.attention > 0);
    for (;;) {
      await syncUntil(officer, (state) => state.lastFailure === null);
      if ((await isGone(officer, record)) && (await isGone(officer, fresh))) break;
    }
    const waiting = JSON.stringify(await stage.district.admin.listRejected());
    expect(waiting).toContain(record);
    expect(waiting).toContain(fresh);
    const cards = await cardsOf(officer);
    expect(cards.map(({ code }) => code)).toContain('scope_lost');
    expect(JSON.stringify(cards)).not.toMatch(/断网时写的字|断网新建|没上报/);
    expect(await found(officer, '断网新建')).toBe(0);
    for (const { id } of cards) value(await officer.bridge.call('sync.dismiss', { cardId: id }));
    await syncUntil(officer, isProved);
  });
});
