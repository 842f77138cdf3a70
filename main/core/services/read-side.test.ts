/** Lists, search, board, drafts and masters on a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Envelope } from '../../../shared/records/envelope.ts';
import type { Input } from '../../../shared/bridge/contract.ts';
import { writeStored } from '../documents/stored-documents.ts';
import { createDrafts } from './drafts.ts';
import { listRecords } from './lists/list-records.ts';
import { listCommunities, listUsers } from './masters.ts';
import { actOnRecord } from './records/act-on-record.ts';
import { saveRecord } from './records/save-record.ts';
import { subjectContext } from './records/subject-context.ts';
import { findRecords } from './search.ts';
import {
  fresh,
  head,
  householdData,
  openOffice,
  person,
  value,
  visitData,
  type Office,
} from './testing/open-office.ts';
import { syncItems } from './today/sync-items.ts';
import { todayBoard } from './today/today-board.ts';

let office: Office;
const ids: Record<string, string> = {};

beforeAll(async () => {
  office = await openOffice();
  for (const [name, more] of [
    ['虞菊兰', {}],
    ['忻德茂', { kind: 'qj', community: '330203008002', lastVisitOn: '2026-01-01' }],
    ['乐小龙', { tags: ['aged', 'hardship'] }],
  ] as const) {
    ids[name] = value(
      await saveRecord(office.context, fresh('household', householdData(name, more))),
    ).id;
  }
  const subject = (name: string) => ({
    type: 'household',
    id: ids[name] ?? '',
    label: `${name}户`,
  });
  const visit = async (name: string, more: Record<string, unknown>) =>
    value(
      await saveRecord(office.context, fresh('visit', visitData(subject(name), more), 'submit')),
    ).id;
  ids['visit'] = await visit('虞菊兰', {
    nextOn: '2026-11-25',
    gifts: [
      {
        id: 'g1',
        kind: 'goods',
        amount: 20000,
        goodsName: '大米',
        fundSource: 'gov',
        receiver: '虞菊兰',
        receiptWay: 'self',
      },
    ],
  });
  ids['overdue'] = await visit('忻德茂', {
    visitAt: '2026-10-01T02:00:00.000Z',
    nextOn: '2026-11-01',
  });
  // 乐小龙 has been visited again since, without a new date.
  ids['later'] = await visit('乐小龙', {
    visitAt: '2026-09-01T02:00:00.000Z',
    nextOn: '2026-10-01',
  });
  await visit('乐小龙', { visitAt: '2026-11-01T02:00:00.000Z' });
});
afterAll(() => office.close());

const list = (query: Partial<Input<'records.list'>>) =>
  listRecords(office.context, { type: 'household', where: [], offset: 0, limit: 50, ...query });
const names = async (query: Partial<Input<'records.list'>>) =>
  value(await list(query)).rows.map((row) => row.cells['name']);

describe('lists', () => {
  it('filter, sort by pinyin, page, and count facets without their own condition', async () => {
    // 乐 is yue as a surname.
    expect(await names({})).toEqual(['忻德茂户', '乐小龙户', '虞菊兰户']);
    expect(await names({ offset: 1, limit: 1 })).toEqual(['乐小龙户']);
    expect(await names({ where: [{ column: 'kind', op: '=', value: 'qj' }] })).toEqual([
      '忻德茂户',
    ]);
    expect(await names({ where: [{ column: 'tags', op: 'contains', value: 'hardship' }] })).toEqual(
      ['乐小龙户'],
    );
    expect(await names({ where: [{ column: 'last_visit_on', op: 'empty' }] })).toEqual([
      '乐小龙户',
      '虞菊兰户',
    ]);
    expect(await names({ where: [{ column: 'no_such', op: '=', value: 1 }] })).toEqual([]);
    const { facets, views, total } = value(
      await list({ where: [{ column: 'kind', op: '=', value: 'qj' }], facets: true }),
    );
    expect(total).toBe(1);
    expect(facets['kind']).toEqual([
      { value: 'gq', count: 2 },
      { value: 'qj', count: 1 },
    ]);
    expect(facets['community_name']).toEqual([{ value: '330203008002', count: 1 }]);
    expect(views).toMatchObject({ all: 3, mine: 3, hardship: 1, not_visited: 2 });
  });

  it('find by 汉字, full pinyin, initials and either reading of a 多音字', async () => {
    for (const text of ['乐小', 'lexiao', 'yuexiaolong', 'lxl', 'yxl'])
      expect(await names({ text }), text).toEqual(['乐小龙户']);
    expect(await names({ text: '%' })).toEqual([]);
  });

  it('show nobody more than the role reaches', async () => {
    const rows = async (context: Office['context']) =>
      value(await listRecords(context, { type: 'household', where: [], offset: 0, limit: 50 }))
        .total;
    expect(await rows(office.as(person('liaison', ['L'], { community: '330203008002' })))).toBe(1);
    expect(await rows(office.as(person('desk', ['D'], { unit: '330203000' })))).toBe(3);
    const stranger = await listRecords(office.as(person('gulin', ['O'], { unit: '330203103' })), {
      type: 'household',
      where: [],
      offset: 0,
      limit: 50,
    });
    expect(stranger).toMatchObject({ ok: true, value: { total: 0 } });
    expect(
      await listRecords(office.as(person('lawyer', ['W'])), {
        type: 'household',
        where: [],
        offset: 0,
        limit: 50,
      }),
    ).toMatchObject({ ok: false, error: { code: 'E_DENIED' } });
  });
});

it('searches all types at once', async () => {
  const hits = value(await findRecords(office.context, { text: 'yjl', types: [], limit: 10 }));
  expect(hits.map((hit) => hit.type).toSorted()).toEqual(['household', 'visit']);
  expect(
    value(await findRecords(office.context, { text: 'yjl', types: ['household'], limit: 10 })),
  ).toHaveLength(1);
});

it('tells a visitor what was done and given', async () => {
  const context = value(
    await subjectContext(office.context, { type: 'household', id: ids['虞菊兰'] ?? '' }),
  );
  expect(context).toMatchObject({
    label: '虞菊兰户',
    visits: [{ id: ids['visit'], fen: 20000, visitors: '励海平' }],
    given: [{ kind: 'goods', fen: 20000, note: '大米' }],
  });
});

describe('today', () => {
  const board = async (context: Office['context']) => {
    const drafts = createDrafts({
      store: context.store,
      local: office.profile.local,
      now: context.now,
    });
    return value(
      await todayBoard({ ...context, drafts, syncItems: () => syncItems(office.profile.cards) }),
    ).items;
  };

  it('names what is due, what is overdue, and nothing that a later visit has settled', async () => {
    const due = (await board(office.context)).filter((item) => item.kind === 'visit_due');
    expect(due.map((item) => [item.subject, item.group, item.due])).toEqual([
      ['忻德茂户', 'overdue', '2026-11-01'],
      ['虞菊兰户', 'week', '2026-11-25'],
    ]);
  });

  it('asks the head to confirm others’ visits, not the officer their own', async () => {
    const waiting = async (context: Office['context']) =>
      (await board(context)).filter((item) => item.kind === 'waiting' && item.type === 'visit')
        .length;
    expect(await waiting(office.as(head))).toBe(4);
    expect(await waiting(office.context)).toBe(0);
    expect(await waiting(office.as(person('desk', ['D'], { unit: '330203000' })))).toBe(0);
  });

  it('puts drafts and returned visits on the board of the person they belong to', async () => {
    const drafts = createDrafts({
      store: office.context.store,
      local: office.profile.local,
      now: office.context.now,
    });
    value(
      await drafts.save({
        id: 'd1',
        type: 'visit',
        recordId: null,
        baseMutation: null,
        baseData: null,
        data: {},
        title: '新走访',
      }),
    );
    value(
      await actOnRecord(office.as(head), {
        type: 'visit',
        id: ids['overdue'] ?? '',
        action: 'return',
        opinion: '补充',
      }),
    );
    const items = await board(office.context);
    expect(items.filter((item) => item.kind === 'draft').map((item) => item.subject)).toEqual([
      '新走访',
    ]);
    expect(items.filter((item) => item.kind === 'returned').map((item) => item.recordId)).toEqual([
      ids['overdue'],
    ]);
    expect((await board(office.as(head))).filter((item) => item.kind === 'returned')).toEqual([]);
    value(await drafts.drop('d1'));
    expect(await drafts.get('d1')).toMatchObject({ error: { code: 'E_NOT_FOUND' } });
  });
});

it('offers the colleagues and communities of one’s own unit', async () => {
  const master = (type: string, id: string, data: Record<string, unknown>): Envelope => ({
    id,
    type,
    unit: '330203008',
    community: '',
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: id,
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'district',
    updatedAt: '2026-01-01T00:00:00.000Z',
    updatedBy: 'district',
    device: 'district',
    data,
  });
  const masters = [
    master('user', 'u1', {
      login: 'a',
      name: '励海平',
      unitCode: '330203008',
      roles: ['O'],
      standing: 'active',
    }),
    master('user', 'u2', {
      login: 'b',
      name: '史红勤',
      unitCode: '330203008',
      roles: ['L'],
      community: '330203008001',
      standing: 'disabled',
    }),
    master('unit', 'c1', {
      code: '330203008001',
      name: '演示一社区',
      kind: 'community',
      parent: '330203008',
    }),
    master('unit', 'c2', {
      code: '330203103001',
      name: '演示二社区',
      kind: 'community',
      parent: '330203103',
    }),
  ];
  await writeStored(
    office.context.store,
    'masters',
    masters.map((document) => ({ previous: undefined, document })),
    'replication-downstream-test',
  );
  expect(value(await listUsers(office.context, {}))).toEqual([
    { type: 'user', id: 'u1', label: '励海平', unit: '330203008', roles: ['O'] },
  ]);
  expect(value(await listCommunities(office.context))).toEqual([
    { code: '330203008001', name: '演示一社区', unit: '330203008' },
  ]);
});
