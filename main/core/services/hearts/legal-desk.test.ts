import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../../shared/access/actor.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { createDrafts } from '../drafts.ts';
import { listRecords } from '../lists/list-records.ts';
import type { ProfileContext } from '../profile/context.ts';
import { actOnRecord } from '../records/act-on-record.ts';
import { getRecord } from '../records/get-record.ts';
import { saveRecord } from '../records/save-record.ts';
import { findRecords } from '../search.ts';
import {
  fresh,
  head,
  officer,
  openOffice,
  person,
  unit,
  value,
  type Office,
} from '../testing/open-office.ts';
import { todayBoard } from '../today/today-board.ts';
import { legalCoverageBoard } from './legal-coverage-board.ts';

const lawyer = person('lawyer', ['W']);
const other = person('other-lawyer', ['W']);
const refOf = (actor: Actor) => ({ type: 'user', id: actor.userId, label: actor.name });
const client = { type: 'enterprise', id: 'e-1', label: '演示禾舟电器有限公司' };

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  office.clock.now = Date.parse('2026-11-23T02:00:00Z');
  await office.receive(record('enterprise', 'e-1', { name: client.label, standing: 'active' }));
});
afterEach(() => office.close());

function record(type: string, id: string, data: PlainData, state = 'active'): Envelope {
  const at = '2026-01-05T02:00:00.000Z';
  return {
    id,
    type,
    unit,
    community: '',
    state,
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: `m-${id}`,
    createdAt: at,
    createdBy: 'officer',
    updatedAt: at,
    updatedBy: 'officer',
    device: 'd',
    data,
  };
}

const resource = (id: string, account: Actor, data: PlainData = {}) =>
  office.receive(
    record('legal_resource', id, {
      name: account.name,
      account: refOf(account),
      firm: '演示律师事务所',
      team: 'quarter',
      from: '2026-01-01',
      ...data,
    }),
  );

async function intake(more: PlainData = {}): Promise<string> {
  const data = {
    client,
    contact: '俞伟明',
    phone: '10100000026',
    desk: 'rights',
    category: 'contract',
    demand: '工程款结算争议',
    urgency: 'normal',
    noticed: true,
    consent: true,
    ...more,
  };
  const saved = await saveRecord(office.context, fresh('legal_case', data, 'receive'));
  return value(saved).id;
}

function act(actor: Actor, id: string, action: string, values: PlainData = {}, opinion = '同意') {
  return actOnRecord(office.as(actor), {
    type: 'legal_case',
    id,
    action,
    opinion,
    values: values as never,
  });
}

function board(actor: Actor) {
  const context: ProfileContext = office.as(actor);
  const { local } = office.profile;
  const drafts = createDrafts({ store: context.store, local, now: context.now });
  return todayBoard({ ...context, drafts, syncItems: async () => [] });
}

