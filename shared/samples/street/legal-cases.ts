/** A year of the legal clinic: lawyers with their enterprises, sessions, cases in every stage, training that reached enterprises. */
import { addBusinessDays, isBusinessDay } from '../../calendar/business-day.ts';
import { addDays } from '../../calendar/day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import type { PlainData } from '../../records/envelope.ts';
import { legalCase } from '../../records/legal_case/index.ts';
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
import { instantOf } from './recorder.ts';
import type { StaffMember } from './staff.ts';
import type { TicketDeps } from './tickets.ts';

export interface LegalEntry extends PlayedCase {
  readonly id: string;
  readonly community: string;
  readonly receivedOn: string;
}

/** A plain register entry of the clinic: a lawyer, a session, a touch. */
export interface PlainEntry {
  readonly id: string;
  readonly type: string;
  readonly community: string;
  readonly data: PlainData;
  readonly on: string;
}

export interface Clinic {
  readonly cases: readonly LegalEntry[];
  readonly entries: readonly PlainEntry[];
}

const matters = [
  ['contract', '境外客户拖欠货款，想了解如何追讨', '某境外买方'],
  ['labour', '员工离职竞业限制如何约定', '离职员工'],
  ['ip', '商标被抢注，如何提出异议', '某商贸公司'],
  ['notary', '境外继承文件的公证认证', '无'],
  ['debt', '工程款结算争议', '某建设公司'],
  ['tax', '境外投资收汇与纳税', '无'],
  ['housing', '厂房租赁合同提前解除', '出租方'],
] as const;

/** The lawyer needs an account (role W) to be assigned. */
export function makeClinic(deps: TicketDeps & { readonly lawyer: StaffMember }): Clinic {
  const random = createRandom(seedFrom(deps.seed, `${deps.spec.unit} legal`));
  const count = Math.max(3, Math.round(deps.spec.enterprises * 0.6));
  const cases = Array.from({ length: count }, (_, index) => {
    const age = Math.round(((count - index) / count) ** 1.2 * 330);
    return oneCase(deps, random, index, workday(addDays(deps.today, -age)));
  });
  return {
    cases,
    entries: [...lawyers(deps, random), ...sessions(deps), ...touches(deps, random)],
  };
}

function oneCase(
  deps: TicketDeps & { readonly lawyer: StaffMember },
  random: Random,
  index: number,
  day: string,
): LegalEntry {
  const { officer, lead, lawyer, today } = deps;
  const enterprise = pickOne(random, deps.enterprises);
  const [category, demand, opponent] = pickOne(random, matters);
  const complex = chance(random, 0.35);
  const steps: CaseStep[] = [];
  let at = day;
  let over = false;
  const take = (action: string, by: StaffMember, later: number, asked?: PlainData) => {
    const next = addBusinessDays(at, later, SHIPPED_HOLIDAY_TABLES).due;
    over ||= next > today;
    if (over) return;
    at = next;
    const hour = Math.min(17, 9 + steps.length);
    steps.push({
      action,
      by,
      at: instantOf(at, hour, randomInt(random, 0, 50)),
      ...(asked === undefined ? {} : { asked }),
      opinion: '按流程办理',
    });
  };
  const lawyerRef = { type: 'user', id: lawyer.userId, label: lawyer.name };
  take('receive', officer, 0);
  take('triage', officer, 1, {
    opponent,
    opinionKind: complex ? 'complex' : 'simple',
    lawyer: lawyerRef,
    ...(chance(random, 0.3)
      ? { limitationOn: addDays(day, randomInt(random, 60, 400)), limitationBasis: '合同约定' }
      : {}),
  });
  take('consult', officer, 1);
  take('give_opinion', lawyer, randomInt(random, 1, complex ? 9 : 3), {
    opinion: '请先固定证据，按合同约定发催告函，再视情调解或仲裁。',
  });
  if (chance(random, 0.35))
    take('refer', officer, 2, {
      referral: pickWeighted(random, { mediation: 50, aid: 20, labour: 20, notary: 10 }),
      referralTo: '镇街人民调解委员会',
      referralContact: '调解室',
      handover: '已移交材料清单，当事人知情。',
      clientAgrees: true,
    });
  take('track', officer, randomInt(random, 2, 6), {
    nextCheckOn: addDays(at, 25),
    tracks: [{ id: 'k1', on: at, text: '电话了解进展' }],
  });
  take('close', officer, randomInt(random, 5, 15), {
    result: pickWeighted(random, { advised: 45, settled: 30, partial: 15, handed: 7, failed: 3 }),
    satisfaction: chance(random, 0.9) ? randomInt(random, 4, 5) : 3,
    ...(chance(random, 0.2) ? { recovered: randomInt(random, 1, 30) * 1_000_000 } : {}),
  });
  const id = `${deps.prefix}-f${String(index + 1).padStart(3, '0')}`;
  const community = enterprise.data.community ?? '';
  const [first, ...others] = steps;
  if (first === undefined) throw new Error(`${lead.name}: a case begins with its intake`);
  const played = playCase(legalCase, {
    id,
    unit: deps.spec.unit,
    community,
    data: {
      client: enterprise.ref,
      contact: enterprise.data.contact,
      phone: enterprise.data.contactPhone,
      desk: pickWeighted(random, { clinic: 55, rights: 30, online: 15 }),
      category,
      demand,
      facts: '当事人陈述及合同、往来邮件复印件附后。',
      urgency: 'normal',
      consent: true,
      noticed: true,
    },
    steps: [first, ...others],
  });
  return { ...played, id, community, receivedOn: day };
}

