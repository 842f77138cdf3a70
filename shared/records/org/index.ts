import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { streetWork } from '../base-permissions.ts';
import { defineRecordType } from '../record-type.ts';
import { orgList } from './list.ts';
import { orgRules } from './rules.ts';
import { orgFields, type OrgData } from './schema.ts';
import { orgTexts } from './texts.ts';

const offices = { O: 'unit', H: 'unit' } as const;

/** 侨联组织. */
export const org = defineRecordType<OrgData>({
  name: 'org',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'org',
  fields: orgFields,
  schema: z.strictObject(optionalShape(orgFields)) as unknown as z.ZodType<OrgData>,
  rules: orgRules,
  workflow: null,
  permissions: { ...streetWork, create: offices, edit: offices },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          { field: 'name', span: 2 },
          'standing',
          'kind',
          'tier',
          'form',
          'parent',
          'community',
          'founded',
          'approvalNo',
          { field: 'address', span: 2 },
          { field: 'partyOrg', span: 2 },
        ],
      },
      {
        key: 'people',
        columns: 3,
        fields: ['chair', 'secretary', 'termDueOn', 'membersCount', 'qiaoCount'],
      },
      { key: 'fiveHave', columns: 2, fields: [{ field: 'fiveHave', span: 2 }] },
      { key: 'fiveGood', columns: 2, fields: [{ field: 'fiveGood', span: 2 }] },
      { key: 'sixOnes', columns: 2, fields: [{ field: 'sixOnes', span: 2 }] },
      { key: 'demo', columns: 3, fields: ['demoLevel', 'demoOn', { field: 'note', span: 3 }] },
    ],
    starts: {
      standing: 'normal',
      fiveHave: ['organisation', 'team', 'funds', 'place', 'activity'].map((item) => ({
        id: item,
        item,
        done: false,
      })),
      fiveGood: ['leaders', 'cadres', 'support', 'effect', 'people'].map((item) => ({
        id: item,
        item,
        done: false,
      })),
    },
  },
  list: orgList,
  print: null,
  kpis: [
    { key: 'orgs', name: { zh: '侨联组织', en: 'Organisations' }, unit: 'count', numerator: [] },
    {
      key: 'five_have_share',
      name: { zh: '五有达标率', en: 'All five haves' },
      unit: 'percent',
      numerator: [
        { column: 'standing', op: '=', value: 'normal' },
        { column: 'five_have', op: '=', value: 5 },
      ],
      denominator: [{ column: 'standing', op: '=', value: 'normal' }],
    },
    {
      key: 'five_good_share',
      name: { zh: '五好达标率', en: 'All five goods' },
      unit: 'percent',
      numerator: [
        { column: 'standing', op: '=', value: 'normal' },
        { column: 'five_good', op: '=', value: 5 },
      ],
      denominator: [{ column: 'standing', op: '=', value: 'normal' }],
    },
    {
      key: 'extended_orgs',
      name: { zh: '拓展组织数', en: 'Extended organisations' },
      unit: 'count',
      numerator: [
        { column: 'tier', op: '=', value: 'x' },
        { column: 'standing', op: '=', value: 'normal' },
      ],
    },
  ],
  texts: orgTexts,
  label: (data) => data.name,
  communityFrom: { field: 'community', kind: 'code' },
  migrations: [],
  samples: [
    {
      name: '古林镇侨联',
      kind: 'street',
      form: 'committee',
      tier: '1',
      founded: '2019-05-18',
      standing: 'normal',
      chair: '史红勤',
      qiaoCount: 648,
      partyOrg: '古林镇机关党支部',
      termDueOn: '2024-05-18',
      fiveHave: [{ id: 'h1', item: 'organisation', done: true, evidence: '成立批复' }],
    },
  ],
});
