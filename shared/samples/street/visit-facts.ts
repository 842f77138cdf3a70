/** What happened on one visit, as the form would hold it. */
import type { Ref } from '../../fields/kinds.ts';
import type { VisitData } from '../../records/visit/schema.ts';
import { chance, pickOne, pickWeighted, randomInt } from '../random.ts';
import type { EnterpriseEntry } from './enterprises.ts';
import type { Home } from './home.ts';
import type { StaffMember } from './staff.ts';
import type { Tools } from './tools.ts';
import { isBeforeSpringFestival } from './visit-days.ts';
import { businessNeeds, inWords, needs } from './visit-words.ts';

export interface VisitFacts {
  readonly visitors: readonly StaffMember[];
  readonly data: Omit<VisitData, 'subject' | 'visitAt' | 'visitors' | 'recorder'>;
}

/** A visit to a family. Cash needs two visitors, so the companion comes along where the liaison would be alone. */
export function householdFacts(
  tools: Tools,
  home: Home,
  day: string,
  { pair, companion }: { pair: readonly StaffMember[]; companion: StaffMember },
): VisitFacts {
  const { random } = tools;
  const poor = home.tags.includes('hardship');
  const festive = isBeforeSpringFestival(day, tools.today) && chance(random, 0.9);
  const kind = festive
    ? 'festival'
    : poor
      ? 'hardship'
      : pickWeighted(random, { daily: 66, key: 10, verify: 14, returnee: 4, urgent: 6 });
  const outcome = poor
    ? 'met'
    : pickWeighted(random, { met: 83, called: 8, absent: 7, refused: 1, moved: 1 });
  const met = outcome === 'met';
  const cash =
    met && ((festive && (poor || home.tags.length > 0)) || (poor && chance(random, 0.3)));
  const goods =
    met &&
    ((festive && !cash && chance(random, 0.75)) || (kind === 'urgent' && chance(random, 0.6)));
  const names = { head: home.head.name, abroad: home.family.abroad[0]?.name ?? null };
  const words = kind === 'urgent' ? 'hardship' : kind;
  const mode =
    outcome === 'called' ? 'phone' : outcome === 'met' && kind === 'returnee' ? 'office' : 'home';
  return {
    visitors: cash && pair.length < 2 ? [...pair, companion] : pair,
    data: {
      kind,
      mode,
      outcome,
      place: mode === 'phone' ? '电话' : mode === 'office' ? '侨胞之家' : home.addr,
      ...(festive ? { campaign: '春节送温暖' } : {}),
      situation: inWords(random, met ? words : outcome, names),
      ...(met && poor && chance(random, 0.3)
        ? { healthChange: '血压偏高，按时服药', healthConsent: true }
        : {}),
      ...(met && chance(random, poor ? 0.5 : 0.13)
        ? { needs: [{ id: 'n1', ...pickOne(random, needs) }] }
        : {}),
      ...(cash || goods ? { gifts: [gift(tools, home.head.name, cash)] } : {}),
      ...(cash ? { signWay: 'signature' } : {}),
      ...(met && chance(random, 0.6)
        ? { mood: Number(pickWeighted(random, { '3': 10, '4': 45, '5': 45 })) }
        : {}),
    },
  };
}

/** A visit to an enterprise, by the officer or the lead. */
export function enterpriseFacts(
  tools: Tools,
  enterprise: EnterpriseEntry,
  companion: StaffMember,
): VisitFacts {
  const { random } = tools;
  const met = chance(random, 0.93);
  return {
    visitors: [companion],
    data: {
      kind: 'enterprise',
      mode: met ? 'home' : 'phone',
      outcome: met ? 'met' : 'called',
      place: met ? enterprise.data.bizAddr : '电话',
      ...(chance(random, 0.6) ? { campaign: '进侨企访侨情知侨心' } : {}),
      situation: inWords(random, 'enterprise', { head: enterprise.data.contact, abroad: null }),
      ...(met && chance(random, 0.22)
        ? { needs: [{ id: 'n1', ...pickOne(random, businessNeeds) }] }
        : {}),
      ...(chance(random, 0.5) ? { mood: randomInt(random, 4, 5) } : {}),
    },
  };
}

/** Cash 500–1 000 元, goods 200–400 元 a household; sources 55 / 30 / 15 (domain.md §5.2). */
function gift(
  { random }: Tools,
  receiver: string,
  cash: boolean,
): NonNullable<VisitData['gifts']>[number] {
  const fundSource = pickWeighted(random, { gov: 55, project: 30, donation: 15 });
  const rest = { fundSource, receiver, receiptWay: 'self' };
  return cash
    ? { id: 'g1', kind: 'cash', amount: randomInt(random, 5, 10) * 10_000, ...rest }
    : {
        id: 'g1',
        kind: 'goods',
        goodsName: pickOne(random, ['米油礼包', '水果礼盒', '棉被', '慰问品']),
        amount: randomInt(random, 20, 40) * 1000,
        ...rest,
      };
}

export function userRef({ userId, name }: StaffMember): Ref {
  return { type: 'user', id: userId, label: name };
}
