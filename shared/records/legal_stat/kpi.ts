/** §4.5, the part that comes from cases; the three coverage figures are in shared/kpi/legal-coverage.ts. */
import type { KpiSpec } from '../record-type.ts';

const handed = { column: 'referral', op: 'filled' } as const;

export const legalStatKpis: readonly KpiSpec[] = [
  { key: 'intakes', name: { zh: '咨询量', en: 'Intakes' }, unit: 'count', numerator: [] },
  {
    key: 'opinion_in_time_share',
    name: { zh: '及时意见率', en: 'Opinions in time' },
    unit: 'percent',
    numerator: [{ column: 'opinion_in_time', op: '=', value: 1 }],
    denominator: [{ column: 'opinion_in_time', op: 'in', value: [0, 1] }],
  },
  {
    key: 'referral_success_share',
    name: { zh: '转介成功率', en: 'Referrals that helped' },
    unit: 'percent',
    numerator: [handed, { column: 'result', op: 'in', value: ['settled', 'partial'] }],
    denominator: [handed, { column: 'stage', op: '=', value: 'closed' }],
  },
  {
    key: 'recovered',
    name: { zh: '挽回金额', en: 'Recovered' },
    unit: 'fen',
    numerator: [],
    sum: 'recovered',
  },
  {
    key: 'satisfied_share',
    name: { zh: '满意率', en: 'Satisfied' },
    unit: 'percent',
    numerator: [{ column: 'satisfaction', op: '>=', value: 4 }],
    denominator: [{ column: 'satisfaction', op: '>=', value: 1 }],
  },
];
