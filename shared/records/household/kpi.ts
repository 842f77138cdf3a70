import type { KpiSpec } from '../record-type.ts';

export const householdKpis: readonly KpiSpec[] = [
  {
    key: 'households',
    name: { zh: '在册户数', en: 'Households on register' },
    unit: 'count',
    numerator: [{ column: 'standing', op: '=', value: 'active' }],
  },
  {
    key: 'visited_share',
    name: { zh: '一年内走访过', en: 'Visited within a year' },
    unit: 'percent',
    numerator: [
      { column: 'standing', op: '=', value: 'active' },
      { column: 'last_visit_on', op: '>=', value: '$today-365' },
    ],
    denominator: [{ column: 'standing', op: '=', value: 'active' }],
  },
];
