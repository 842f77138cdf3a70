import { clearColumns } from '../../four-clears/clear-columns.ts';
import {
  asList,
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
import type { Envelope } from '../envelope.ts';
import type { ListSpec } from '../list-spec.ts';
import { generationOf } from './generation.ts';

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
      value: (record) => presentIdentities(record),
    },
    {
      key: 'qiao_gen',
      sqlType: 'text',
      width: 84,
      format: 'choice',
      options: 'qiao_gen',
      value: (record) => generationOf(record.data).generation,
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
    {
      key: 'qiao_gen_source',
      sqlType: 'text',
      width: 110,
      format: 'choice',
      options: 'qiao_gen_source',
      optional: true,
      value: (record) => generationOf(record.data).source,
    },
    {
      key: 'emigrated_on',
      sqlType: 'text',
      width: 100,
      format: 'date',
      optional: true,
      value: (record) => generationOf(record.data).on,
    },
    {
      key: 'verify_level',
      sqlType: 'text',
      width: 110,
      format: 'choice',
      options: 'verify_level',
      optional: true,
      value: (record) => asText(asList(record.data['identities'])[0]?.['verifyLevel']),
    },
    flagColumn('thin', 70, { optional: true }),
    {
      key: 'is_kin',
      sqlType: 'integer',
      width: 0,
      format: 'flag',
      value: (record) => holdsOneOf(record, kinIdentities),
    },
    {
      key: 'is_overseas',
      sqlType: 'integer',
      width: 0,
      format: 'flag',
      value: (record) => holdsOneOf(record, overseasIdentities),
    },
    updatedColumn,
    refIdColumn('contact_via_id', 'contactVia'),
    refIdColumn('household_id', 'household'),
    refIdColumn('liaison_id', 'liaison'),
    sinceColumn,
    ...clearColumns('person'),
    {
      key: 'identities',
      sqlType: 'text',
      width: 0,
      format: 'text',
      value: (record) =>
        asList(record.data['identities'])
          .map((row) => String(row['identity'] ?? ''))
          .join(' ') || null,
    },
  ],
  facets: ['identity', 'qiao_gen', 'segment', 'live_state', 'country', 'community_name'],
  sort: [{ column: 'name', dir: 'asc' }],
  views: [
    { key: 'all', where: [] },
    { key: 'mine', where: [{ column: 'liaison_id', op: '=', value: '$me' }] },
    {
      key: 'incomplete',
      where: [
        { column: 'is_complete', op: '=', value: 0 },
        { column: 'live_state', op: 'in', value: ['in', 'back'] },
      ],
    },
    {
      key: 'unverified',
      where: [
        { column: 'fresh_until', op: '<', value: '$today' },
        { column: 'live_state', op: 'in', value: ['in', 'back'] },
      ],
    },
    { key: 'key', where: [{ column: 'segment', op: '=', value: 'A' }] },
    {
      key: 'stale',
      where: [
        { column: 'verified_on', op: '<', value: '$today-365' },
        { column: 'live_state', op: '=', value: 'in' },
      ],
    },
    { key: 'abroad', where: [{ column: 'country', op: '!=', value: 'CHN' }] },
    { key: 'new_generation', where: [{ column: 'qiao_gen', op: '=', value: 'new' }] },
    { key: 'old_generation', where: [{ column: 'qiao_gen', op: '=', value: 'old' }] },
    {
      key: 'relation_missing',
      where: [
        { column: 'is_kin', op: '=', value: 1 },
        { column: 'live_state', op: 'in', value: ['in', 'back'] },
      ],
      without: {
        type: 'relation',
        column: 'from_id',
        where: [{ column: 'qualifies', op: '=', value: 1 }],
      },
    },
    {
      key: 'contact_missing',
      where: [
        { column: 'is_overseas', op: '=', value: 1 },
        { column: 'thin', op: '=', value: 0 },
        { column: 'live_state', op: 'in', value: ['in', 'back', 'abroad'] },
        { column: 'household_id', op: 'empty' },
        { column: 'contact_via_id', op: 'empty' },
      ],
      without: {
        type: 'relation',
        column: 'to_id',
        where: [{ column: 'kind', op: '=', value: 'kin' }],
      },
    },
    { key: 'thin', where: [{ column: 'thin', op: '=', value: 1 }] },
  ],
  indexes: [
    ['name'],
    ['household_id'],
    ['contact_via_id'],
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

/** Identities that rest on a relation, and those that need somebody to be reached through (domain.md §4.1 GX). */
const kinIdentities: ReadonlySet<string> = new Set(['qj', 'whj', 'gaj', 'lxj']);
const overseasIdentities: ReadonlySet<string> = new Set(['hq', 'whr', 'hyi', 'ga', 'lx']);

function holdsOneOf(record: Envelope, wanted: ReadonlySet<string>): number {
  return Number((presentIdentities(record) ?? '').split(',').some((each) => wanted.has(each)));
}

/** Identities in force, several with commas between; an ended one is history. */
function presentIdentities(record: Envelope): string | null {
  const held = asList(record.data['identities'])
    .filter((each) => each['until'] === undefined && each['endedReason'] !== 'mistake')
    .map((each) => String(each['identity'] ?? ''));
  return [...new Set(held)].join(',') || null;
}

function phones(record: Envelope): string[] {
  const contacts = asList(record.data['contacts'])
    .filter((each) => each['kind'] === 'phone' || each['kind'] === 'overseas')
    .map((each) => String(each['value'] ?? ''));
  return [String(record.data['phone'] ?? ''), ...contacts].filter((each) => each !== '');
}

/** Only the last four digits of a document are searchable; the rest stays in the sensitive field. */
function idTails(record: Envelope): string[] {
  return asList(record.data['documents']).map((each) => String(each['number'] ?? '').slice(-4));
}
