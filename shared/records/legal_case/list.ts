import {
  asText,
  bizNoColumn,
  choiceColumn,
  clockColumns,
  communityColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  sinceColumn,
  stateColumn,
  textColumn,
  updatedColumn,
} from '../columns.ts';
import type { ListSpec } from '../list-spec.ts';

const open = [
  'booked',
  'received',
  'triaged',
  'consulting',
  'opinion',
  'referred',
  'tracking',
  'conflict',
];

export const legalCaseList: ListSpec = {
  columns: [
    ...clockColumns,
    refColumn('client', 180),
    textColumn('demand', 200),
    choiceColumn('category', 'legal_cat', 120),
    stateColumn,
    refColumn('lawyer', 90),
    { ...dateColumn('limitation_on', 104), value: (record) => asText(record.data['limitationOn']) },
    choiceColumn('desk', 'legal_desk', 120, { optional: true }),
    choiceColumn('urgency', 'urgency', 72, { optional: true }),
    communityColumn,
    bizNoColumn,
    updatedColumn,
    sinceColumn,
    refIdColumn('client_id', 'client'),
    refIdColumn('lawyer_id', 'lawyer'),
    refIdColumn('session_id', 'session'),
    refIdColumn('origin_id', 'origin'),
    {
      ...choiceColumn('referral', 'legal_referral', 120, { optional: true }),
      value: (record) =>
        record.data['referral'] === 'none' ? null : asText(record.data['referral']),
    },
    { ...dateColumn('next_check_on', 0), value: (record) => asText(record.data['nextCheckOn']) },
  ],
  facets: ['state', 'category', 'desk', 'lawyer'],
  sort: [{ column: 'due_on', dir: 'asc' }],
  views: [
    { key: 'open', where: [{ column: 'state', op: 'in', value: open }] },
    {
      key: 'mine',
      where: [
        { column: 'state', op: 'in', value: open },
        { column: 'lawyer_id', op: '=', value: '$me' },
      ],
    },
    {
      key: 'limitation',
      where: [
        { column: 'state', op: 'in', value: open },
        { column: 'limitation_on', op: '<=', value: '$today+30' },
        { column: 'limitation_on', op: 'filled' },
      ],
    },
    { key: 'conflict', where: [{ column: 'state', op: '=', value: 'conflict' }] },
    {
      // 转介 is followed until it has a result.
      key: 'referred',
      where: [
        { column: 'state', op: 'in', value: ['referred', 'tracking'] },
        { column: 'referral', op: 'filled' },
      ],
    },
    {
      key: 'to_check',
      where: [
        { column: 'state', op: '=', value: 'tracking' },
        { column: 'next_check_on', op: '<=', value: '$today' },
      ],
    },
    { key: 'all', where: [] },
  ],
  indexes: [
    ['state', 'due_on'],
    ['lawyer_id', 'due_on'],
    ['client_id'],
    ['limitation_on'],
    ['session_id'],
    ['origin_id'],
  ],
  search: {
    title: (record) => refLabel(record.data['client']),
    subtitle: (record) => record.bizNo,
    names: (record) => [refLabel(record.data['client']), String(record.data['contact'] ?? '')],
    digits: (record) => [record.bizNo, String(record.data['phone'] ?? '')].filter(Boolean),
  },
};

function refLabel(value: unknown): string {
  return typeof value === 'object' && value !== null && 'label' in value ? String(value.label) : '';
}
