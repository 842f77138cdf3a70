import type { KpiSpec } from '../record-type.ts';

/** Counts over the list; the shares of §4.3 need dates of steps and are in `shared/kpi/hardship.ts`. */
export const hardshipKpis: readonly KpiSpec[] = [
  { key: 'cases', name: { zh: '困难帮扶', en: 'Hardship cases' }, unit: 'count', numerator: [] },
  {
    key: 'emergency',
    name: { zh: '其中先行救助', en: 'Of them emergencies' },
    unit: 'count',
    numerator: [{ column: 'emergency', op: '=', value: 1 }],
  },
  {
    key: 'approved_fen',
    name: { zh: '批准金额', en: 'Approved' },
    unit: 'fen',
    numerator: [
      { column: 'state', op: 'in', value: ['approved', 'paying', 'paid', 'following', 'closed'] },
    ],
    sum: 'approved_fen',
  },
];
