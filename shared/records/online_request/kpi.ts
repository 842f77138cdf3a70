/** §4.4, online part. */
import type { KpiSpec } from '../record-type.ts';

export const onlineRequestKpis: readonly KpiSpec[] = [
  { key: 'received', name: { zh: '收到', en: 'Received' }, unit: 'count', numerator: [] },
  {
    key: 'signed_in_time_share',
    name: { zh: '签收及时率', en: 'Signed in time' },
    unit: 'percent',
    numerator: [{ column: 'signed_in_time', op: '=', value: 1 }],
    denominator: [],
  },
  {
    key: 'answered_in_time_share',
    name: { zh: '答复及时率', en: 'Answered in time' },
    unit: 'percent',
    numerator: [
      { column: 'answer_by', op: '<=', value: '$today' },
      { column: 'answered_in_time', op: '=', value: 1 },
    ],
    denominator: [
      { column: 'answer_by', op: '<=', value: '$today' },
      {
        column: 'state',
        op: 'in',
        value: ['new', 'signed', 'routed', 'linked', 'to_check', 'answered', 'rated', 'closed'],
      },
    ],
  },
  {
    key: 'satisfied_share',
    name: { zh: '满意率', en: 'Satisfied' },
    unit: 'percent',
    numerator: [{ column: 'rating', op: '>=', value: 4 }],
    denominator: [{ column: 'rating', op: '>=', value: 1 }],
  },
  {
    key: 'mean_hours_to_arrive',
    name: { zh: '同步滞后（小时）', en: 'Hours from server to office' },
    unit: 'hours',
    numerator: [{ column: 'hours_to_arrive', op: '>=', value: 0 }],
    mean: 'hours_to_arrive',
  },
];
