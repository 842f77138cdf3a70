import type { KpiSpec } from '../record-type.ts';

export const userKpis: readonly KpiSpec[] = [
  {
    key: 'users',
    name: { zh: '在用账号', en: 'Active accounts' },
    unit: 'count',
    numerator: [{ column: 'standing', op: '=', value: 'active' }],
  },
];
