import { describe, expect, it } from 'vitest';
import type { PlainData } from '../envelope.ts';
import { recordType } from '../registry.ts';
import { flowField, flowOf, type FlowStep } from '../../workflow/flow.ts';
import { dueAutoStep, moveRecord } from '../../workflow/move.ts';
import {
  registerWorkflowTable,
  testActor,
  testContext,
  testRecord,
} from '../../workflow/testing/register-workflow-table.ts';
import { takeStep } from '../../workflow/workflow.ts';
import { hardshipSamples } from './samples.ts';

const found = recordType('hardship_case');
const sample = hardshipSamples[0];
if (found === undefined || sample === undefined) throw new Error('hardship_case is registered');
const type = found;

function step(action: string, by: string, over: Partial<FlowStep> = {}): FlowStep {
  return {
    id: `way-${action}`,
    action,
    from: 'x',
    to: 'x',
    at: '2026-11-02T02:00:00.000Z',
    by,
    byName: by,
    role: 'O',
    calendar: '2026.1',
    ...over,
  };
}
const way = (...steps: FlowStep[]): PlainData => ({
  [flowField]: {
    steps,
    since: '2026-11-02',
    from: '2026-11-02',
    due: '2026-11-27',
    calendar: '2026.1',
    pausedDays: 0,
    extensions: 0,
  },
});
const payment = {
  id: 'p1',
  payee: '虞菊兰',
  method: 'transfer',
  accountChecked: true,
  amount: 400_000,
  source: 'gov',
  state: 'due',
};
const applied: PlainData = { ...sample, investigators: sample.investigators ?? [] };

