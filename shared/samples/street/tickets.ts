/**
 * A year of enterprise problems for one street (domain.md §5.2, §5.3): answers take about six working days, a few are late, reopened or
 * parked, the last weeks are still open, and one overdue chain has gone up to the joint meeting.
 */
import { addBusinessDays, isBusinessDay } from '../../calendar/business-day.ts';
import { addDays } from '../../calendar/day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import { departmentId } from '../../records/department/department-id.ts';
import {
  districtDepartments,
  unitDepartments,
} from '../../records/department/first-departments.ts';
import { ticket } from '../../records/ticket/index.ts';
import { answerDue } from '../../records/ticket/deadlines.ts';
import { districtUnit } from '../../access/actor.ts';
import {
  chance,
  createRandom,
  pickOne,
  pickWeighted,
  randomInt,
  seedFrom,
  type Random,
} from '../random.ts';
import type { EnterpriseEntry } from './enterprises.ts';
import { playCase, type CaseStep, type PlayedCase } from './play-case.ts';
import { problemTemplates, type ProblemTemplate } from './problems.ts';
import { instantOf } from './recorder.ts';
import type { StaffMember } from './staff.ts';
import type { StreetSpec } from './street-spec.ts';

export interface TicketEntry extends PlayedCase {
  readonly id: string;
  readonly community: string;
  readonly registeredOn: string;
}

export interface TicketDeps {
  readonly spec: StreetSpec;
  readonly seed: number;
  readonly today: string;
  readonly prefix: string;
  readonly enterprises: readonly EnterpriseEntry[];
  readonly officer: StaffMember;
  readonly lead: StaffMember;
  readonly liaisons: readonly StaffMember[];
}

/** The district's desk of the demonstration; it assigns the district's departments. */
export const districtDesk: StaffMember = {
  userId: 'demo-qu',
  login: 'qu',
  name: '区侨联',
  unit: districtUnit,
  community: '',
  roles: ['D'],
  post: '区侨联干部',
  phone: '',
};

/** About as many as domain.md §5.2 gives 望春 (14) and 古林 (46), by the number of enterprises. */
export function ticketCount(spec: StreetSpec): number {
  return Math.max(4, Math.round(spec.enterprises * (spec.economy === 'enterprise' ? 0.64 : 0.54)));
}

export function makeTickets(deps: TicketDeps): TicketEntry[] {
  const random = createRandom(seedFrom(deps.seed, `${deps.spec.unit} tickets`));
  const count = ticketCount(deps.spec);
  return Array.from({ length: count }, (_, index) => {
    const age = index === 0 ? 58 : ageOf(index, count);
    return oneTicket(deps, random, index, weekday(addDays(deps.today, -age)));
  });
}

/** Days ago: two thirds of the year's tickets over the year, the last third within three weeks, as on any working board. */
function ageOf(index: number, count: number): number {
  const recent = Math.ceil(count / 3);
  const left = count - index;
  return left <= recent
    ? Math.round((left / recent) * 20)
    : 20 + Math.round(((left - recent) / (count - recent)) * 320);
}

interface Draft {
  readonly deps: TicketDeps;
  readonly random: Random;
  readonly template: ProblemTemplate;
  readonly steps: CaseStep[];
  /** Day of the last step; none lies after today. */
  day: string;
  /** The next step lies in the future, so the story ends here. */
  over: boolean;
}

function oneTicket(deps: TicketDeps, random: Random, index: number, day: string): TicketEntry {
  const template = problemTemplates[Number(pickWeighted(random, weights))] as ProblemTemplate;
  const enterprise = pickOne(random, deps.enterprises);
  const grade = template.helpType === 'voice' ? 'C' : pickWeighted(random, { A: 20, B: 60, C: 20 });
  const draft: Draft = { deps, random, template, steps: [], day, over: false };
  const isChain = index === 0;
  const isParked = index === 1;
  const data = {
    enterprise: enterprise.ref,
    reporter: enterprise.data.contact,
    phone: enterprise.data.contactPhone,
    source: pickWeighted(random, { visit: 45, desk: 20, phone: 20, forum: 8, eplus: 7 }),
    helpType: template.helpType,
    category: template.category,
    title: template.title,
    content: template.content,
    demand: template.demand,
    urgency: pickWeighted(random, { normal: 82, urgent: 15, top: 3 }),
  };
  const local = deps.liaisons.filter((each) => each.community === enterprise.data.community);
  take(draft, 'register', pickOne(random, [deps.officer, ...local]), 0);
  const graded = isParked ? 'D' : isChain ? 'B' : grade;
  const ours = !isChain && (isParked || (!template.ofDistrict && graded === 'A'));
  take(draft, 'accept', deps.officer, chance(random, 0.9) ? 0 : 1, {
    grade: graded,
    ...(template.ofDistrict && !ours ? { districtWanted: true } : {}),
    handler: { type: 'user', id: deps.officer.userId, label: deps.officer.name },
  });
  const due = answerDue(
    { grade: graded, urgency: data.urgency },
    draft.day,
    SHIPPED_HOLIDAY_TABLES,
  );
  if (ours) take(draft, 'handle', deps.officer, 0, { ownPower: true });
  else assign(draft);
  if (isParked) park(draft);
  else if (isChain) escalate(draft, due);
  else answer(draft, due);
  const id = `${deps.prefix}-t${String(index + 1).padStart(3, '0')}`;
  const community = enterprise.data.community ?? '';
  const [first, ...others] = draft.steps;
  if (first === undefined) throw new Error('a ticket begins with its registration');
  const played = playCase(ticket, {
    id,
    unit: deps.spec.unit,
    community,
    data,
    steps: [first, ...others],
  });
  return { ...played, id, community, registeredOn: day };
}

