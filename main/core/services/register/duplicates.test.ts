/** Duplicates on a real store: found while typing and in the list, merged with choices, followed everywhere, taken back, kept apart. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import { openSqlite } from '../../storage/index.ts';
import { createIndex } from '../../storage/side-tables.ts';
import { twinTable } from '../../storage/twin-table.ts';
import { listRecords } from '../lists/list-records.ts';
import { getRecord } from '../records/get-record.ts';
import { saveRecord } from '../records/save-record.ts';
import { subjectContext } from '../records/subject-context.ts';
import { findRecords } from '../search.ts';
import {
  community,
  fresh,
  householdData,
  openOffice,
  person,
  value,
  visitData,
  type Office,
} from '../testing/open-office.ts';
import {
  compareRecords,
  duplicateDecisions,
  duplicateHints,
  duplicateList,
  hintSql,
} from './duplicates.ts';
import { keepApart, mergeRecords, undoDecision } from './merge-records.ts';

let office: Office;
const liaison = { type: 'user', id: 'officer', label: '励海平' };
const base: PlainData = {
  nameCn: '虞菊兰',
  sex: '2',
  birth: '1952-09-15',
  nationality: 'CHN',
  liveCountry: 'CHN',
  liveState: 'in',
  liveAddr: '演示路18弄3号',
  segment: 'C',
  community,
  liaison,
  identities: [{ id: 'i1', identity: 'qj', verifyLevel: 'self' }],
  verifiedOn: '2026-08-22',
  verifyMethod: 'visit',
  source: 'visit',
};
const add = async (type: string, data: PlainData) =>
  value(await saveRecord(office.context, fresh(type, data))).id;
const view = async (type: string, id: string) =>
  value(await getRecord(office.context, { type, id }));
const names = async () =>
  value(
    await listRecords(office.context, { type: 'person', where: [], offset: 0, limit: 50 }),
  ).rows.map(({ id }) => id);

const ids = { first: '', second: '', household: '', relation: '', visit: '' };

beforeAll(async () => {
  office = await openOffice();
  ids.first = await add('person', {
    ...base,
    documents: [{ id: 'd1', kind: 'id', number: '00000019520915002X' }],
    phone: '10100000001',
  });
  ids.second = await add('person', {
    ...base,
    nameCn: '虞 菊兰',
    alias: '阿兰',
    phone: '10100000002',
    identities: [{ id: 'i1', identity: 'gaj', verifyLevel: 'community' }],
    verifiedOn: '2026-09-01',
  });
  const second = { type: 'person', id: ids.second, label: '虞 菊兰' };
  ids.household = await add('household', householdData('虞菊兰', { head: second }));
  const abroad = await add('person', {
    nameCn: '虞志远',
    thin: true,
    liveCountry: 'IDN',
    liveState: 'abroad',
  });
  ids.relation = await add('relation', {
    kind: 'kin',
    from: second,
    to: { type: 'person', id: abroad, label: '虞志远' },
    rel: 'elder_sister',
    anchorIdentity: 'hq',
    country: 'IDN',
  });
  ids.visit = value(
    await saveRecord(office.context, fresh('visit', visitData(second), 'submit')),
  ).id;
});
afterAll(() => office.close());

describe('a hint while typing', () => {
  const ask = async (data: PlainData, id: string | null = null) =>
    value(await duplicateHints(office.context, { type: 'person', id, data: data as never }));

  it('finds by number, by name with birthday, by sound in the community; not itself, not a stranger', async () => {
    const number = [{ id: 'x', kind: 'id', number: '00000019520915002x' }];
    expect((await ask({ documents: number })).map(({ id, level }) => [id, level])).toEqual([
      [ids.first, 'exact'],
    ]);
    expect(
      (await ask({ nameCn: '虞菊兰', sex: '2', birth: '1952-09-15' }))
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual([ids.first, ids.second].toSorted());
    const alike = await ask({ nameCn: '虞鞠蓝', birth: '1952', community });
    expect(alike.map(({ level, rules }) => [level, rules])).toEqual([
      ['weak', ['sound_year_place']],
      ['weak', ['sound_year_place']],
    ]);
    expect(await ask({ nameCn: '竺海燕', birth: '1952', community })).toEqual([]);
    expect((await ask({ ...base }, ids.first)).map(({ id }) => id)).toEqual([ids.second]);
    expect(await ask({ documents: [{ id: 'x', kind: 'id', number: '******' }] })).toEqual([]);
  });

  it('asks an index and nothing else, however many records there are', () => {
    const opened = openSqlite({ path: ':memory:', key: null });
    if (!opened.ok) throw opened.error;
    const twins = twinTable(new Uint8Array(32), []);
    twins.create(opened.database);
    twins.indexes?.forEach((index) => createIndex(opened.database, index));
    const plan = opened.database
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${hintSql}`, 'person', '[]', 60)
      .map(({ detail }) => detail);
    opened.database.close();
    expect(plan.some((step) => step.includes('SEARCH twins USING COVERING INDEX twins_hash'))).toBe(
      true,
    );
    expect(plan.filter((step) => step.includes('SCAN twins'))).toEqual([]);
  });

  it('keeps no value in the index', async () => {
    const rows = await office.context.store.read.all<{ hash: string }>('SELECT hash FROM twins');
    expect(rows.length).toBeGreaterThan(5);
    for (const { hash } of rows) expect(hash).toMatch(/^[\w-]{24}$/);
  });
});

describe('a merge', () => {
  it('stands in the list, and the comparison says what differs without showing a number', async () => {
    const { pairs } = value(await duplicateList(office.context, { type: 'person' }));
    expect(pairs).toMatchObject([
      { level: 'strong', rules: expect.arrayContaining(['name_birth_sex']) },
    ]);
    const compared = value(
      await compareRecords(office.context, { type: 'person', a: ids.first, b: ids.second }),
    );
    const of = (field: string) => compared.fields.find((each) => each.field === field);
    expect(of('birth')).toMatchObject({ isSame: true });
    expect(of('phone')).toMatchObject({ isSame: false });
    expect(JSON.stringify(compared)).not.toContain('00000019520915002X');
    expect(compared.references).toEqual({ a: 0, b: 3 });
  });

  it('takes what was chosen, hides the other everywhere, and leads from it to the kept one', async () => {
    value(
      await mergeRecords(office.context, {
        type: 'person',
        winner: ids.first,
        loser: ids.second,
        picks: { phone: 'loser' },
        reason: '同一人',
      }),
    );
    const kept = await view('person', ids.first);
    expect(kept.record.data).toMatchObject({
      nameCn: '虞菊兰',
      alias: '阿兰',
      phone: '10100000002',
      verifiedOn: '2026-09-01',
    });
    expect((kept.record.data['identities'] as PlainData[]).map((each) => each['identity'])).toEqual(
      ['qj', 'gaj'],
    );
    expect(await names()).not.toContain(ids.second);
    const hits = value(
      await findRecords(office.context, { text: '虞菊兰', types: ['person'], limit: 9 }),
    );
    expect(hits.map(({ id }) => id)).toEqual([ids.first]);
    const gone = await view('person', ids.second);
    expect(gone).toMatchObject({ canEdit: false, mergedInto: { id: ids.first } });
    expect(value(await duplicateList(office.context, { type: 'person' })).pairs).toEqual([]);
  });

  it('is followed: the register names the kept one, a case stays as it was and is found there', async () => {
    const head = (await view('household', ids.household)).record.data['head'];
    expect(head).toEqual({ type: 'person', id: ids.first, label: '虞菊兰' });
    const relation = (await view('relation', ids.relation)).record.data['from'];
    expect(relation).toMatchObject({ id: ids.first });
    const visit = await view('visit', ids.visit);
    expect(visit.record.data['subject']).toMatchObject({ id: ids.second });
    expect(visit.related.map(({ id }) => id)).toContain(ids.first);
    expect((await view('person', ids.first)).related.map(({ id }) => id)).toContain(ids.visit);
    const beside = value(await subjectContext(office.context, { type: 'person', id: ids.first }));
    expect(beside.visits.map(({ id }) => id)).toEqual([ids.visit]);
  });

  it('comes back whole, but for what somebody changed since', async () => {
    const kept = await view('person', ids.first);
    await saveRecord(office.context, {
      ...fresh('person', { ...kept.record.data, alias: '兰嫂' }),
      id: ids.first,
      baseMutation: kept.record.mutation,
      baseData: kept.record.data,
    });
    const [decision] = value(await duplicateDecisions(office.context));
    expect(decision).toMatchObject({ decision: 'merged', isUndone: false });
    value(await undoDecision(office.context, { id: decision?.id ?? '' }));
    expect((await view('person', ids.first)).record.data).toMatchObject({
      alias: '兰嫂',
      phone: '10100000001',
      identities: [{ identity: 'qj' }],
    });
    const back = await view('person', ids.second);
    expect(back).toMatchObject({ canEdit: true, mergedInto: null, record: { state: 'active' } });
    expect((await view('household', ids.household)).record.data['head']).toMatchObject({
      id: ids.second,
    });
    expect((await names()).toSorted()).toContain(ids.second);
  });

  it('is not taken back after ninety days', async () => {
    const done = value(
      await mergeRecords(office.context, {
        type: 'person',
        winner: ids.first,
        loser: ids.second,
        picks: {},
        reason: '',
      }),
    );
    const before = office.clock.now;
    office.clock.now += 91 * 86_400_000;
    expect(await undoDecision(office.context, { id: done.id })).toMatchObject({
      error: { code: 'E_UNDO_LATE' },
    });
    office.clock.now = before;
    value(await undoDecision(office.context, { id: done.id }));
  });

  it('is nothing for a reader, nor between two streets', async () => {
    const input = { type: 'person', winner: ids.first, loser: ids.second, picks: {}, reason: '' };
    const reader = office.as(person('desk', ['D'], { unit: '330203000' }));
    expect(await mergeRecords({ ...office.context, ...reader }, input)).toMatchObject({
      error: { code: 'E_DENIED' },
    });
    const { record } = await view('person', ids.second);
    await office.receive({ ...record, id: 'elsewhere', unit: '330203103', community: '' });
    expect(await mergeRecords(office.context, { ...input, loser: 'elsewhere' })).toMatchObject({
      error: { code: 'E_MERGE_UNITS' },
    });
  });
});

it('a pair that is not the same is not shown again, until that is taken back', async () => {
  const { id } = value(
    await keepApart(office.context, { type: 'person', a: ids.first, b: ids.second }),
  );
  const shown = async () =>
    value(await duplicateList(office.context, { type: 'person' })).pairs.filter(
      ({ a, b }) => [a.id, b.id].toSorted().join() === [ids.first, ids.second].toSorted().join(),
    ).length;
  expect(await shown()).toBe(0);
  value(await undoDecision(office.context, { id }));
  expect(await shown()).toBe(1);
});
