/**
 * Hardship cases in all states and the street's books, made by walking the real workflow: what the engine would refuse cannot be
 * in the data.
 */
import { addBusinessDays } from '../../calendar/business-day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import { startOfBusinessDate } from '../../calendar/time-zone.ts';
import type { Actor } from '../../access/actor.ts';
import type { Envelope, PlainData } from '../../records/envelope.ts';
import { recordType } from '../../records/registry.ts';
import { stepsOf } from '../../workflow/flow.ts';
import { dueAutoStep, moveRecord } from '../../workflow/move.ts';
import { takeStep, type Effect, type TransitionContext } from '../../workflow/workflow.ts';
import type { Ref } from '../../fields/kinds.ts';
import type { Home } from './home.ts';
import { memberId, personRef } from './people.ts';
import { waits, type HardshipFacts, type HardshipPlan } from './plan-hardship.ts';
import type { HistoryStep } from './recorder.ts';
import type { RecordDeps } from './record-street.ts';
import type { StaffMember } from './staff.ts';

const opinions: Readonly<Record<string, string>> = {
  supplement: '请补交病历及费用单据',
  refuse: '不属于侨界帮扶范围，可向社区救助窗口咨询',
  publish: '情况属实，同意公示',
  object: '有居民反映其子女有赡养能力',
  street_approve: '同意帮扶',
};

/** `origins`: the visit that a case came of. */
export function recordHardship(
  deps: RecordDeps,
  plans: readonly HardshipPlan[],
  origins: ReadonlyMap<string, Ref>,
): void {
  recordIncome(deps);
  for (const plan of plans) walk(deps, plan, origins.get(plan.facts.id));
}

function walk(
  deps: RecordDeps,
  { home, path, begin, facts }: HardshipPlan,
  origin: Ref | undefined,
): void {
  const type = recordType('hardship_case');
  if (type === undefined) throw new Error('hardship_case is registered');
  const bizNo = deps.number('KN', begin);
  let record = envelope(deps, facts.id, 'hardship_case', home.community, bizNo, {
    ...application(home, begin, facts),
    ...(origin === undefined ? {} : { source: origin }),
  });
  let from: string | null = null;
  let day = begin;
  const history: HistoryStep[] = [];
  for (const action of path) {
    const by = authorOf(deps, home, action);
    const context = contextOf(by, day, opinions[action] ?? '');
    record = { ...record, data: { ...record.data, ...filledFor(deps, home, action, day, facts) } };
    const taken = takeStep(type, action, from, record, context);
    if (!taken.ok) throw new Error(`${facts.id} ${action}: ${JSON.stringify(taken)}`);
    record = moveRecord(
      type,
      record,
      { transition: taken.step, from, stepId: `${facts.id}-${action}` },
      context,
    );
    record = applied(deps, record, taken.step.effects?.(record, context) ?? [], by, context);
    history.push({ at: context.now, by, facts: eventOf(record) });
    const auto = dueAutoStep(type, record, context);
    if (auto !== null) {
      record = moveRecord(
        type,
        record,
        { transition: auto.transition, from: record.state, stepId: auto.stepId },
        auto.context,
      );
      record = applied(
        deps,
        record,
        auto.transition.effects?.(record, auto.context) ?? [],
        by,
        auto.context,
      );
      history.push({ at: context.now, by, facts: eventOf(record) });
    }
    from = record.state;
    day = addBusinessDays(
      day,
      waits[path[path.indexOf(action) + 1] ?? ''] ?? 1,
      SHIPPED_HOLIDAY_TABLES,
    ).due;
  }
  const [first, ...rest] = history;
  if (first === undefined) return;
  deps.recorder.put({
    id: facts.id,
    type: 'hardship_case',
    data: record.data,
    community: home.community,
    state: record.state,
    bizNo,
    history: [first, ...rest],
  });
}

function application(home: Home, begin: string, facts: HardshipFacts): PlainData {
  const applicant = personRef(memberId(home.id, 0), home.head);
  const needsReferral = facts.lowIncome !== 'none';
  return {
    household: home.ref,
    applicant,
    applyOn: begin,
    applyWay: 'community',
    qiaoIdentity: home.head.identity,
    lowIncome: facts.lowIncome,
    hardCause: [facts.cause],
    aidType: [facts.cause === 'illness' ? 'medical' : 'temp', ...(needsReferral ? ['refer'] : [])],
    requested: facts.requested,
    reason: '家庭收入低，支出大，申请帮扶。',
    relatedToStaff: 'no',
    papers: ['application', 'identity'],
    consents: ['general', 'sensitive', 'publicity'],
  };
}