registerWorkflowTable(type, {
  data: applied,
  today: '2026-11-20',
  // domain.md §3.2. A visit by the chair may find the need, so H begins drafts as well; who applies through O is reported by O.
  specified: {
    start: { way: '– > draft', who: 'LOH', within: 5 },
    submit: { way: '–, draft > community_submitted', who: 'LO', within: 2 },
    accept: { way: 'community_submitted > accepted', who: 'O', within: 10 },
    supplement: { way: 'community_submitted > to_supplement', who: 'O' },
    resubmit: { way: 'to_supplement > community_submitted', who: 'L' },
    refuse: { way: 'community_submitted > rejected', who: 'H' },
    start_check: { way: 'accepted > checking', who: 'O' },
    submit_check: { way: 'checking > street_reviewed', who: 'OLH', within: 3 },
    publish: { way: 'street_reviewed > publicity', who: 'H' },
    recheck: { way: 'street_reviewed > checking', who: 'H', within: 3 },
    notice_over: { way: 'publicity > street_approved', who: 'O', within: 3 },
    object: { way: 'publicity > objection', who: 'O' },
    dismiss: { way: 'objection > publicity', who: 'H' },
    uphold: { way: 'objection > rejected', who: 'H' },
    street_approve: { way: 'street_approved > approved', who: 'H', within: 10 },
    send_up: { way: 'street_approved > district_review', who: 'O', within: 5 },
    district_review: { way: 'district_review > *', who: 'D' },
    district_approve: { way: 'district_review > approved', who: 'B', within: 10 },
    district_return: { way: 'district_review > checking', who: 'DB', within: 5 },
    district_refuse: { way: 'district_review > rejected', who: 'B' },
    make_payment: { way: 'approved > paying', who: 'O' },
    pay: { way: 'paying > paid', who: 'H' },
    bounce: { way: 'paid, following > paying', who: 'O', within: 5 },
    follow_up: { way: 'following > *', who: 'LO' },
    close: { way: 'following > closed', who: 'O' },
    terminate: { way: 'following > terminated', who: 'HB' },
    withdraw: {
      way: 'draft, community_submitted, to_supplement, accepted, checking, street_reviewed, publicity, objection, street_approved, district_review, approved, paying > withdrawn',
      who: 'LO',
    },
    emergency_propose: {
      way: 'community_submitted, accepted, checking, street_reviewed > *',
      who: 'O',
    },
    emergency_approve: {
      way: 'community_submitted, accepted, checking, street_reviewed > *',
      who: 'H',
    },
  },
  cases: [
    {
      action: 'submit',
      from: 'draft',
      missing: [
        { data: { papers: ['identity'] }, code: 'hardship.application' },
        { data: { papers: ['application'] }, code: 'hardship.identity_paper' },
        { data: { consents: ['general'] }, code: 'hardship.consent_sensitive' },
        { data: { consents: ['sensitive'] }, code: 'hardship.consent' },
        { without: ['reason'], code: 'required' },
      ],
    },
    { action: 'submit', from: null },
    { action: 'start', from: null },
    {
      action: 'supplement',
      data: { missingPapers: ['medical'] },
      missing: [
        { without: ['missingPapers'], code: 'required' },
        { data: way(step('supplement', 'x')), code: 'hardship.supplement_once' },
        { opinion: '', code: 'required' },
      ],
    },
    {
      action: 'resubmit',
      data: { missingPapers: ['medical'] },
      missing: [{ data: { missingPapers: ['school'] }, code: 'hardship.papers_missing' }],
    },
    { action: 'accept', missing: [{ data: { papers: [] }, code: 'hardship.application' }] },
    { action: 'refuse', missing: [{ opinion: ' ', code: 'required' }] },
    {
      action: 'start_check',
      missing: [
        { data: { investigators: [] }, code: 'hardship.two_investigators' },
        { data: { relatedToStaff: 'yes' }, code: 'hardship.no_relative' },
      ],
    },
    {
      action: 'submit_check',
      missing: [
        { data: { members: [] }, code: 'hardship.members' },
        { data: { civilCheck: 'none' }, code: 'hardship.civil_check' },
        { without: ['suggestAmount'], code: 'required' },
        { data: { investigatorsSigned: false }, code: 'hardship.signed' },
      ],
    },
    {
      action: 'publish',
      facts: { balance: 400_000 },
      missing: [
        { data: { consents: ['general', 'sensitive'] }, code: 'hardship.consent_publicity' },
        { data: { lowIncome: 'db' }, code: 'hardship.refer_needed' },
        { facts: { balance: 399_999 }, code: 'hardship.balance' },
        { opinion: '', code: 'required' },
      ],
    },
    { action: 'recheck', missing: [{ opinion: '', code: 'required' }] },
    {
      action: 'notice_over',
      data: { publicityFrom: '2026-11-13', publicityPhoto: true },
      missing: [
        { today: '2026-11-19', code: 'hardship.notice_days' },
        { data: { publicityPhoto: false }, code: 'hardship.notice_photo' },
        {
          data: { objections: [{ id: 'o1', content: '收入不实', on: '2026-11-16' }] },
          code: 'hardship.objection_open',
        },
      ],
    },
    {
      action: 'object',
      data: { objectionBy: '匿名' },
      missing: [
        { opinion: '', code: 'required' },
        { without: ['objectionBy'], code: 'required' },
      ],
    },
    { action: 'dismiss' },
    { action: 'uphold' },
    {
      action: 'street_approve',
      data: { fundLevel: 'street', approvedAmount: 100_000 },
      missing: [
        { data: { approvedAmount: 100_001 }, code: 'hardship.above_limit' },
        { data: { fundSource: 'donation' }, code: 'hardship.above_limit' },
        { data: { fundLevel: 'district' }, code: 'hardship.above_limit' },
        { without: ['approvedAmount'], code: 'required' },
        { facts: { balance: 5 }, code: 'hardship.balance' },
      ],
    },
    {
      action: 'send_up',
      missing: [
        {
          data: { fundLevel: 'street', suggestAmount: 100_000 },
          code: 'hardship.street_decides',
        },
      ],
    },
    {
      action: 'district_review',
      data: { approvedAmount: 400_000 },
      missing: [{ without: ['approvedAmount'], code: 'required' }],
    },
    {
      action: 'district_approve',
      data: { approvedAmount: 400_000 },
      way: way(step('send_up', 'o'), step('district_review', 'd', { role: 'D' })),
      missing: [{ data: way(step('send_up', 'o')), code: 'hardship.not_reviewed' }],
    },
    { action: 'district_return' },
    { action: 'district_refuse' },
    {
      action: 'make_payment',
      data: { approvedAmount: 400_000, payments: [payment] },
      missing: [{ data: { payments: [] }, code: 'hardship.payments_sum' }],
    },
    {
      action: 'pay',
      data: {
        approvedAmount: 400_000,
        payments: [payment],
        payOn: '2026-11-19',
        payVoucher: 'PZ-1',
      },
      missing: [
        {
          data: { payments: [{ ...payment, accountChecked: false }] },
          code: 'hardship.account_checked',
        },
        { data: { payments: [{ ...payment, method: 'cash' }] }, code: 'hardship.cash_two' },
        { without: ['payVoucher'], code: 'required' },
        { without: ['payOn'], code: 'required' },
        { data: { payments: [{ ...payment, state: 'paid' }] }, code: 'hardship.nothing_to_pay' },
        { facts: { balance: 1 }, code: 'hardship.balance' },
      ],
    },
    { action: 'bounce' },
    {
      action: 'follow_up',
      data: { followUpOn: '2026-11-20', followUpEffect: 'some' },
      missing: [{ without: ['followUpEffect'], code: 'required' }],
    },
    {
      action: 'close',
      data: {
        closeResult: 'stable',
        followUps: [{ id: 'f30', due: '2026-11-19', on: '2026-11-19', effect: 'some' }],
      },
      missing: [
        { data: { followUps: [] }, code: 'hardship.no_follow_up' },
        { without: ['closeResult'], code: 'required' },
      ],
    },
    { action: 'terminate' },
    {
      action: 'withdraw',
      data: { withdrawSigned: true },
      missing: [{ without: ['withdrawSigned'], code: 'hardship.withdraw_signed' }],
    },
    {
      action: 'emergency_propose',
      data: { emergency: true, emergencyAmount: 200_000 },
      notFor: [{ emergency: false }],
      missing: [{ data: { emergencyAmount: 200_001 }, code: 'hardship.above_cap' }],
    },
    {
      action: 'emergency_approve',
      data: { emergency: true, emergencyAmount: 200_000 },
      way: way(step('emergency_propose', 'o')),
      missing: [
        { data: way(step('submit', 'o')), code: 'hardship.not_proposed' },
        {
          data: way(step('emergency_propose', 'o'), step('emergency_approve', 'h')),
          code: 'hardship.emergency_once',
        },
      ],
    },
  ],
});

