import {
  choiceColumn,
  communityColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  searchInList,
  updatedColumn,
} from '../columns.ts';
import type { ListSpec } from '../list-spec.ts';
import { constitutes, isInForce, qualifies } from './kin.ts';

export const relationList: ListSpec = {
  columns: [
    { ...refColumn('from', 130), key: 'person' },
    choiceColumn('kind', 'relation_kind', 90),
    {
      key: 'word',
      sqlType: 'text',
      width: 128,
      format: 'choice',
      options: 'relation_word',
      value: ({ data }) => String(data['rel'] ?? data['role'] ?? '') || null,
    },
    { ...refColumn('to', 160), key: 'other' },
    choiceColumn('country', 'country', 120),
    {
      key: 'constitutes',
      sqlType: 'text',
      width: 130,
      format: 'choice',
      options: 'constitutes',
      value: ({ data }) => (data['kind'] === 'kin' ? constitutes(data) : null),
    },
    dateColumn('since', 100, { optional: true }),
    dateColumn('until', 100, { optional: true }),
    {
      key: 'in_force',
      sqlType: 'integer',
      width: 70,
      format: 'flag',
      value: ({ data }) => Number(isInForce(data)),
    },
    communityColumn,
    updatedColumn,
    refIdColumn('from_id', 'from'),
    refIdColumn('to_id', 'to'),
    {
      key: 'qualifies',
      sqlType: 'integer',
      width: 0,
      format: 'flag',
      value: ({ data }) => Number(qualifies(data)),
    },
    {
      key: 'lacks_country',
      sqlType: 'integer',
      width: 0,
      format: 'flag',
      value: ({ data }) => Number(constitutes(data) !== 'no' && data['country'] === undefined),
    },
  ],
  facets: ['kind', 'constitutes', 'country', 'in_force'],
  sort: [{ column: 'person', dir: 'asc' }],
  views: [
    { key: 'all', where: [] },
    { key: 'kin', where: [{ column: 'kind', op: '=', value: 'kin' }] },
    { key: 'enterprise', where: [{ column: 'kind', op: '=', value: 'enterprise' }] },
    { key: 'no_country', where: [{ column: 'lacks_country', op: '=', value: 1 }] },
    { key: 'ended', where: [{ column: 'in_force', op: '=', value: 0 }] },
  ],
  indexes: [
    ['from_id', 'qualifies'],
    ['to_id', 'kind'],
  ],
  search: searchInList('from', 'to'),
};
