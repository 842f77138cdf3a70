import {
  asList,
  asText,
  choiceColumn,
  communityColumn,
  dateColumn,
  refIdColumn,
  textColumn,
  updatedColumn,
} from '../columns.ts';
import type { Envelope } from '../envelope.ts';
import type { ListColumn, ListSpec } from '../list-spec.ts';

/** How many of the five are ticked. */
function ticks(key: string, field: string): ListColumn {
  return {
    key,
    sqlType: 'integer',
    width: 70,
    format: 'number',
    value: (record) => ticked(record, field),
  };
}

function ticked(record: Envelope, field: string): number {
  const done = asList(record.data[field]).filter((row) => row['done'] === true);
  return new Set(done.map((row) => row['item'])).size;
}

export const orgList: ListSpec = {
  columns: [
    textColumn('name', 220),
    choiceColumn('kind', 'org_kind', 130),
    choiceColumn('tier', 'org_tier', 90),
    choiceColumn('form', 'org_form', 120),
    communityColumn,
    choiceColumn('standing', 'org_state', 90),
    ticks('five_have', 'fiveHave'),
    ticks('five_good', 'fiveGood'),
    {
      key: 'reaches',
      sqlType: 'integer',
      width: 70,
      format: 'flag',
      value: (record) =>
        Number(ticked(record, 'fiveHave') === 5 && ticked(record, 'fiveGood') === 5),
    },
    { ...dateColumn('term_due_on', 110), value: (record) => asText(record.data['termDueOn']) },
    {
      ...choiceColumn('demo_level', 'demo_level', 80),
      value: (record) => asText(record.data['demoLevel']),
    },
    textColumn('chair', 90, { optional: true }),
    dateColumn('founded', 110, { optional: true }),
    {
      key: 'has_party_link',
      sqlType: 'integer',
      width: 80,
      format: 'flag',
      optional: true,
      value: (record) => Number(asText(record.data['partyOrg']) !== null),
    },
    updatedColumn,
    refIdColumn('parent_id', 'parent'),
  ],
  facets: ['kind', 'tier', 'standing', 'demo_level'],
  sort: [{ column: 'name', dir: 'asc' }],
  views: [
    { key: 'all', where: [] },
    { key: 'short', where: [{ column: 'reaches', op: '=', value: 0 }] },
    {
      key: 'term_soon',
      where: [
        { column: 'standing', op: '=', value: 'normal' },
        { column: 'term_due_on', op: '<=', value: '$today+180' },
      ],
    },
    {
      key: 'term_over',
      where: [
        { column: 'standing', op: '=', value: 'normal' },
        { column: 'term_due_on', op: '<', value: '$today' },
      ],
    },
    { key: 'extended', where: [{ column: 'tier', op: '=', value: 'x' }] },
  ],
  indexes: [['parent_id'], ['term_due_on'], ['tier', 'standing']],
  search: {
    title: (record) => String(record.data['name'] ?? ''),
    subtitle: (record) => String(record.data['address'] ?? ''),
    names: (record) => [String(record.data['name'] ?? ''), String(record.data['chair'] ?? '')],
    digits: () => [],
  },
};