describe('two persons in a hardship case', () => {
  it('the maker of a payment may not release it; the reviewer of the district may not decide', () => {
    const chair = testActor('H', 'both');
    const paying = testRecord(type, 'paying', {
      ...applied,
      approvedAmount: 400_000,
      payments: [payment],
      ...way(step('make_payment', 'both')),
    });
    expect(takeStep(type, 'pay', 'paying', paying, testContext(chair, '2026-11-20'))).toMatchObject(
      {
        block: 'same_person',
      },
    );
    const leader = { ...testActor('B', 'd1'), roles: ['B', 'D'] as const };
    const review = testRecord(type, 'district_review', {
      ...applied,
      approvedAmount: 1,
      ...way(step('send_up', 'o'), step('district_review', 'd1')),
    });
    expect(
      takeStep(
        type,
        'district_approve',
        'district_review',
        review,
        testContext(leader, '2026-11-20', { opinion: '同意' }),
      ),
    ).toMatchObject({ block: 'same_person' });
  });
});

describe('what a step brings with it', () => {
  it('books each payment once, links both ways, and plans the follow-ups by itself', () => {
    const record = testRecord(type, 'paying', {
      ...applied,
      approvedAmount: 400_000,
      payments: [payment],
      payOn: '2026-11-19',
      payVoucher: 'PZ-1',
      ...way(step('make_payment', 'maker')),
    });
    const context = testContext(testActor('H'), '2026-11-20', { facts: { balance: 900_000 } });
    const taken = takeStep(type, 'pay', 'paying', record, context);
    if (!taken.ok) throw new Error('pay');
    const paid = moveRecord(
      type,
      record,
      { transition: taken.step, from: 'paying', stepId: 's' },
      context,
    );
    const [booking, patch] = taken.step.effects?.(paid, context) ?? [];
    expect(booking).toMatchObject({
      kind: 'create',
      type: 'ledger_entry',
      action: 'post_linked',
      data: {
        amount: 400_000,
        direction: 'out',
        handler: { id: 'maker' },
        business: { id: record.id },
      },
    });
    expect(patch).toMatchObject({
      data: { payments: [{ state: 'paid', ledger: { id: booking?.id } }] },
    });
    const auto = dueAutoStep(type, paid, context);
    expect(auto?.transition.action).toBe('follow');
    const plan = auto?.transition.effects?.(
      { ...paid, data: { ...paid.data, ...patch?.data } },
      auto.context,
    );
    expect(plan).toMatchObject([
      {
        data: { followUps: [{ due: '2026-12-19' }, { due: '2027-02-17' }, { due: '2027-05-18' }] },
      },
    ]);
  });

  it('sends the overspent payment to review instead of hiding it', () => {
    const context = testContext(testActor('H'), '2026-11-20', { facts: { balance: 100 } });
    const record = testRecord(type, 'paying', { ...applied, payments: [payment] });
    const pay = type.workflow?.transitions.find((each) => each.action === 'pay');
    expect(pay?.effects?.(record, context)[0]).toMatchObject({ action: 'post_to_review' });
  });

  it('reverses a returned transfer and pays the same amount again', () => {
    const ledger = { type: 'ledger_entry', id: 'L1', label: '台账' };
    const record = testRecord(type, 'following', {
      ...applied,
      payments: [{ ...payment, state: 'paid', ledger }],
    });
    const context = testContext(testActor('O'), '2026-11-20', { opinion: '账号有误' });
    const bounce = type.workflow?.transitions.find((each) => each.action === 'bounce');
    expect(bounce?.effects?.(record, context)).toMatchObject([
      { action: 'reverse_linked', data: { reverseOf: { id: 'L1' }, amount: 400_000 } },
      { data: { payments: [{ state: 'returned' }, { state: 'again', amount: 400_000 }] } },
    ]);
  });

  it('stops the clock during the notice and goes on with ten days for payment', () => {
    const context = (role: 'H' | 'O', day: string) =>
      testContext(testActor(role), day, { opinion: '同意' });
    const publish = type.workflow?.transitions.find((each) => each.action === 'publish');
    if (publish === undefined) throw new Error('publish');
    const record = testRecord(type, 'street_reviewed', {
      ...applied,
      ...way(step('submit_check', 'o')),
    });
    const noticed = moveRecord(
      type,
      record,
      { transition: publish, from: 'street_reviewed', stepId: 's' },
      context('H', '2026-11-09'),
    );
    expect(flowOf(noticed)).toMatchObject({ due: '2026-11-16', stopped: { since: '2026-11-09' } });
  });
});
