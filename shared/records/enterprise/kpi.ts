import type { KpiSpec } from '../record-type.ts';

export const enterpriseKpis: readonly KpiSpec[] = [
  {
    key: 'enterprises',
    name: { zh: '存续侨企', en: 'Active enterprises' },
    unit: 'count',
    numerator: [{ column: 'standing', op: '=', value: 'active' }],
  },
  {
    key: 'above_scale',
    name: { zh: '规上侨企', en: 'Above scale' },
    unit: 'count',
    numerator: [
      { column: 'standing', op: '=', value: 'active' },
      { column: 'above_scale', op: '=', value: 1 },
    ],
  },
];
