import type { KpiSpec } from '../record-type.ts';

export const unitKpis: readonly KpiSpec[] = [
  {
    key: 'units',
    name: { zh: '单位数', en: 'Units' },
    unit: 'count',
    numerator: [{ column: 'kind', op: 'in', value: ['street', 'town', 'township'] }],
  },
];
