/** The street's 侨企: invented names, demo credit codes, each with the people through whom it is one. */
import { addDays } from '../../calendar/day.ts';
import type { EnterpriseData } from '../../records/enterprise/schema.ts';
import type { Ref } from '../../fields/kinds.ts';
import { chance, pickOne, pickWeighted, randomInt, type Random } from '../random.ts';
import { countryFor } from './identity-row.ts';
import type { StaffMember } from './staff.ts';
import type { StreetSpec } from './street-spec.ts';
import type { Tools } from './tools.ts';

export interface EnterpriseEntry {
  readonly id: string;
  readonly data: EnterpriseData;
  readonly ref: Ref;
}

/** Somebody of the register who can stand behind an enterprise. */
export interface Owner {
  readonly ref: Ref;
  readonly returnee: boolean;
  readonly relativesAbroad: boolean;
}

const syllables = '禾舟嘉辰雨宁思哲海平建勤明信昌荣兰'.split('');

/** Industry, the word for it in a name, main product. */
type Trade = readonly [industry: string, word: string, product: string];

const trades: Readonly<Record<StreetSpec['economy'], readonly Trade[]>> = {
  enterprise: [
    ['C', '电器', '小家电'],
    ['C', '服饰', '针织服装'],
    ['C', '机械', '数控机床配件'],
    ['C', '文具', '文具礼品'],
    ['C', '模具', '汽车模具'],
    ['C', '塑业', '日用塑料制品'],
    ['F', '进出口', '五金工具出口'],
    ['C', '光电', '节能灯具'],
    ['I', '电子商务', '跨境电商'],
    ['A', '农业', '蔺草制品'],
  ],
  city: [
    ['F', '贸易', '食品进出口'],
    ['I', '信息技术', '软件开发'],
    ['L', '商务服务', '留学与签证咨询'],
    ['F', '电子商务', '跨境电商'],
    ['H', '餐饮管理', '连锁餐饮'],
    ['P', '教育咨询', '外语培训'],
    ['Q', '健康管理', '养老照护'],
    ['C', '服饰', '服装定制'],
    ['R', '文化传播', '会展与文创'],
  ],
};

export function makeEnterprises(
  tools: Tools,
  spec: StreetSpec,
  prefix: string,
  owners: readonly Owner[],
  liaisons: readonly StaffMember[],
): EnterpriseEntry[] {
  const used = new Set<string>();
  return Array.from({ length: spec.enterprises }, (_, index) => {
    const id = `${prefix}-q${String(index + 1).padStart(3, '0')}`;
    const data = enterpriseData(tools, spec, {
      aboveScale: index < spec.aboveScale,
      owner: pickOne(tools.random, owners),
      liaison: pickOne(tools.random, liaisons),
      used,
    });
    return { id, data, ref: { type: 'enterprise', id, label: data.name } };
  });
}

interface Choice {
  readonly aboveScale: boolean;
  readonly owner: Owner;
  readonly liaison: StaffMember;
  readonly used: Set<string>;
}

function enterpriseData(
  { random, identities, today }: Tools,
  spec: StreetSpec,
  { aboveScale, owner, liaison, used }: Choice,
): EnterpriseData {
  const [industry, word, mainProduct] = pickOne(random, trades[spec.economy]);
  const year = Number(today.slice(0, 4));
  const ecommerce = mainProduct === '跨境电商';
  return {
    name: freshName(random, word, used),
    // 待补 is allowed for 30 days.
    ...(chance(random, 0.03) ? {} : { uscc: identities.creditCode() }),
    kind: [owner.returnee ? 'hg' : pickWeighted(random, { kin: 60, fund: 30, mgr: 10 })],
    sharePct: randomInt(random, 5, 20) * 5,
    shareBasis: '章程及股东名册',
    ...(owner.relativesAbroad ? { country: countryFor(random, 'hq') ?? 'OTH' } : {}),
    legalRep: owner.ref.label,
    people: [owner.ref],
    bizAddr: `演示路${randomInt(random, 1, 399)}号`,
    community: liaison.community,
    founded: `${randomInt(random, 1994, year - 1)}-${String(randomInt(random, 1, 12)).padStart(2, '0')}-${String(randomInt(random, 1, 28)).padStart(2, '0')}`,
    industry,
    mainProduct,
    ...(aboveScale ? { aboveScale: true, aboveScaleYear: year - 1 } : {}),
    ...(aboveScale && chance(random, 0.35) ? { highTech: true } : {}),
    ...(ecommerce ? { ecommerce: true } : {}),
    ...(ecommerce || chance(random, 0.45) ? { foreignTrade: true } : {}),
    employees: aboveScale
      ? pickWeighted(random, { m: 40, l: 45, xl: 15 })
      : pickWeighted(random, { s: 65, m: 35 }),
    contact: owner.ref.label,
    contactPost: pickOne(random, ['法定代表人', '总经理', '办公室主任']),
    contactPhone: identities.phone(),
    officer: { type: 'user', id: liaison.userId, label: liaison.name },
    f4Stage: pickWeighted(random, { cover: 40, serve: 38, support: 16, incubate: 6 }),
    standing: pickWeighted(random, { active: 95, paused: 3, moved: 2 }),
    verifiedOn: addDays(
      today,
      -(chance(random, 0.18) ? randomInt(random, 380, 800) : randomInt(random, 3, 350)),
    ),
    verifyMethod: pickWeighted(random, { visit: 70, phone: 30 }),
  };
}

function freshName(random: Random, word: string, used: Set<string>): string {
  for (;;) {
    const first = pickOne(random, syllables);
    const name = `演示${first}${pickOne(
      random,
      syllables.filter((each) => each !== first),
    )}${word}有限公司`;
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}
