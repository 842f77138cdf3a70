/** §4.4 over the list's columns. A = `counted`: accepted in the period, not withdrawn, transferred or a duplicate. */
import type { Condition } from '../list-spec.ts';
import type { KpiSpec } from '../record-type.ts';

const counted: readonly Condition[] = [{ column: 'counted', op: '=', value: 1 }];
const closed: readonly Condition[] = [...counted, { column: 'state', op: '=', value: 'closed' }];
const isDue: readonly Condition[] = [
  ...counted,
  { column: 'state', op: '!=', value: 'parked' },
  { column: 'answer_due', op: '<=', value: '$today' },
];
const solved: Condition = { column: 'result', op: '=', value: 'solved' };
const helped: Condition = { column: 'result', op: 'in', value: ['solved', 'partial'] };

export const ticketKpis: readonly KpiSpec[] = [
  {
    key: 'closed_share',
    name: { zh: '办结率', en: 'Closed' },
    unit: 'percent',
    numerator: closed,
    denominator: counted,
  },
  {
    key: 'solved_share',
    name: { zh: '解决率', en: 'Solved' },
    unit: 'percent',
    numerator: [...closed, solved],
    denominator: closed,
  },
  {
    key: 'eased_share',
    name: { zh: '化解率', en: 'Solved or partly solved' },
    unit: 'percent',
    numerator: [...closed, helped],
    denominator: closed,
  },
  {
    /** Open overdue ones stay in the denominator; what is parked is frozen. */
    key: 'on_time_share',
    name: { zh: '按期率', en: 'In time' },
    unit: 'percent',
    numerator: [...isDue, { column: 'on_time', op: '=', value: 1 }],
    denominator: isDue,
  },
  {
    key: 'overdue',
    name: { zh: '逾期未结', en: 'Overdue' },
    unit: 'count',
    numerator: [
      ...counted,
      {
        column: 'state',
        op: 'in',
        value: [
          'accepted',
          'assigned',
          'disputed',
          'processing',
          'ext_asked',
          'reopened',
          'escalated',
        ],
      },
      { column: 'feedback_on', op: 'empty' },
      { column: 'answer_due', op: '<', value: '$today' },
    ],
  },
  {
    key: 'satisfied_share',
    name: { zh: '满意率', en: 'Satisfied' },
    unit: 'percent',
    numerator: [...closed, { column: 'satisfaction', op: '>=', value: 4 }],
    denominator: [...closed, { column: 'satisfaction', op: '>=', value: 1 }],
  },
  {
    key: 'reopened_share',
    name: { zh: '退回率', en: 'Reopened' },
    unit: 'percent',
    numerator: [...closed, { column: 'reopened', op: '>=', value: 1 }],
    denominator: closed,
  },
  {
    key: 'accepted_in_time_share',
    name: { zh: '受理及时率', en: 'Accepted in time' },
    unit: 'percent',
    numerator: [...counted, { column: 'accepted_in_time', op: '=', value: 1 }],
    denominator: [...counted, { column: 'accepted_in_time', op: 'in', value: [0, 1] }],
  },
  {
    key: 'solved',
    name: { zh: '解决难题数', en: 'Problems solved' },
    unit: 'count',
    numerator: [...counted, solved],
  },
  // 三帮, each by itself.
  ...(
    [
      ['policy', '解决：政策帮享', 'Solved: policy'],
      ['trouble', '解决：困难帮解', 'Solved: trouble'],
      ['voice', '解决：企情帮言', 'Solved: voice'],
    ] as const
  ).map(([help, zh, en]): KpiSpec => ({
    key: `solved_${help}`,
    name: { zh, en },
    unit: 'count',
    numerator: [...counted, solved, { column: 'help_type', op: '=', value: help }],
  })),
  {
    key: 'early_share',
    name: { zh: '提前率', en: 'Before the date' },
    unit: 'percent',
    numerator: [...isDue, { column: 'early', op: '=', value: 1 }],
    denominator: isDue,
  },
  {
    key: 'enterprises_helped',
    name: { zh: '帮扶企业数', en: 'Enterprises helped' },
    unit: 'count',
    numerator: [...counted, helped],
    distinct: 'enterprise_id',
  },
  {
    key: 'mean_days',
    name: { zh: '平均办理工作日', en: 'Mean working days' },
    unit: 'days',
    numerator: [...counted, { column: 'days_used', op: '>=', value: 0 }],
    mean: 'days_used',
  },
];
