/**
 * Numbers that an office may set otherwise: deadlines, limits, thresholds. The defaults are the specification's; those nobody has
 * confirmed are marked 待确认. The district overrides them with master records of type `parameter`; everything asks here.
 */
import type { Bilingual } from '../texts/bilingual.ts';

export interface ParameterSpec {
  readonly label: Bilingual;
  readonly unit: 'wd' | 'cd' | 'fen' | 'percent' | 'count';
  readonly value: number;
  /** False = 待确认. */
  readonly confirmed: boolean;
}

function unconfirmed(
  zh: string,
  en: string,
  unit: ParameterSpec['unit'],
  value: number,
): ParameterSpec {
  return { label: { zh, en }, unit, value, confirmed: false };
}

export const parameters = {
  // domain.md §3, common rules
  escalate_h: unconfirmed('逾期提级到主席', 'Overdue: escalate to the chair', 'wd', 2),
  escalate_d: unconfirmed('逾期提级到区侨联', 'Overdue: escalate to the district', 'wd', 5),
  escalate_b: unconfirmed(
    '逾期提级到区侨联领导',
    'Overdue: escalate to the district’s leaders',
    'wd',
    10,
  ),
  // domain.md §3.2
  hardship_street_limit: unconfirmed(
    '街道审批限额（元/户·次）',
    'Street’s limit per household and time',
    'fen',
    100_000,
  ),
  hardship_emergency_cap: unconfirmed('先行救助限额', 'Cap of emergency aid', 'fen', 200_000),
  hardship_publicity: unconfirmed('公示期', 'Days of public notice', 'wd', 5),
  hardship_check: unconfirmed('核查期限', 'Time to check', 'wd', 10),
  hardship_supplement: unconfirmed('补正期限', 'Time to supplement', 'wd', 10),
  hardship_emergency_approve: unconfirmed(
    '先行救助审批期限',
    'Time to approve emergency aid',
    'wd',
    2,
  ),
  hardship_emergency_chain: unconfirmed(
    '先行救助补办期限',
    'Time to complete the chain after emergency aid',
    'wd',
    15,
  ),
  // domain.md §2.3 N, E76
  privacy_request: unconfirmed(
    '个人信息请求办理期限',
    'Time to answer a privacy request',
    'wd',
    15,
  ),
  hardship_no_case: unconfirmed('应救未救观察期', 'Days without a case', 'cd', 60),
  // domain.md §2.3 E17: days from one visit to the next, by class
  visit_days_hardship: unconfirmed('走访周期：困难户', 'Visit every: hardship', 'cd', 90),
  visit_days_elder: unconfirmed('走访周期：老归侨', 'Visit every: elder returnee', 'cd', 180),
  visit_days_key: unconfirmed('走访周期：A 类重点', 'Visit every: key (A)', 'cd', 180),
  visit_days_above_scale: unconfirmed(
    '走访周期：规上侨企',
    'Visit every: enterprise above scale',
    'cd',
    180,
  ),
  visit_days_enterprise: unconfirmed(
    '走访周期：其他侨企',
    'Visit every: other enterprise',
    'cd',
    365,
  ),
  visit_days_watch: unconfirmed('走访周期：B 类关注', 'Visit every: watch (B)', 'cd', 365),
  visit_days_ordinary: unconfirmed('走访周期：C 类一般', 'Visit every: ordinary (C)', 'cd', 730),
  // domain.md §2.3 E17, gift ceiling: no figure is given; E19 says what is usual (cash up to 1000 元, goods up to 400 元 a household)
  gift_ceiling_hardship: unconfirmed('慰问限额：困难户', 'Gift ceiling: hardship', 'fen', 140_000),
  gift_ceiling_elder: unconfirmed(
    '慰问限额：老归侨',
    'Gift ceiling: elder returnee',
    'fen',
    140_000,
  ),
  gift_ceiling_key: unconfirmed('慰问限额：A 类重点', 'Gift ceiling: key (A)', 'fen', 140_000),
  gift_ceiling_above_scale: unconfirmed(
    '慰问限额：规上侨企',
    'Gift ceiling: enterprise above scale',
    'fen',
    140_000,
  ),
  gift_ceiling_enterprise: unconfirmed(
    '慰问限额：其他侨企',
    'Gift ceiling: other enterprise',
    'fen',
    140_000,
  ),
  gift_ceiling_watch: unconfirmed('慰问限额：B 类关注', 'Gift ceiling: watch (B)', 'fen', 140_000),
  gift_ceiling_ordinary: unconfirmed(
    '慰问限额：C 类一般',
    'Gift ceiling: ordinary (C)',
    'fen',
    140_000,
  ),
} as const satisfies Readonly<Record<string, ParameterSpec>>;

export type ParameterKey = keyof typeof parameters;

export function isParameterKey(key: string): key is ParameterKey {
  return Object.hasOwn(parameters, key);
}

/** The value in force: the district's where there is one, else the default. */
export function parameterOf(
  context: { readonly parameter?: (key: ParameterKey) => number },
  key: ParameterKey,
): number {
  return context.parameter?.(key) ?? parameters[key].value;
}