describe('a case at the rights desk', () => {
  it('is not given to a lawyer who represents the other side', async () => {
    await resource('r-1', lawyer, { clients: '宁波演示建设有限公司' });
    await resource('r-2', other);
    const id = await intake();
    const triage = { opponent: '演示建设公司', opinionKind: 'simple' };
    expect(await act(officer, id, 'triage', { ...triage, lawyer: refOf(lawyer) })).toMatchObject({
      ok: false,
      error: { problems: [{ field: 'lawyer', code: 'legal_case.lawyer_conflict' }] },
    });
    value(await act(officer, id, 'triage', { ...triage, lawyer: refOf(other) }));
    // What a list did not know, the lawyer says; the case goes to somebody else, and not back to the first.
    value(await act(other, id, 'withdraw_for_conflict', { conflictNote: '曾任对方法律顾问' }));
    expect(await act(officer, id, 'change_lawyer', { lawyer: refOf(lawyer) })).toMatchObject({
      ok: false,
      error: { problems: [{ code: 'legal_case.lawyer_conflict' }] },
    });
    value(await act(officer, id, 'change_lawyer', { lawyer: refOf(person('third', ['W'])) }));
  });

  it('is not given to a lawyer whose other client is the opponent', async () => {
    const first = await intake();
    value(
      await act(officer, first, 'triage', {
        opponent: '无',
        opinionKind: 'simple',
        lawyer: refOf(lawyer),
      }),
    );
    await office.receive(record('enterprise', 'e-2', { name: '演示海贸有限公司' }));
    const second = await intake({
      client: { type: 'enterprise', id: 'e-2', label: '演示海贸有限公司' },
    });
    const triage = { opponent: client.label, opinionKind: 'simple', lawyer: refOf(lawyer) };
    expect(await act(officer, second, 'triage', triage)).toMatchObject({
      ok: false,
      error: { problems: [{ code: 'legal_case.lawyer_conflict' }] },
    });
  });

  it('is seen by its lawyer alone among lawyers, by no district and by no liaison', async () => {
    const id = await intake();
    value(
      await act(officer, id, 'triage', {
        opponent: '无',
        opinionKind: 'simple',
        lawyer: refOf(lawyer),
      }),
    );
    const seenBy = async (actor: Actor) => {
      const context = office.as(actor);
      const read = await getRecord(context, { type: 'legal_case', id });
      const list = await listRecords(context, {
        type: 'legal_case',
        where: [],
        offset: 0,
        limit: 10,
        facets: true,
      });
      const found = await findRecords(context, {
        text: '演示禾舟',
        types: ['legal_case'],
        limit: 5,
      });
      return [read.ok, list.ok ? list.value.total : 0, found.ok ? found.value.length : 0];
    };
    expect(await seenBy(lawyer)).toEqual([true, 1, 1]);
    expect(await seenBy(head)).toEqual([true, 1, 1]);
    for (const actor of [
      other,
      person('liaison', ['L']),
      person('district', ['D'], { unit: '330203000' }),
      person('leader', ['B'], { unit: '330203000' }),
      person('auditor', ['X'], { unit: '330203000' }),
      person('neighbour', ['O'], { unit: '330203009' }),
    ])
      expect([actor.userId, ...(await seenBy(actor))]).toEqual([actor.userId, false, 0, 0]);
    // The lawyer sees no other record of the office: neither its enterprises nor its people.
    const enterprises = await listRecords(office.as(lawyer), {
      type: 'enterprise',
      where: [],
      offset: 0,
      limit: 10,
    });
    expect(enterprises.ok).toBe(false);
  });

  it('warns of its limitation at 30, 10 and 3 days, and no longer once it is closed', async () => {
    const id = await intake({ limitationOn: '2026-12-24' });
    value(
      await act(officer, id, 'triage', {
        opponent: '无',
        opinionKind: 'simple',
        lawyer: refOf(lawyer),
      }),
    );
    const alerts = async (day: string, actor: Actor = officer) => {
      office.clock.now = Date.parse(`${day}T02:00:00Z`);
      const { items } = value(await board(actor));
      return items
        .filter((item) => item.id === `limitation:${id}`)
        .map(({ group, what, whatParams }) => [group, what, whatParams['alert']]);
    };
    expect(await alerts('2026-11-23')).toEqual([]);
    expect(await alerts('2026-11-24')).toEqual([['week', 'limitation', 30]]);
    expect(await alerts('2026-12-14')).toEqual([['week', 'limitation', 10]]);
    expect(await alerts('2026-12-21')).toEqual([['today', 'limitation', 3]]);
    expect(await alerts('2026-12-25')).toEqual([['overdue', 'limitation_past', 'past']]);
    for (const actor of [head, lawyer])
      expect(await alerts('2026-12-21', actor)).toEqual([['today', 'limitation', 3]]);
    for (const actor of [other, person('liaison', ['L'])])
      expect(await alerts('2026-12-21', actor)).toEqual([]);
    value(await act(officer, id, 'consult'));
    value(await act(lawyer, id, 'give_opinion', { opinion: '先发函催告' }));
    value(await act(officer, id, 'close', { result: 'advised', satisfaction: 5 }));
    expect(await alerts('2026-12-21')).toEqual([]);
  });

  it('leaves a touch and statistics without the client’s name', async () => {
    const id = await intake();
    const rows = (type: string) =>
      office.context.store.read.all<Record<string, unknown>>(`SELECT * FROM p_${type}`);
    expect(await rows('legal_touch')).toMatchObject([{ enterprise_id: 'e-1' }]);
    const [statistics] = await rows('legal_stat');
    expect(statistics).toBeDefined();
    expect(JSON.stringify(statistics)).not.toMatch(/禾舟|俞伟明|10100000026/);
    expect(String(statistics?.['id'])).toContain(id.slice(0, 20));
  });
});

describe('coverage of legal service', () => {
  it('lists who keeps the strict figure from 100, and why', async () => {
    await office.receive(record('enterprise', 'e-2', { name: '演示海贸', standing: 'active' }));
    await office.receive(record('enterprise', 'e-3', { name: '演示迁出', standing: 'moved' }));
    await resource('r-1', lawyer, { enterprises: [client] });
    const touch = (id: string, on: string) =>
      office.receive(
        record('legal_touch', `t-${id}-${on}`, {
          enterprise: { type: 'enterprise', id, label: id },
          kind: 'training',
          on,
        }),
      );
    await touch('e-1', '2026-06-01');
    await touch('e-2', '2025-11-23');
    const view = value(await legalCoverageBoard(office.context));
    expect(view.headline).toMatchObject({ value: 50, numerator: 1, denominator: 2 });
    expect(view.rows).toMatchObject([
      { id: 'e-2', lawyers: [], lastTouch: '2025-11-23', isTouched: false },
    ]);
    expect(await legalCoverageBoard(office.as(lawyer))).toMatchObject({ ok: false });
  });
});
