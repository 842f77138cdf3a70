import { z } from 'zod';
import { labelOf } from '../../dictionaries/dictionary.ts';
import { optionalShape } from '../../fields/kinds.ts';
import { streetWork } from '../base-permissions.ts';
import type { PlainData } from '../envelope.ts';
import { defineRecordType } from '../record-type.ts';
import { contradictions } from './contradictions.ts';
import { qualifies } from './kin.ts';
import { relationList } from './list.ts';
import { relationRules } from './rules.ts';
import { relationFields, type RelationData } from './schema.ts';
import { relationTexts } from './texts.ts';

const isKin = (data: PlainData) => data['kind'] === 'kin';
const isTie = (data: PlainData) => isKin(data) || data['kind'] === 'household';
const isPost = (data: PlainData) => data['kind'] === 'enterprise' || data['kind'] === 'org';

/** 关系. */
export const relation = defineRecordType<RelationData>({
  name: 'relation',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'relation',
  fields: relationFields,
  schema: z.strictObject(optionalShape(relationFields)) as unknown as z.ZodType<RelationData>,
  rules: relationRules,
  workflow: null,
  permissions: streetWork,
  form: {
    sections: [
      {
        key: 'who',
        columns: 3,
        fields: ['from', 'kind', 'rel', 'role', 'to', 'sharePct'],
      },
      {
        key: 'anchor',
        columns: 3,
        fields: ['anchorIdentity', 'country', 'emigrated', 'notarised', 'contactFrequency'],
      },
      {
        key: 'time',
        columns: 3,
        fields: ['since', 'until', 'endedReason', { field: 'note', span: 3 }],
      },
    ],
    starts: { kind: 'kin' },
    visible: {
      rel: isTie,
      role: isPost,
      sharePct: (data) => data['kind'] === 'enterprise',
      anchorIdentity: isKin,
      country: isKin,
      emigrated: isKin,
      contactFrequency: isKin,
      notarised: (data) => data['rel'] === 'support',
    },
    requiredWhen: { rel: isTie, role: isPost },
  },
  list: relationList,
  print: null,
  kpis: [
    {
      key: 'relations',
      name: { zh: '有效关系', en: 'Relations in force' },
      unit: 'count',
      numerator: [{ column: 'in_force', op: '=', value: 1 }],
    },
  ],
  texts: relationTexts,
  label: (data) =>
    `${data.from.label}　${labelOf('relation_word', data.rel ?? data.role ?? data.kind)}　${data.to.label}`,
  communityFrom: { field: 'from', kind: 'ref' },
  belongsTo: ['from'],
  beside: {
    wants: ({ kind, from, to }) =>
      kind === 'kin' ? [from, to].filter((each) => each !== undefined) : [],
    neighbours: ({ from, to }) =>
      [from, to].flatMap((end) =>
        end === undefined
          ? []
          : [
              { column: 'from_id', value: end.id },
              { column: 'to_id', value: end.id },
            ],
      ),
    check: (data, { record, neighbours }) =>
      contradictions(data, {
        known: (id) => record(id)?.data,
        others: neighbours.map((each) => each.data),
      }),
  },
  tells: [
    {
      into: 'from',
      patch: (data, now) =>
        qualifies(data) && data.emigrated !== undefined && earlier(data.emigrated, now)
          ? { kinEmigrated: data.emigrated }
          : null,
    },
  ],
  migrations: [],
  samples: [
    {
      kind: 'kin',
      from: { type: 'person', id: 'sample-person-1', label: '虞菊兰' },
      to: { type: 'person', id: 'sample-person-3', label: '虞志远' },
      rel: 'elder_sister',
      anchorIdentity: 'hq',
      country: 'IDN',
      emigrated: '1955',
      contactFrequency: 'sometimes',
    },
    {
      kind: 'enterprise',
      from: { type: 'person', id: 'sample-person-2', label: '竺一辰' },
      to: { type: 'enterprise', id: 'sample-enterprise-1', label: '演示禾舟电器有限公司' },
      role: 'shareholder',
      sharePct: 35,
      since: '2021',
    },
  ],
});

/** The first of the family to leave decides (D6). */
function earlier(emigrated: string, person: PlainData): boolean {
  const now = person['kinEmigrated'];
  return typeof now !== 'string' || emigrated < now;
}
