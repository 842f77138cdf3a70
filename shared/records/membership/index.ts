import { z } from 'zod';
import { labelOf } from '../../dictionaries/dictionary.ts';
import { choice, date, flag, longText, optionalShape, ref, text } from '../../fields/kinds.ts';
import type { DataOf, Problem } from '../../fields/field.ts';
import { streetWork } from '../base-permissions.ts';
import { notFutureDate } from '../checks.ts';
import {
  asList,
  choiceColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  searchInList,
  updatedColumn,
} from '../columns.ts';
import type { Envelope } from '../envelope.ts';
import { defineRecordType, type Rule } from '../record-type.ts';
import { membershipTexts } from './texts.ts';

/** E16 任职: who holds which post in an organisation, from when to when (domain.md §2.3 D). */
const fields = {
  org: ref({ to: ['org'], required: true }),
  term: ref({ to: ['org_term'] }),
  person: ref({ to: ['person'], required: true, privacy: 2 }),
  post: choice({ from: 'org_post', required: true }),
  fullTime: flag(),
  since: date({ required: true, check: notFutureDate }),
  until: date(),
  appointmentNo: text({ max: 60 }),
  duties: longText({ max: 300 }),
};
type MembershipData = DataOf<typeof fields>;

const offices = { O: 'unit', H: 'unit' } as const;
/** Posts that a foreign national may hold (R10), and those that one person holds at a time. */
const forForeigners: ReadonlySet<string> = new Set(['adviser', 'overseas', 'honorary']);
const single: ReadonlySet<string> = new Set(['chair', 'secretary_general']);
const chinese: ReadonlySet<unknown> = new Set([undefined, 'CHN', 'HKG', 'MAC', 'TWN']);
/** Committee members are 归侨 or 侨眷 as a rule (R10). */
const committee: ReadonlySet<string> = new Set(['chair', 'vice_chair', 'standing', 'committee']);

const inOrder: Rule<MembershipData> = ({ since, until }) =>
  since !== undefined && until !== undefined && until < since
    ? [{ field: 'until', code: 'membership.ends_before', severity: 'error' }]
    : [];

function besideOthers(
  data: Partial<MembershipData>,
  person: Envelope | undefined,
  others: readonly MembershipData[],
): readonly Problem[] {
  const { post, org, until } = data;
  if (post === undefined || org === undefined || until !== undefined) return [];
  const present = others.filter((other) => other.org.id === org.id && other.until === undefined);
  const found: Problem[] = [];
  if (present.some((other) => other.person.id === data.person?.id && other.post === post))
    found.push({ field: 'person', code: 'membership.twice', severity: 'error' });
  else if (single.has(post) && present.some((other) => other.post === post))
    found.push({ field: 'post', code: 'membership.taken', severity: 'error' });
  if (person === undefined) return found;
  if (!chinese.has(person.data['nationality']) && !forForeigners.has(post))
    found.push({ field: 'post', code: 'membership.foreigner', severity: 'warning' });
  const identities = asList(person.data['identities']).map((each) => each['identity']);
  if (committee.has(post) && !identities.some((each) => each === 'gq' || each === 'qj'))
    found.push({ field: 'person', code: 'membership.identity', severity: 'warning' });
  return found;
}

export const membership = defineRecordType<MembershipData>({
  name: 'membership',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'users',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<MembershipData>,
  rules: [inOrder],
  workflow: null,
  permissions: { ...streetWork, create: offices, edit: offices },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: ['org', 'person', 'post', 'term', 'since', 'until', 'appointmentNo', 'fullTime'],
      },
      { key: 'duties', columns: 3, fields: [{ field: 'duties', span: 3 }] },
    ],
  },
  list: {
    columns: [
      refColumn('org', 200),
      refColumn('person', 130),
      choiceColumn('post', 'org_post', 110),
      dateColumn('since', 110),
      dateColumn('until', 110),
      updatedColumn,
      refIdColumn('org_id', 'org'),
      refIdColumn('person_id', 'person'),
      refIdColumn('term_id', 'term'),
    ],
    facets: ['post'],
    sort: [{ column: 'since', dir: 'desc' }],
    views: [
      { key: 'present', where: [{ column: 'until', op: 'empty' }] },
      { key: 'all', where: [] },
    ],
    indexes: [['org_id'], ['person_id'], ['term_id']],
    search: searchInList('person', 'org'),
  },
  print: null,
  kpis: [
    {
      key: 'posts_held',
      name: { zh: '在任人数', en: 'Posts held' },
      unit: 'count',
      numerator: [{ column: 'until', op: 'empty' }],
    },
  ],
  texts: membershipTexts,
  label: (data) => `${data.person.label}　${labelOf('org_post', data.post)}`,
  communityFrom: { field: 'org', kind: 'ref' },
  beside: {
    wants: ({ person }) => (person === undefined ? [] : [person]),
    neighbours: ({ org }) => (org === undefined ? [] : [{ column: 'org_id', value: org.id }]),
    check: (data, { record, neighbours }) =>
      besideOthers(
        data,
        record(data.person?.id ?? ''),
        neighbours.map((each) => each.data),
      ),
  },
  migrations: [],
  samples: [
    {
      org: { type: 'org', id: 'sample-org-1', label: '古林镇侨联' },
      person: { type: 'person', id: 'sample-person-1', label: '虞菊兰' },
      post: 'adviser',
      since: '2019-05-18',
    },
  ],
});
