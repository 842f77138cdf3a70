import type { KpiSpec } from '../record-type.ts';

/** §4.2; the shares that need visit plans come with the plan generator. */
export const visitKpis: readonly KpiSpec[] = [
  {
    key: 'visits',
    name: { zh: '走访次数', en: 'Visits' },
    unit: 'count',
    numerator: [{ column: 'state', op: 'in', value: ['submitted', 'confirmed', 'archived'] }],
  },
  {
    key: 'met_share',
    name: { zh: '见面率', en: 'Share met' },
    unit: 'percent',
    numerator: [{ column: 'outcome', op: '=', value: 'met' }],
    denominator: [{ column: 'state', op: 'in', value: ['submitted', 'confirmed', 'archived'] }],
  },
  {
    key: 'gift_fen',
    name: { zh: '慰问金额', en: 'Gifts' },
    unit: 'fen',
    numerator: [{ column: 'state', op: 'in', value: ['submitted', 'confirmed', 'archived'] }],
    sum: 'gift_fen',
  },
];
