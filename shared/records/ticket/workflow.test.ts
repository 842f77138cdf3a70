import { describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { flowField, flowOf } from '../../workflow/flow.ts';
import { dueAutoStep, moveRecord } from '../../workflow/move.ts';
import {
  registerWorkflowTable,
  testActor,
  testContext,
  testRecord,
} from '../../workflow/testing/register-workflow-table.ts';
import { blockedFor, takeStep } from '../../workflow/workflow.ts';
import type { Envelope, PlainData } from '../envelope.ts';
import { departmentId } from '../department/department-id.ts';
import { ticket } from './index.ts';

const unit = '330203103';
const dept = (of: string, key: string) => ({
  type: 'department',
  id: departmentId(of, key),
  label: key,
});
const street = dept(unit, 'economy');
const district = dept('330203000', 'tax');

const data: PlainData = {
  enterprise: { type: 'enterprise', id: 'e1', label: '演示禾舟电器有限公司' },
  reporter: '俞伟明',
  phone: '10100000026',
  source: 'phone',
  helpType: 'trouble',
  category: 'labour',
  title: '用工招聘',
  content: '旺季订单增加，招不到数控操作工。',
  demand: '帮助联系职业院校',
  urgency: 'normal',
  grade: 'B',
  acceptedOn: '2026-11-10',
  dueOn: '2026-11-27',
  leadDept: street,
};

registerWorkflowTable(ticket, {
  data,
  today: '2026-11-20',
  // domain.md §3.3; P, the department, has no account, so O acts on its behalf.
  specified: {
    register: { way: '– > registered', who: 'LOD', within: 1 },
    accept: { way: 'registered > accepted', who: 'O', within: 1 },
    refuse: { way: 'registered > refused', who: 'H' },
    transfer: { way: 'registered > transferred', who: 'H' },
    handle: { way: 'accepted > processing', who: 'O' },
    assign: { way: 'accepted > assigned', who: 'HD', within: 1 },
    dispute: { way: 'assigned > disputed', who: 'O', within: 1 },
    reassign: { way: 'disputed > assigned', who: 'HD', within: 1 },
    sign: { way: 'assigned > processing', who: 'O' },
    // 解决一件事到一类事: whoever grades or assigns may see that it is one problem.
    join_common: { way: 'accepted, assigned, processing, callback > *', who: 'OHD' },
    urge: { way: 'assigned, processing > *', who: 'OHD' },
    record_adoption: { way: 'closed > *', who: 'OD' },
    record_feedback: { way: 'processing > *', who: 'OD' },
    feedback: { way: 'processing > feedback', who: 'OL', within: 1 },
    ask_extension: { way: 'processing > ext_asked', who: 'OL', within: 1 },
    grant_extension: { way: 'ext_asked > processing', who: 'HD' },
    deny_extension: { way: 'ext_asked > processing', who: 'HD' },
    close: { way: 'callback > closed', who: 'OHL' },
    reopen: { way: 'callback > reopened', who: 'OHL', within: 1 },
    redo: { way: 'reopened > processing', who: 'O' },
    escalate: { way: 'reopened, processing, assigned > escalated', who: 'HD', within: 1 },
    ask_parking: { way: 'processing > *', who: 'H' },
    park: { way: 'processing > parked', who: 'D' },
    resume: { way: 'parked > processing', who: 'D' },
    follow_resolution: { way: 'escalated, parked > processing', who: 'D' },
    settle: { way: 'escalated, parked > closed', who: 'D' },
    withdraw: {
      way: 'registered, accepted, assigned, disputed, processing, ext_asked > withdrawn',
      who: 'O',
    },
  },
  cases: [
    { action: 'register', from: null },
    { action: 'accept', missing: [{ without: ['grade'], code: 'required' }] },
    {
      action: 'refuse',
      data: { whereTo: '12345' },
      missing: [
        { without: ['whereTo'], code: 'required' },
        { opinion: ' ', code: 'required' },
      ],
    },
    {
      action: 'transfer',
      data: { whereTo: '区法院' },
      missing: [{ without: ['whereTo'], code: 'required' }],
    },
    {
      action: 'handle',
      data: { ownPower: true },
      missing: [{ data: { ownPower: false }, code: 'ticket.not_ours' }],
    },
    { action: 'handle', data: { grade: 'A' } },
    {
      action: 'assign',
      missing: [
        { without: ['leadDept'], code: 'required' },
        { data: { leadDept: district }, code: 'ticket.district_assigns' },
        { data: { coDepts: [district] }, code: 'ticket.district_assigns' },
        { data: { districtWanted: true }, code: 'ticket.district_asked' },
      ],
    },
    {
      action: 'dispute',
      missing: [
        { data: { bounces: 2 }, code: 'ticket.no_more_disputes' },
        { opinion: '', code: 'required' },
      ],
    },
    {
      action: 'reassign',
      missing: [{ data: { bounces: 2 }, code: 'ticket.district_decides' }],
    },
    { action: 'sign' },
    {
      action: 'join_common',
      data: { sameProblem: { type: 'ticket', id: 'other', label: '用工' } },
      missing: [
        { without: ['sameProblem'], code: 'required' },
        {
          data: { sameProblem: { type: 'ticket', id: 'ticket-1', label: '自己' } },
          code: 'ticket.joins_itself',
        },
      ],
    },
    { action: 'urge', missing: [{ opinion: '', code: 'required' }] },
    { action: 'urge', from: 'processing' },
    { action: 'record_feedback' },
    {
      action: 'record_adoption',
      data: { helpType: 'voice', adopted: 'district', adoptedOn: '2026-11-20' },
      notFor: [{ helpType: 'trouble' }, { helpType: 'policy' }],
      missing: [{ without: ['adopted'], code: 'required' }],
    },
    {
      action: 'feedback',
      data: { result: 'solved', resultText: '已招到 12 人' },
      missing: [
        { without: ['result'], code: 'required' },
        { without: ['resultText'], code: 'required' },
        { data: { helpType: 'policy' }, code: 'required' },
        { data: { helpType: 'voice' }, code: 'required' },
      ],
    },
    {
      action: 'ask_extension',
      data: { extTo: '2026-12-04', extReason: '等待招聘会' },
      missing: [
        { without: ['extTo'], code: 'required' },
        { without: ['extReason'], code: 'required' },
        { data: { extTo: '2026-11-27' }, code: 'ticket.extension_not_later' },
        { today: '2026-11-27', code: 'ticket.extension_late' },
        { data: { extensions: 2 }, code: 'ticket.no_more_extensions' },
      ],
    },
    {
      action: 'grant_extension',
      data: { extTo: '2026-12-04' },
      missing: [{ data: { extensions: 1 }, code: 'ticket.second_extension' }],
    },
    { action: 'deny_extension', missing: [{ opinion: '', code: 'required' }] },
    {
      action: 'close',
      data: { satisfaction: 5, enterpriseConfirmed: true },
      missing: [
        { without: ['satisfaction'], code: 'required' },
        { data: { enterpriseConfirmed: false }, code: 'ticket.not_confirmed' },
      ],
    },
    {
      action: 'reopen',
      data: { satisfaction: 2, reopenReason: '没有招到人' },
      missing: [
        { data: { satisfaction: 3 }, code: 'ticket.not_unsatisfied' },
        { without: ['reopenReason'], code: 'required' },
      ],
    },
    { action: 'redo', missing: [{ data: { reopened: 2 }, code: 'ticket.goes_up' }] },
    { action: 'escalate', missing: [{ opinion: '', code: 'required' }] },
    {
      action: 'ask_parking',
      data: { grade: 'D', parkReason: '等待规划调整', reviewOn: '2027-01-15' },
      missing: [
        { data: { grade: 'C' }, code: 'ticket.only_d_parks' },
        { data: { reviewOn: '2027-03-01' }, code: 'ticket.review_within' },
        { without: ['parkReason'], code: 'required' },
      ],
    },
    {
      action: 'park',
      data: { grade: 'D', parkReason: '等待规划调整', reviewOn: '2027-01-15' },
      missing: [{ data: { grade: 'B' }, code: 'ticket.only_d_parks' }],
    },
    { action: 'resume', missing: [{ opinion: '', code: 'required' }] },
    {
      action: 'follow_resolution',
      data: { resolution: '区人社局组织专场', resolutionDue: '2026-12-15' },
      missing: [{ without: ['resolutionDue'], code: 'required' }],
    },
    {
      action: 'settle',
      data: { resolution: '列入明年计划', result: 'planned', resultText: '明年二季度落实' },
      missing: [{ without: ['result'], code: 'required' }],
    },
    { action: 'withdraw', missing: [{ opinion: '', code: 'required' }] },
  ],
});

/** Walks a ticket through steps, applying what each says it writes. */
function walk(
  start: Envelope,
  steps: readonly {
    action: string;
    by: Actor;
    on: string;
    data?: PlainData;
  }[],
): Envelope {
  let here = start;
  for (const [index, { action, by, on, data: asked }] of steps.entries()) {
    const context = testContext(by, on, { opinion: '说明' });
    const filled = { ...here, data: { ...here.data, ...asked } };
    const from = index === 0 && here.state === '' ? null : here.state;
    const taken = takeStep(ticket, action, from, filled, context);
    if (!taken.ok) throw new Error(`${action}: ${taken.block} ${JSON.stringify(taken.problems)}`);
    const stepId = `s${index}`;
    here = moveRecord(ticket, filled, { transition: taken.step, from, stepId }, context);
    for (const effect of taken.step.effects?.(here, context) ?? []) {
      if (effect.kind === 'patch' && effect.id === here.id)
        here = { ...here, data: withPatch(here.data, effect.data) };
    }
    const auto = dueAutoStep(ticket, here, testContext(by, on, { now: `${on}T02:00:01.000Z` }));
    if (auto !== null)
      here = moveRecord(
        ticket,
        here,
        { transition: auto.transition, from: here.state, stepId: auto.stepId },
        auto.context,
      );
  }
  return here;
}

function withPatch(before: PlainData, patch: PlainData): PlainData {
  return Object.fromEntries(
    Object.entries({ ...before, ...patch }).filter(
      ([, value]) => value !== null && value !== undefined,
    ),
  );
}

describe('a ticket on its way', () => {
  const o = testActor('O');
  const h = testActor('H');
  const d = testActor('D');
  const { grade: _grade, acceptedOn: _on, dueOn: _due, leadDept: _lead, ...fresh } = data;
  const start = testRecord(ticket, '', fresh);
  const accepted = [
    { action: 'register', by: o, on: '2026-11-02' },
    { action: 'accept', by: o, on: '2026-11-03', data: { grade: 'B' } },
    { action: 'assign', by: h, on: '2026-11-04', data: { leadDept: street } },
    { action: 'sign', by: o, on: '2026-11-05' },
  ];

  it('is due by its grade, counted from acceptance, whatever step it is in', () => {
    const signed = walk(start, accepted);
    expect(signed.data['dueOn']).toBe('2026-11-12');
    expect(flowOf(signed)?.due).toBe('2026-11-12');
    expect(signed.data['assignments']).toMatchObject([
      { dept: street, role: 'lead', issuedOn: '2026-11-04', receivedOn: '2026-11-05' },
    ]);
  });

  it('goes to call-back by itself, and needs another caller than who gave the answer', () => {
    const answered = walk(start, [
      ...accepted,
      {
        action: 'feedback',
        by: o,
        on: '2026-11-10',
        data: { result: 'solved', resultText: '招到 12 人' },
      },
    ]);
    expect(answered.state).toBe('callback');
    expect(answered.data).toMatchObject({ feedbackOn: '2026-11-10', feedbackDue: '2026-11-12' });
    expect(flowOf(answered)?.due).toBe('2026-11-13');
    const close = ticket.workflow?.transitions.find((step) => step.action === 'close');
    if (close === undefined) throw new Error('close exists');
    expect(blockedFor(ticket, close, answered, o)).toBe('same_person');
    expect(blockedFor(ticket, close, answered, testActor('O', 'other'))).toBeNull();
  });

  it('halves the time after a reopening, at least three days, and goes up after the second', () => {
    const bad = { satisfaction: 1, reopenReason: '没有解决' };
    const answer = { result: 'partial', resultText: '部分落实' };
    const once = walk(start, [
      ...accepted,
      { action: 'feedback', by: o, on: '2026-11-10', data: answer },
      { action: 'reopen', by: h, on: '2026-11-11', data: bad },
    ]);
    expect(once.data).toMatchObject({ reopened: 1, dueOn: '2026-11-17' });
    expect(once.data['feedbackOn']).toBeUndefined();
    const twice = walk(once, [
      { action: 'redo', by: o, on: '2026-11-11' },
      { action: 'feedback', by: o, on: '2026-11-16', data: answer },
      { action: 'reopen', by: h, on: '2026-11-17', data: bad },
    ]);
    expect(takeStep(ticket, 'redo', 'reopened', twice, testContext(o, '2026-11-17'))).toMatchObject(
      { ok: false, problems: [{ code: 'ticket.goes_up' }] },
    );
    const up = walk(twice, [
      { action: 'escalate', by: h, on: '2026-11-17' },
      {
        action: 'follow_resolution',
        by: d,
        on: '2026-11-20',
        data: { resolution: '专场招聘', resolutionDue: '2026-12-15' },
      },
    ]);
    expect(up.state).toBe('processing');
    expect(flowOf(up)?.due).toBe('2026-12-15');
  });

  it('keeps the days that were left while it is parked', () => {
    const parked = walk(start, [
      { action: 'register', by: o, on: '2026-11-02' },
      { action: 'accept', by: o, on: '2026-11-03', data: { grade: 'D' } },
      { action: 'handle', by: o, on: '2026-11-04', data: { ownPower: true } },
      {
        action: 'ask_parking',
        by: h,
        on: '2026-11-05',
        data: { parkReason: '等政策', reviewOn: '2027-01-15' },
      },
      { action: 'park', by: d, on: '2026-11-06' },
    ]);
    expect(parked.state).toBe('parked');
    expect(flowOf(parked)?.stopped).toBeDefined();
    const resumed = walk(parked, [{ action: 'resume', by: d, on: '2026-12-01' }]);
    expect(resumed.data['dueOn']).toBe(flowOf(resumed)?.due);
    expect(flowOf(resumed)?.pausedDays).toBeGreaterThan(0);
  });

  it('lets a department object twice, then the district decides', () => {
    const round = (lead: typeof street) => [
      { action: 'dispute', by: o, on: '2026-11-05' },
      { action: 'reassign', by: h, on: '2026-11-05', data: { leadDept: lead } },
    ];
    const other = dept(unit, 'social');
    const twice = walk(start, [
      ...accepted.slice(0, 3),
      ...round(other),
      { action: 'dispute', by: o, on: '2026-11-06' },
    ]);
    expect(twice.data['bounces']).toBe(2);
    expect(
      takeStep(
        ticket,
        'reassign',
        'disputed',
        twice,
        testContext(h, '2026-11-06', { opinion: '定' }),
      ),
    ).toMatchObject({ ok: false, problems: [{ code: 'ticket.district_decides' }] });
    const decided = walk(twice, [
      { action: 'reassign', by: d, on: '2026-11-06', data: { leadDept: district } },
    ]);
    expect(decided.data['assignments']).toMatchObject([
      { dept: street, disputeReason: '说明' },
      { dept: other, disputeReason: '说明' },
      { dept: district, role: 'lead' },
    ]);
    expect(
      takeStep(
        ticket,
        'dispute',
        'assigned',
        decided,
        testContext(o, '2026-11-06', { opinion: '再' }),
      ),
    ).toMatchObject({ ok: false, problems: [{ code: 'ticket.no_more_disputes' }] });
  });

  it('never carries its way as a field of a form', () => {
    expect(ticket.fields[flowField]).toBeUndefined();
  });
});
