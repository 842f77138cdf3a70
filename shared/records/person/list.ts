import {
  asList,
  asText,
  choiceColumn,
  communityColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  textColumn,
  updatedColumn,
} from '../columns.ts';
import type { Envelope } from '../envelope.ts';
import type { ListSpec } from '../list-spec.ts';

export const personList: ListSpec = {
  columns: [
    { ...textColumn('name', 130), value: (record) => asText(record.data['nameCn']) },
    choiceColumn('sex', 'sex', 68),
    { ...dateColumn('birth', 100) },
    {
      key: 'identity',
      sqlType: 'text',
      width: 120,
      format: 'choice',
      options: 'identity',
      value: (record) => asText(asList(record.data['identities'])[0]?.['identity']),
    },
    {
      key: 'country',
      sqlType: 'text',
      width: 110,
      format: 'choice',
      options: 'country',
      value: (record) => asText(record.data['liveCountry']),
    },
    {
      key: 'phone',
      sqlType: 'text',
      width: 120,
      format: 'masked',
      value: (record) => asText(record.data['phone']),
    },
    communityColumn,
    refColumn('household', 130),
    choiceColumn('segment', 'segment', 80),
    {
      ...choiceColumn('live_state', 'live_state', 80),
      value: (record) => asText(record.data['liveState']),
    },
    refColumn('liaison', 90),
    { ...dateColumn('verified_on', 110), value: (record) => asText(record.data['verifiedOn']) },
    {
      ...dateColumn('last_visit_on', 110, { optional: true }),
      value: (record) => asText(record.data['lastVisitOn']),
    },
    updatedColumn,
    refIdColumn('household_id', 'household'),
    refIdColumn('liaison_id', 'liaison'),
  ],
  facets: ['identity', 'segment', 'live_state', 'country', 'community_name'],
  sort: [{ column: 'name', dir: 'asc' }],
  views: [
    { key: 'all', where: [] },
    { key: 'mine', where: [{ column: 'liaison_id', op: '=', value: '$me' }] },
    { key: 'key', where: [{ column: 'segment', op: '=', value: 'A' }] },
    {
      key: 'stale',
      where: [
        { column: 'verified_on', op: '<', value: '$today-365' },
        { column: 'live_state', op: '=', value: 'in' },
      ],
    },
    { key: 'abroad', where: [{ column: 'country', op: '!=', value: 'CHN' }] },
  ],
  indexes: [
    ['name'],
    ['household_id'],
    ['verified_on'],
    ['liaison_id', 'name'],
    ['segment', 'name'],
    ['country', 'name'],
  ],
  search: {
    title: (record) => String(record.data['nameCn'] ?? ''),
    subtitle: (record) =>
      [String(record.data['birth'] ?? '').slice(0, 4), String(record.data['liveAddr'] ?? '')]
        .filter(Boolean)
        .join('　'),
    names: (record) =>
      [record.data['nameCn'], record.data['nameForeign'], record.data['alias']].filter(
        (name): name is string => typeof name === 'string',
      ),
    digits: (record) => [...phones(record), ...idTails(record)],
  },
};

function phones(record: Envelope): string[] {
  const contacts = asList(record.data['contacts'])
    .filter((each) => each['kind'] === 'phone')
    .map((each) => String(each['value'] ?? ''));
  return [String(record.data['phone'] ?? ''), ...contacts].filter((each) => each !== '');
}

/** Only the last four digits of a document are searchable; the rest stays in the sensitive field. */
function idTails(record: Envelope): string[] {
  return asList(record.data['documents']).map((each) => String(each['number'] ?? '').slice(-4));
}
