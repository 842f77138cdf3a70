import { clearColumns } from '../../four-clears/clear-columns.ts';
import {
  asText,
  choiceColumn,
  communityColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  sinceColumn,
  textColumn,
  updatedColumn,
} from '../columns.ts';
import type { ListSpec } from '../list-spec.ts';

export const householdList: ListSpec = {
  columns: [
    textColumn('name', 140),
    choiceColumn('kind', 'household_kind', 110),
    communityColumn,
    textColumn('addr', 200),
    {
      key: 'tags',
      sqlType: 'text',
      width: 130,
      format: 'choice',
      options: 'household_tag',
      value: (record) =>
        Array.isArray(record.data['tags']) && record.data['tags'].length > 0
          ? record.data['tags'].join(',')
          : null,
    },
    refColumn('liaison', 90),
    { ...dateColumn('last_visit_on', 110), value: (record) => asText(record.data['lastVisitOn']) },
    { ...dateColumn('verified_on', 110), value: (record) => asText(record.data['verifiedOn']) },
    choiceColumn('standing', 'household_state', 90, { optional: true }),
    {
      ...textColumn('file_no', 120, { optional: true }),
      value: (record) => asText(record.data['fileNo']),
    },
    updatedColumn,
    refIdColumn('head_id', 'head'),
    refIdColumn('liaison_id', 'liaison'),
    sinceColumn,
    ...clearColumns('household'),
  ],
  facets: ['kind', 'community_name', 'standing'],
  sort: [{ column: 'name', dir: 'asc' }],
  views: [
    { key: 'all', where: [] },
    { key: 'mine', where: [{ column: 'liaison_id', op: '=', value: '$me' }] },
    {
      key: 'no_liaison',
      where: [
        { column: 'liaison_id', op: 'empty' },
        { column: 'standing', op: '=', value: 'active' },
      ],
    },
    {
      key: 'incomplete',
      where: [
        { column: 'is_complete', op: '=', value: 0 },
        { column: 'standing', op: '=', value: 'active' },
      ],
    },
    {
      key: 'unverified',
      where: [
        { column: 'fresh_until', op: '<', value: '$today' },
        { column: 'standing', op: '=', value: 'active' },
      ],
    },
    { key: 'hardship', where: [{ column: 'tags', op: 'contains', value: 'hardship' }] },
    {
      key: 'not_visited',
      where: [
        { column: 'standing', op: '=', value: 'active' },
        { column: 'last_visit_on', op: 'empty' },
      ],
    },
  ],
  indexes: [
    ['name'],
    ['head_id'],
    ['liaison_id', 'name'],
    ['last_visit_on'],
    ['standing', 'last_visit_on'],
  ],
  search: {
    title: (record) => String(record.data['name'] ?? ''),
    subtitle: (record) => String(record.data['addr'] ?? ''),
    names: (record) => [String(record.data['name'] ?? ''), String(record.data['addr'] ?? '')],
    digits: (record) => [String(record.data['fileNo'] ?? '')].filter((each) => each !== ''),
  },
};
