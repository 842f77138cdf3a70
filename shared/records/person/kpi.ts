import type { KpiSpec } from '../record-type.ts';

export const personKpis: readonly KpiSpec[] = [
  {
    key: 'persons',
    name: { zh: '在册人员', en: 'Persons on register' },
    unit: 'count',
    numerator: [{ column: 'live_state', op: '=', value: 'in' }],
  },
  {
    key: 'fresh_share',
    name: { zh: '一年内核实', en: 'Verified within a year' },
    unit: 'percent',
    numerator: [
      { column: 'live_state', op: '=', value: 'in' },
      { column: 'verified_on', op: '>=', value: '$today-365' },
    ],
    denominator: [{ column: 'live_state', op: '=', value: 'in' }],
  },
];
