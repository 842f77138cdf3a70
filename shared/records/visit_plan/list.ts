import type { ListSpec } from '../list-spec.ts';
import {
  asText,
  choiceColumn,
  clockColumns,
  communityColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  refLabels,
  stateColumn,
  textColumn,
} from '../columns.ts';

export const visitPlanList: ListSpec = {
  columns: [
    ...clockColumns,
    refColumn('subject', 170),
    {
      ...choiceColumn('visit_class', 'visit_class', 110),
      value: (record) => asText(record.data['visitClass']),
    },
    { ...dateColumn('due_from', 100), value: (record) => asText(record.data['dueFrom']) },
    { ...dateColumn('due_to', 100), value: (record) => asText(record.data['dueTo']) },
    {
      key: 'visitors',
      sqlType: 'text',
      width: 150,
      format: 'text',
      value: (record) => refLabels(record.data['visitors']) || null,
    },
    stateColumn,
    communityColumn,
    choiceColumn('source', 'plan_source', 90),
    refColumn('campaign', 150, { optional: true }),
    { ...dateColumn('visited_on', 100), value: (record) => asText(record.data['visitedOn']) },
    textColumn('batch', 0),
    refIdColumn('subject_id', 'subject'),
    refIdColumn('campaign_id', 'campaign'),
    refIdColumn('visit_id', 'visit'),
  ],
  facets: ['state_label', 'visit_class', 'visitors', 'community_name', 'source'],
  sort: [{ column: 'due_to', dir: 'asc' }],
  views: [
    {
      key: 'open',
      where: [{ column: 'state', op: 'in', value: ['planned', 'assigned', 'rescheduled'] }],
    },
    { key: 'to_assign', where: [{ column: 'state', op: '=', value: 'planned' }] },
    {
      key: 'late',
      where: [
        { column: 'state', op: 'in', value: ['planned', 'assigned', 'rescheduled'] },
        { column: 'due_to', op: '<', value: '$today' },
      ],
    },
    { key: 'done', where: [{ column: 'state', op: '=', value: 'done' }] },
    { key: 'all', where: [] },
  ],
  indexes: [['due_to'], ['state', 'due_to'], ['subject_id', 'due_to'], ['batch'], ['campaign_id']],
  search: null,
};
