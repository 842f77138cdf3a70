/** One hardship case from the liaison's offline report to its close: community, officer, chair and district on four computers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../shared/bridge/contract.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { stepsOf } from '../../shared/workflow/flow.ts';
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
let liaison: Device;
let officer: Device;
let chair: Device;
let desk: Device;
let leader: Device;
const users: Record<string, string> = {};
const today = businessDateOf(Date.now());
const type = 'hardship_case';
const person = (login: string) => ({
  type: 'user',
  id: users[login] ?? '',
  label: `${login}同志`,
});

beforeAll(async () => {
  stage = await openStage();
  // Nobody waits five days in a test.
  await stage.district.admin.setParameter({ key: 'hardship_publicity', value: 0, confirmed: true });
  users['l1'] = await stage.addUser('l1', streets.wangchun, ['L'], communities.wangchun);
  users['o1'] = await stage.addUser('o1', streets.wangchun, ['O']);
  users['h1'] = await stage.addUser('h1', streets.wangchun, ['H']);
  users['d1'] = await stage.addUser('d1', streets.district, ['D']);
  users['b1'] = await stage.addUser('b1', streets.district, ['B']);
  liaison = await stage.device('l1', streets.wangchun);
  officer = await stage.device('o1', streets.wangchun);
  chair = await stage.device('h1', streets.wangchun);
  desk = await stage.device('d1', streets.district);
  leader = await stage.device('b1', streets.district);
}, startUp);
afterAll(() => stage.close(), 60_000);

async function act(
  device: Device,
  id: string,
  action: string,
  values: Record<string, unknown> = {},
): Promise<Output<'records.act'>> {
  return device.bridge.call('records.act', {
    type,
    id,
    action,
    opinion: `${action}：情况属实`,
    values: values as never,
  });
}

async function arrive(...devices: Device[]): Promise<void> {
  for (const device of devices)
    expect(await syncUntil(device, isProved)).toMatchObject({ attention: 0, pending: 0 });
}

describe('a hardship case', () => {
  it('goes from the liaison’s offline report over street and district to payment, follow-up and close', async () => {
    const household = await addHousehold(liaison, '虞菊兰', communities.wangchun);
    const home = value(await getRecord(liaison, 'household', household)).record;
    const head = home.data['head'] as { type: string; id: string; label: string };
    await arrive(liaison);

    // The books must hold money before anything is promised: entered by one, posted by another.
    await arrive(officer);
    const income = value(
      await officer.bridge.call('records.save', {
        type: 'ledger_entry',
        id: null,
        data: {
          on: today,
          direction: 'in',
          source: 'gov',
          amount: 1_000_000,
          purposeKind: 'aid',
          purpose: '年度帮扶经费',
          handler: person('o1'),
        },
        draftId: null,
        baseMutation: null,
        baseData: null,
        action: 'enter',
        opinion: '',
      }),
    );
    const posted = { type: 'ledger_entry', id: income.id, action: 'post', opinion: '' };
    expect(await officer.bridge.call('records.act', posted)).toMatchObject({ ok: false });
    await arrive(officer, chair);
    value(await chair.bridge.call('records.act', posted));

    // Without a network: reported, visible, and not yet anybody else's.
    liaison.proxy.set('dead');
    const application = {
      household: { type: 'household', id: household, label: '虞菊兰户' },
      applicant: head,
      applyOn: today,
      applyWay: 'community',
      qiaoIdentity: 'gq',
      lowIncome: 'none',
      hardCause: ['illness'],
      aidType: ['medical'],
      requested: 500_000,
      relatedToStaff: 'no',
      papers: ['application'],
      consents: ['general', 'sensitive', 'publicity'],
      reason: '配偶大病，自付医疗费用高。',
    };
    const report = (papers: readonly string[]) =>
      liaison.bridge.call('records.save', {
        type,
        id: null,
        data: { ...application, papers: [...papers] },
        draftId: null,
        baseMutation: null,
        baseData: null,
        action: 'submit',
        opinion: '',
      });
    expect(await report(['application'])).toMatchObject({
      ok: false,
      error: { problems: [{ field: 'papers', code: 'hardship.identity_paper' }] },
    });
    const saved = value(await report(['application', 'identity', 'medical']));
    const { id } = saved;
    expect(saved).toMatchObject({ state: 'community_submitted' });
    expect(value(await getRecord(liaison, type, id))).toMatchObject({ pending: true });
    liaison.proxy.set('fine');
    await arrive(liaison, officer);

    // Street: accept, two investigators, assessment.
    const board = value(await officer.bridge.call('today.board', {})).items;
    expect(board.find((item) => item.recordId === id)).toMatchObject({
      kind: 'waiting',
      whatParams: { action: 'accept' },
    });
    value(await act(officer, id, 'accept'));
    expect(await act(officer, id, 'start_check', { investigators: [person('o1')] })).toMatchObject({
      ok: false,
      error: { problems: [{ code: 'hardship.two_investigators' }] },
    });
    value(await act(officer, id, 'start_check', { investigators: [person('o1'), person('l1')] }));
    value(
      await edit(officer, type, id, {
        members: [
          { id: 'm1', name: '虞菊兰', relation: '本人', incomeMonth: 286_000 },
          { id: 'm2', name: '竺信昌', relation: '配偶', incomeMonth: 264_000 },
          { id: 'm3', name: '竺红', relation: '女儿', incomeMonth: 0 },
        ],
        rigidMedical: 312_000,
        rigidCare: 140_000,
        assessedOn: today,
        homeCondition: '三口人，配偶卧床',
        civilCheck: 'same',
        civilCheckOn: today,
        suggestAmount: 400_000,
        investigatorsSigned: true,
        fundSource: 'gov',
        fundLevel: 'district',
      }),
    );
    value(await act(officer, id, 'submit_check'));
    expect(value(await getRecord(officer, type, id)).record.data).toMatchObject({
      incomePerHead: 183_333,
      rigidRatio: 8218,
    });
    await arrive(officer, chair);

    // The chair agrees; the notice stands; what is above the street's limit goes up.
    value(await act(chair, id, 'publish'));
    await arrive(chair, officer);
    expect(value(await getRecord(officer, type, id)).flow).toMatchObject({ light: 'grey' });
    value(await act(officer, id, 'notice_over', { publicityPhoto: true }));
    await arrive(officer, chair);
    expect(await act(chair, id, 'street_approve', { approvedAmount: 400_000 })).toMatchObject({
      ok: false,
      error: { problems: [{ code: 'hardship.above_limit' }] },
    });
    officer.proxy.set('dead');
    value(await act(officer, id, 'send_up'));
    expect(value(await getRecord(officer, type, id)).flow).toMatchObject({ awaitsDistrict: true });
    officer.proxy.set('fine');
    await arrive(officer, desk);
    expect(value(await getRecord(officer, type, id)).flow).toMatchObject({ awaitsDistrict: false });

    // District: reviewed by one, decided by another.
    value(await act(desk, id, 'district_review', { approvedAmount: 400_000 }));
    await arrive(desk, leader);
    value(await act(leader, id, 'district_approve', { approvedAmount: 400_000 }));
    await arrive(leader, officer);

    // Payment: prepared by the officer, released by the chair, booked by itself.
    value(
      await edit(officer, type, id, {
        payments: [
          {
            id: 'p1',
            payee: head.label,
            method: 'transfer',
            accountChecked: true,
            amount: 400_000,
            source: 'gov',
            state: 'due',
          },
        ],
      }),
    );
    value(await act(officer, id, 'make_payment'));
    await arrive(officer, chair);
    expect(await act(chair, id, 'pay')).toMatchObject({ ok: false });
    value(await act(chair, id, 'pay', { payOn: today, payVoucher: 'PZ-0001' }));
    await arrive(chair, officer, liaison);
    expect(
      value(await officer.bridge.call('ledger.balances', { year: Number(today.slice(0, 4)) })),
    ).toContainEqual({
      source: 'gov',
      open: 0,
      income: 1_000_000,
      spent: 400_000,
      balance: 600_000,
      toReview: 0,
    });
    const followed = value(await getRecord(liaison, type, id)).record;
    expect(followed.state).toBe('following');
    expect(followed.data['followUps']).toHaveLength(3);

    value(await act(liaison, id, 'follow_up', { followUpOn: today, followUpEffect: 'much' }));
    await arrive(liaison, officer);
    value(await act(officer, id, 'close', { closeResult: 'out' }));
    await arrive(officer, desk, leader, chair, liaison);

    for (const device of [officer, chair, desk, leader, liaison]) {
      const { record } = value(await getRecord(device, type, id));
      expect(record.state).toBe('closed');
      expect(stepsOf(record).map((step) => step.action)).toEqual([
        'submit',
        'accept',
        'start_check',
        'submit_check',
        'publish',
        'notice_over',
        'send_up',
        'district_review',
        'district_approve',
        'make_payment',
        'pay',
        'follow',
        'follow_up',
        'close',
      ]);
    }
  }, 240_000);
});