const weights = Object.fromEntries(
  problemTemplates.map(({ weight }, index) => [String(index), weight]),
);

function assign(draft: Draft): void {
  const { deps, template } = draft;
  const unit = template.ofDistrict ? districtUnit : deps.spec.unit;
  const list = template.ofDistrict ? districtDepartments() : unitDepartments(deps.spec.unit);
  const id = departmentId(unit, template.dept);
  const name = list.find((each) => each.id === id)?.data.name ?? template.dept;
  take(draft, 'assign', template.ofDistrict ? districtDesk : deps.lead, 1, {
    leadDept: { type: 'department', id, label: name },
    channel: template.ofDistrict ? 'system' : 'paper',
  });
  take(draft, 'sign', deps.officer, 1);
}

/** Feedback after a log-normal time around six working days, then the call-back by another person. */
function answer(draft: Draft, due: string): void {
  const { deps, random, template } = draft;
  const late = chance(random, 0.08);
  const days = Math.max(1, Math.round(Math.exp(Math.log(4) + (random() + random() - 1) * 0.9)));
  const planned = addBusinessDays(draft.day, days, SHIPPED_HOLIDAY_TABLES).due;
  const day = late
    ? addBusinessDays(due, randomInt(random, 1, 5), SHIPPED_HOLIDAY_TABLES).due
    : planned < due
      ? planned
      : due;
  const result = pickWeighted(random, { solved: 78, partial: 12, explained: 7, unable: 3 });
  const block =
    template.helpType === 'policy'
      ? { policyName: template.title, policyMatchedOn: draft.day, policyAppliedOn: draft.day }
      : template.helpType === 'voice'
        ? {
            voiceTitle: template.title,
            voiceKind: 'info',
            submittedTo: '区侨联',
            submittedOn: draft.day,
          }
        : {};
  if (
    !takeOn(draft, 'feedback', deps.officer, day, { result, resultText: template.answer, ...block })
  )
    return;
  const unhappy = chance(random, 0.05);
  if (unhappy) {
    takeOn(draft, 'reopen', deps.lead, addBusinessDays(draft.day, 1, SHIPPED_HOLIDAY_TABLES).due, {
      satisfaction: 2,
      reopenReason: '企业反映没有完全落实',
    });
    return;
  }
  takeOn(
    draft,
    'close',
    deps.lead,
    addBusinessDays(draft.day, randomInt(random, 1, 3), SHIPPED_HOLIDAY_TABLES).due,
    {
      satisfaction:
        pickWeighted(random, { 5: 60, 4: 30, 3: 10 }) === '3' ? 3 : chance(random, 0.66) ? 5 : 4,
      enterpriseConfirmed: true,
      callbackNote: '企业确认办理结果',
    },
  );
}

function escalate(draft: Draft, due: string): void {
  const { deps } = draft;
  const late = (days: number) => addBusinessDays(due, days, SHIPPED_HOLIDAY_TABLES).due;
  takeOn(draft, 'urge', deps.officer, late(2), undefined, '电话催办，答复本周内核实');
  takeOn(draft, 'urge', deps.lead, late(5), undefined, '已逾期，请抓紧反馈');
  takeOn(draft, 'escalate', deps.lead, late(8), undefined, '多次催办没有结果，提请联席会议协调');
}

function park(draft: Draft): void {
  const { deps } = draft;
  const reviewOn = addDays(deps.today, 20);
  const asked = {
    parkReason: '涉及规划调整，等待新一轮控规',
    reviewOn: reviewOn > addDays(draft.day, 88) ? addDays(draft.day, 88) : reviewOn,
  };
  take(draft, 'ask_parking', deps.lead, 1, asked);
  take(draft, 'park', districtDesk, 1);
}

/** A step so many working days after the last one. */
function take(
  draft: Draft,
  action: string,
  by: StaffMember,
  daysLater: number,
  asked?: Readonly<Record<string, unknown>>,
): boolean {
  const day = addBusinessDays(draft.day, daysLater, SHIPPED_HOLIDAY_TABLES).due;
  return takeOn(draft, action, by, day, asked);
}

/** Steps of the future have not happened: the first of them ends the story, and so does every later one. */
function takeOn(
  draft: Draft,
  action: string,
  by: StaffMember,
  day: string,
  asked?: Readonly<Record<string, unknown>>,
  opinion?: string,
): boolean {
  draft.over ||= day > draft.deps.today;
  if (draft.over) return false;
  draft.day = day;
  const hour = Math.min(17, 9 + draft.steps.length);
  draft.steps.push({
    action,
    by,
    at: instantOf(day, hour, randomInt(draft.random, 0, 50)),
    ...(asked === undefined ? {} : { asked: { ...asked } }),
    ...(opinion === undefined ? {} : { opinion }),
  });
  return true;
}

function weekday(day: string): string {
  return isBusinessDay(day, SHIPPED_HOLIDAY_TABLES)
    ? day
    : addBusinessDays(day, -1, SHIPPED_HOLIDAY_TABLES).due;
}
