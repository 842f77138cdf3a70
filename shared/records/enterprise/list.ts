import { clearColumns } from '../../four-clears/clear-columns.ts';
import {
  asText,
  choiceColumn,
  communityColumn,
  dateColumn,
  flagColumn,
  refColumn,
  refIdColumn,
  sinceColumn,
  textColumn,
  updatedColumn,
} from '../columns.ts';
import type { ListSpec } from '../list-spec.ts';

export const enterpriseList: ListSpec = {
  columns: [
    textColumn('name', 220),
    {
      key: 'kind',
      sqlType: 'text',
      width: 140,
      format: 'choice',
      options: 'ent_kind',
      value: (record) =>
        Array.isArray(record.data['kind']) ? record.data['kind'].join(',') : null,
    },
    choiceColumn('industry', 'industry', 130),
    {
      ...flagColumn('above_scale', 70),
      value: (record) => (record.data['aboveScale'] === true ? 1 : 0),
    },
    textColumn('contact', 90),
    {
      key: 'contact_phone',
      sqlType: 'text',
      width: 120,
      format: 'masked',
      value: (record) => asText(record.data['contactPhone']),
    },
    refColumn('officer', 90),
    { ...dateColumn('last_visit_on', 110), value: (record) => asText(record.data['lastVisitOn']) },
    choiceColumn('standing', 'ent_state', 80),
    communityColumn,
    textColumn('uscc', 180, { optional: true }),
    {
      ...choiceColumn('f4_stage', 'f4_stage', 80, { optional: true }),
      value: (record) => asText(record.data['f4Stage']),
    },
    { ...flagColumn('ecommerce', 70, { optional: true }) },
    {
      ...dateColumn('verified_on', 110, { optional: true }),
      value: (record) => asText(record.data['verifiedOn']),
    },
    {
      key: 'people_count',
      sqlType: 'integer',
      width: 80,
      format: 'number',
      optional: true,
      value: (record) => (Array.isArray(record.data['people']) ? record.data['people'].length : 0),
    },
    updatedColumn,
    refIdColumn('officer_id', 'officer'),
    sinceColumn,
    ...clearColumns('enterprise'),
  ],
  facets: ['industry', 'standing', 'above_scale', 'f4_stage', 'community_name'],
  sort: [{ column: 'name', dir: 'asc' }],
  views: [
    { key: 'all', where: [] },
    { key: 'mine', where: [{ column: 'officer_id', op: '=', value: '$me' }] },
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
    { key: 'above_scale', where: [{ column: 'above_scale', op: '=', value: 1 }] },
    {
      key: 'relation_missing',
      where: [
        { column: 'standing', op: '=', value: 'active' },
        { column: 'people_count', op: '=', value: 0 },
      ],
      without: {
        type: 'relation',
        column: 'to_id',
        where: [{ column: 'kind', op: '=', value: 'enterprise' }],
      },
    },
    { key: 'no_code', where: [{ column: 'uscc', op: 'empty' }] },
    {
      key: 'not_visited',
      where: [
        { column: 'standing', op: '=', value: 'active' },
        { column: 'last_visit_on', op: 'empty' },
      ],
    },
  ],
  indexes: [['name'], ['officer_id', 'name'], ['above_scale', 'name'], ['last_visit_on'], ['uscc']],
  search: {
    title: (record) => String(record.data['name'] ?? ''),
    subtitle: (record) => String(record.data['bizAddr'] ?? ''),
    names: (record) => [
      String(record.data['name'] ?? ''),
      String(record.data['contact'] ?? ''),
      String(record.data['legalRep'] ?? ''),
    ],
    digits: (record) =>
      [String(record.data['uscc'] ?? ''), String(record.data['contactPhone'] ?? '')].filter(
        (each) => each !== '',
      ),
  },
};
