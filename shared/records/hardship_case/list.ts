import {
  asText,
  bizNoColumn,
  choiceColumn,
  clockColumns,
  communityColumn,
  dateColumn,
  flagColumn,
  moneyColumn,
  refColumn,
  refIdColumn,
  stateColumn,
  updatedColumn,
} from '../columns.ts';
import type { ListSpec } from '../list-spec.ts';

const keysColumn = (key: string, field: string, options: string, width: number) => ({
  ...choiceColumn(key, options, width),
  value: (record: { readonly data: Readonly<Record<string, unknown>> }) => {
    const keys = record.data[field];
    return Array.isArray(keys) && keys.length > 0 ? keys.join(',') : null;
  },
});
const labelPart = (value: unknown) =>
  typeof value === 'object' && value !== null && 'label' in value ? String(value.label) : '';

export const hardshipList: ListSpec = {
  columns: [
    refColumn('household', 130),
    refColumn('applicant', 100),
    stateColumn,
    ...clockColumns,
    keysColumn('aid_type', 'aidType', 'aid_type', 150),
    keysColumn('hard_cause', 'hardCause', 'hard_cause', 110),
    moneyColumn('requested', 100, (data) => numberOf(data['requested'])),
    moneyColumn('approved_fen', 100, (data) => numberOf(data['approvedAmount'])),
    communityColumn,
    { ...dateColumn('apply_on', 100), value: (record) => asText(record.data['applyOn']) },
    bizNoColumn,
    {
      ...choiceColumn('low_income', 'low_income', 140, { optional: true }),
      value: (record) => asText(record.data['lowIncome']),
    },
    flagColumn('emergency', 80, { optional: true }),
    updatedColumn,
    refIdColumn('household_id', 'household'),
    refIdColumn('applicant_id', 'applicant'),
    refIdColumn('source_id', 'source'),
  ],
  facets: ['state_label', 'hard_cause', 'aid_type', 'low_income', 'community_name'],
  sort: [{ column: 'due_on', dir: 'asc' }],
  views: [
    {
      key: 'open',
      where: [
        {
          column: 'state',
          op: 'in',
          value: [
            'draft',
            'community_submitted',
            'to_supplement',
            'accepted',
            'checking',
            'street_reviewed',
            'publicity',
            'objection',
            'street_approved',
            'district_review',
            'approved',
            'paying',
            'paid',
            'following',
          ],
        },
      ],
    },
    {
      key: 'overdue',
      where: [
        { column: 'due_on', op: '<', value: '$today' },
        { column: 'clock_stopped', op: '=', value: 0 },
      ],
    },
    { key: 'in_notice', where: [{ column: 'state', op: 'in', value: ['publicity', 'objection'] }] },
    { key: 'to_pay', where: [{ column: 'state', op: 'in', value: ['approved', 'paying'] }] },
    { key: 'to_follow', where: [{ column: 'state', op: '=', value: 'following' }] },
    {
      key: 'at_district',
      where: [{ column: 'state', op: '=', value: 'district_review' }],
    },
    { key: 'all', where: [] },
  ],
  indexes: [
    ['due_on'],
    ['state', 'due_on'],
    ['household_id', 'apply_on'],
    ['applicant_id'],
    ['source_id'],
  ],
  search: {
    title: (record) => labelPart(record.data['household']),
    subtitle: (record) =>
      [record.bizNo, String(record.data['applyOn'] ?? '')].filter(Boolean).join('　'),
    names: (record) =>
      [labelPart(record.data['household']), labelPart(record.data['applicant'])].filter(Boolean),
    digits: (record) => [record.bizNo].filter(Boolean),
  },
};

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