function lawyers(
  deps: TicketDeps & { readonly lawyer: StaffMember },
  random: Random,
): PlainEntry[] {
  const from = `${deps.today.slice(0, 4)}-01-01`;
  const half = Math.ceil(deps.enterprises.length * 0.55);
  return [
    {
      id: `${deps.prefix}-lawyer1`,
      type: 'legal_resource',
      community: '',
      on: from,
      data: {
        name: deps.lawyer.name,
        account: { type: 'user', id: deps.lawyer.userId, label: deps.lawyer.name },
        firm: '演示律师事务所',
        team: 'quarter',
        fields: '合同、涉外贸易、用工',
        languages: '英语',
        enterprises: deps.enterprises.slice(0, half).map(({ ref }) => ref),
        from,
      },
    },
    {
      id: `${deps.prefix}-lawyer2`,
      type: 'legal_resource',
      community: '',
      on: from,
      data: {
        name: '演示律师二',
        firm: '演示二律师事务所',
        team: 'community',
        fields: '婚姻家庭、继承、公证',
        enterprises: deps.enterprises
          .slice(half)
          .filter(() => chance(random, 0.85))
          .map(({ ref }) => ref),
        from,
      },
    },
  ];
}

function sessions(deps: TicketDeps & { readonly lawyer: StaffMember }): PlainEntry[] {
  return Array.from({ length: 8 }, (_, index): PlainEntry => {
    const on = workday(addDays(deps.today, -20 - index * 42));
    return {
      id: `${deps.prefix}-zz${index + 1}`,
      type: 'clinic_session',
      community: '',
      on,
      data: {
        heldOn: on,
        place: '商圈法律诊所',
        lawyers: [
          { type: 'legal_resource', id: `${deps.prefix}-lawyer1`, label: deps.lawyer.name },
        ],
        intakes: 2 + (index % 4),
        topics: '合同、用工、知识产权',
      },
    };
  });
}

/** Training and check-ups reach most enterprises in a year, never all: the strict figure shows it. */
function touches(deps: TicketDeps, random: Random): PlainEntry[] {
  return deps.enterprises
    .filter(() => chance(random, 0.7))
    .map(({ ref, data }: EnterpriseEntry, index): PlainEntry => {
      const on = addDays(deps.today, -randomInt(random, 5, 420));
      return {
        id: `${deps.prefix}-c${String(index + 1).padStart(3, '0')}`,
        type: 'legal_touch',
        community: data.community ?? '',
        on,
        data: { enterprise: ref, kind: pickOne(random, ['training', 'check', 'push']), on },
      };
    });
}

function workday(day: string): string {
  return isBusinessDay(day, SHIPPED_HOLIDAY_TABLES)
    ? day
    : addBusinessDays(day, -1, SHIPPED_HOLIDAY_TABLES).due;
}
