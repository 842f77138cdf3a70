/** A year of online requests (domain.md §5.2): most answered and rated, some still open, one given a low rating. */
import { addBusinessDays } from '../../calendar/business-day.ts';
import { addDays } from '../../calendar/day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import { districtUnit } from '../../access/actor.ts';
import type { PlainData } from '../../records/envelope.ts';
import { onlineRequest } from '../../records/online_request/index.ts';
import { createDemoIdentities } from '../demo-identity.ts';
import { chance, createRandom, pickOne, pickWeighted, randomInt, seedFrom } from '../random.ts';
import { playCase, type CaseStep, type PlayedCase } from './play-case.ts';
import { instantOf } from './recorder.ts';
import type { StaffMember } from './staff.ts';
import type { TicketDeps } from './tickets.ts';

export interface OnlineEntry extends PlayedCase {
  readonly id: string;
  readonly receivedOn: string;
}

/** The district's server, which takes requests in and hears ratings. */
const server: StaffMember = {
  userId: 'district-server',
  login: '',
  name: '区级服务器',
  unit: districtUnit,
  community: '',
  roles: ['A'],
  post: '',
  phone: '',
};

const texts = [
  ['cmy', 'startup', '回国创业，咨询入驻海创之家', '想带跨境电商项目回国，请问入驻条件和场地。'],
  ['cmy', 'project', '智能传感项目寻找合作企业', '团队在海外做智能传感，想找本地企业合作试产。'],
  ['eplus', 'advice', '咨询留学回国人员落户', '明年毕业回国，请问落户需要哪些材料。'],
  ['eplus', 'advice', '归侨子女中考有什么照顾', '孩子明年中考，想了解归侨子女的照顾政策。'],
  ['eplus', 'idea', '建议增加侨胞之家周末开放', '平时上班，希望侨胞之家周末也开放。'],
  ['eplus', 'help', '海外亲属证明怎么办理', '父母在海外去世，国内办继承需要亲属关系证明。'],
  ['eplus', 'signup', '报名海燕课堂', '暑假想带孩子参加海燕课堂。'],
  ['eplus', 'card', '申领为侨服务直通卡', '归侨家庭，想申领直通卡。'],
] as const;

export function makeOnlineRequests(deps: TicketDeps): OnlineEntry[] {
  const random = createRandom(seedFrom(deps.seed, `${deps.spec.unit} online`));
  const identities = createDemoIdentities({ random, firstNumber: deps.spec.firstNumber + 5000 });
  const count = Math.max(6, Math.round(deps.spec.householdVisits * 0.18));
  return Array.from({ length: count }, (_, index): OnlineEntry => {
    const age = Math.round(((count - index - 1) / count) ** 1.4 * 340);
    const day = addDays(deps.today, -age);
    const [channel, kind, title, content] = pickOne(random, texts);
    const receivedAt = instantOf(day, randomInt(random, 8, 20), randomInt(random, 0, 59));
    const id = `${deps.prefix}-w${String(index + 1).padStart(3, '0')}`;
    const steps: CaseStep[] = [{ action: 'arrive', by: server, at: receivedAt }];
    let at = day;
    let over = false;
    const take = (action: string, by: StaffMember, later: number, asked?: PlainData) => {
      const next = addBusinessDays(at, later, SHIPPED_HOLIDAY_TABLES).due;
      over ||= next > deps.today || index >= count - 3;
      if (over) return;
      at = next;
      steps.push({
        action,
        by,
        at: instantOf(at, Math.min(20, 9 + steps.length * 2), randomInt(random, 0, 50)),
        ...(asked === undefined ? {} : { asked }),
        opinion: '按流程办理',
      });
    };
    take('sign', deps.officer, chance(random, 0.92) ? 1 : 2);
    if (chance(random, 0.3)) {
      const owner = pickOne(random, deps.liaisons);
      take('route', deps.officer, 1, {
        owner: { type: 'user', id: owner.userId, label: owner.name },
      });
    }
    const isPolicy = kind === 'advice' && chance(random, 0.5);
    const answer = { answer: '已核对政策，材料和窗口见附表，也可以到服务中心当面办理。' };
    if (isPolicy) {
      take('propose_answer', deps.officer, 1, {
        ...answer,
        isPolicy,
        answerDocRef: '甬侨办〔2025〕演示号',
      });
      take('check_answer', deps.lead, 1);
    } else take('answer', deps.officer, randomInt(random, 1, 2), answer);
    if (chance(random, 0.6)) {
      const rating = Number(pickWeighted(random, { 5: 60, 4: 28, 3: 8, 2: 4 }));
      take('rate', server, 1, { rating, ratedAt: instantOf(at, 21, 5) });
      if (rating > 2) take('close', deps.officer, 1);
    }
    const [first, ...others] = steps;
    if (first === undefined) throw new Error('a request arrives');
    const played = playCase(onlineRequest, {
      id,
      unit: deps.spec.unit,
      community: '',
      data: {
        channel,
        serverNo: `WS-${day.slice(0, 4)}-${deps.spec.unit.slice(-3)}${String(index + 1).padStart(3, '0')}`,
        receivedAt,
        kind,
        senderName: identities.name({
          sex: chance(random, 0.5) ? '1' : '2',
          birthYear: randomInt(random, 1970, 2003),
        }),
        senderContact: identities.phone(),
        ...(chance(random, 0.5)
          ? { senderCountry: pickOne(random, ['USA', 'CAN', 'AUS', 'JPN', 'GBR', 'ITA']) }
          : {}),
        title,
        content,
        matched: true,
        purgeOn: addDays(day, 730),
      },
      steps: [first, ...others],
    });
    return { ...played, id, receivedOn: day };
  });
}