/** What people fill in before or with a step. */
function filledFor(
  deps: RecordDeps,
  home: Home,
  action: string,
  day: string,
  facts: HardshipFacts,
): PlainData {
  switch (action) {
    case 'supplement':
      return { missingPapers: ['medical'] };
    case 'start_check':
      return { investigators: [userRef(deps.officer), userRef(home.liaison)] };
    case 'submit_check':
      return {
        members: [
          {
            id: 'm1',
            name: home.head.name,
            relation: '本人',
            incomeKind: 'transfer',
            incomeMonth: facts.income,
          },
        ],
        incomeTotal: facts.income,
        incomePerHead: facts.income,
        rigidMedical: Math.round(facts.income / 2),
        rigidRatio: 5000,
        assessedOn: day,
        homeCondition: '住自有旧房，陈设简单。',
        civilCheck: 'unavailable',
        suggestAmount: facts.suggested,
        investigatorsSigned: true,
        fundSource: 'gov',
        fundLevel: 'street',
      };
    case 'object':
      return { objectionBy: '匿名' };
    case 'notice_over':
      return { publicityPhoto: true };
    case 'street_approve':
      return { approvedAmount: facts.suggested };
    case 'make_payment':
      return {
        payments: [
          {
            id: 'p1',
            payee: home.head.name,
            method: 'transfer',
            accountChecked: true,
            amount: facts.suggested,
            source: 'gov',
            state: 'due',
          },
        ],
      };
    case 'pay':
      return { payOn: day, payVoucher: `PZ-${facts.id.slice(-3)}` };
    case 'follow_up':
      return { followUpOn: day, followUpEffect: facts.effect };
    case 'close':
      return { closeResult: facts.effect === 'much' ? 'out' : 'stable' };
    case 'withdraw':
      return { withdrawSigned: true };
    default:
      return {};
  }
}

function authorOf(deps: RecordDeps, home: Home, action: string): StaffMember {
  if (['refuse', 'publish', 'street_approve', 'pay'].includes(action)) return deps.lead;
  return ['submit', 'follow_up', 'withdraw'].includes(action) ? home.liaison : deps.officer;
}

function contextOf(by: StaffMember, day: string, opinion: string): TransitionContext {
  const actor: Actor = {
    userId: by.userId,
    name: by.name,
    unit: by.unit,
    community: by.community,
    roles: by.roles,
  };
  const now = new Date(Date.parse(startOfBusinessDate(day)) + 10 * 3_600_000).toISOString();
  return { now, today: day, isDemo: true, actor, opinion };
}

/** Own changes go into the record, entries of the books become records of their own. */
function applied(
  deps: RecordDeps,
  record: Envelope,
  effects: readonly Effect[],
  by: StaffMember,
  context: TransitionContext,
): Envelope {
  let here = record;
  for (const effect of effects) {
    if (effect.kind === 'patch') here = { ...here, data: { ...here.data, ...effect.data } };
    else book(deps, effect.id, effect.action, effect.data, by, context);
  }
  return here;
}

function book(
  deps: RecordDeps,
  id: string,
  action: string,
  data: PlainData,
  by: StaffMember,
  context: TransitionContext,
): void {
  const type = recordType('ledger_entry');
  if (type === undefined) throw new Error('ledger_entry is registered');
  const bizNo = deps.number('TZ', context.today);
  const entry = envelope(deps, id, 'ledger_entry', '', bizNo, data);
  const taken = takeStep(type, action, null, entry, context);
  if (!taken.ok) throw new Error(`${id} ${action}: ${JSON.stringify(taken)}`);
  const booked = moveRecord(
    type,
    entry,
    { transition: taken.step, from: null, stepId: `${id.slice(0, 50)}-first` },
    context,
  );
  deps.recorder.put({
    id,
    type: 'ledger_entry',
    data: booked.data,
    community: '',
    state: booked.state,
    bizNo,
    history: [{ at: context.now, by, facts: eventOf(booked) }],
  });
}

/** The year's money: 财政 55, 项目 30, 捐助 15 (domain.md §5.2). */
function recordIncome(deps: RecordDeps): void {
  const day = `${deps.tools.today.slice(0, 4)}-01-12`;
  const on = day > deps.tools.today ? deps.tools.today : day;
  const sums = { gov: 4_400_000, project: 2_400_000, donation: 1_200_000 };
  for (const [source, amount] of Object.entries(sums))
    book(
      deps,
      `${deps.prefix}-l-${source}`,
      'post_linked',
      {
        on,
        direction: 'in',
        source,
        amount,
        purposeKind: 'aid',
        purpose: '年度慰问和困难帮扶经费',
        handler: userRef(deps.officer),
      },
      deps.lead,
      contextOf(deps.lead, on, ''),
    );
}

function eventOf(record: Envelope): PlainData {
  const step = stepsOf(record).at(-1);
  if (step === undefined) throw new Error('a step leaves its mark');
  const { action, from, to, role, opinion, dueBefore, dueAfter, calendar } = step;
  return {
    action,
    ...(from === null ? {} : { from }),
    to,
    role,
    ...(opinion === undefined ? {} : { opinion }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
    ...(dueAfter === undefined ? {} : { dueAfter }),
    calendarVersion: calendar,
  };
}

function envelope(
  deps: RecordDeps,
  id: string,
  type: string,
  community: string,
  bizNo: string,
  data: PlainData,
): Envelope {
  return {
    id,
    type,
    unit: deps.spec.unit,
    community,
    state: 'draft',
    bizNo,
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: id,
    createdAt: '',
    createdBy: '',
    updatedAt: '',
    updatedBy: '',
    device: 'demo-desk',
    data,
  };
}

function userRef(member: StaffMember): { type: string; id: string; label: string } {
  return { type: 'user', id: member.userId, label: member.name };
}
