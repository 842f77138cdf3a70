import type { KpiSpec } from '../record-type.ts';

export const suggestionKpis: readonly KpiSpec[] = [
  { key: 'received', name: { zh: '收到', en: 'Received' }, unit: 'count', numerator: [] },
  {
    key: 'answered_share',
    name: { zh: '答复率', en: 'Answered' },
    unit: 'percent',
    numerator: [{ column: 'state', op: '!=', value: 'registered' }],
    denominator: [],
  },
];
