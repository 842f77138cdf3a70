import type { PlainData } from '../envelope.ts';
import type { ListSpec } from '../list-spec.ts';
import {
  asList,
  bizNoColumn,
  choiceColumn,
  communityColumn,
  dateColumn,
  moneyColumn,
  refColumn,
  refIdColumn,
  refLabels,
  stateColumn,
  textColumn,
  updatedColumn,
} from '../columns.ts';

export const visitList: ListSpec = {
  columns: [
    {
      key: 'visit_at',
      sqlType: 'text',
      width: 152,
      format: 'instant',
      value: (record) => String(record.data['visitAt'] ?? '') || null,
    },
    refColumn('subject', 150),
    choiceColumn('kind', 'visit_kind', 116),
    choiceColumn('mode', 'visit_mode', 70),
    choiceColumn('outcome', 'visit_outcome', 90),
    {
      key: 'visitors',
      sqlType: 'text',
      width: 152,
      format: 'text',
      value: (record) => refLabels(record.data['visitors']) || null,
    },
    {
      key: 'needs_count',
      sqlType: 'integer',
      width: 70,
      format: 'number',
      value: (record) => asList(record.data['needs']).length,
    },
    {
      key: 'needs_to_route',
      sqlType: 'integer',
      width: 0,
      format: 'number',
      value: (record) => asList(record.data['needs']).filter(isCounted).length,
    },
    {
      key: 'needs_routed',
      sqlType: 'integer',
      width: 0,
      format: 'number',
      value: (record) =>
        asList(record.data['needs']).filter(
          (need) => isCounted(need) && need['target'] !== undefined,
        ).length,
    },
    moneyColumn(
      'gift_fen',
      100,
      (data) =>
        asList(data['gifts']).reduce((sum, gift) => sum + Number(gift['amount'] ?? 0), 0) || null,
    ),
    stateColumn,
    communityColumn,
    {
      ...dateColumn('next_on', 100),
      value: (record) => String(record.data['nextOn'] ?? '') || null,
    },
    bizNoColumn,
    textColumn('campaign', 150, { optional: true }),
    updatedColumn,
    refIdColumn('subject_id', 'subject'),
    refIdColumn('recorder_id', 'recorder'),
    refIdColumn('plan_id', 'plan'),
    refIdColumn('campaign_id', 'campaignRef'),
  ],
  facets: ['kind', 'outcome', 'mode', 'state_label', 'community_name'],
  sort: [{ column: 'visit_at', dir: 'desc' }],
  views: [
    { key: 'all', where: [] },
    { key: 'mine', where: [{ column: 'recorder_id', op: '=', value: '$me' }] },
    { key: 'to_confirm', where: [{ column: 'state', op: '=', value: 'submitted' }] },
    { key: 'returned', where: [{ column: 'state', op: '=', value: 'returned' }] },
    { key: 'with_gifts', where: [{ column: 'gift_fen', op: 'filled' }] },
  ],
  indexes: [
    ['visit_at'],
    ['state', 'visit_at'],
    ['subject_id', 'visit_at'],
    ['recorder_id', 'visit_at'],
    ['next_on'],
    ['plan_id'],
    ['campaign_id', 'visit_at'],
  ],
  search: {
    title: (record) => labelPart(record.data['subject']),
    subtitle: (record) =>
      [record.bizNo, String(record.data['visitAt'] ?? '').slice(0, 10)].filter(Boolean).join('　'),
    names: (record) => [labelPart(record.data['subject'])],
    digits: (record) => [record.bizNo],
  },
};

/** 诉求转办率 is taken of all needs but those that were only noted (domain.md §4.2). */
function isCounted(need: PlainData): boolean {
  return need['route'] !== 'note';
}

function labelPart(value: unknown): string {
  return typeof value === 'object' && value !== null && 'label' in value ? String(value.label) : '';
}
