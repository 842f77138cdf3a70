import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { streetWork } from '../base-permissions.ts';
import { asList, asText, choiceColumn, dateColumn, refIdColumn, textColumn } from '../columns.ts';
import { defineRecordType, type Rule } from '../record-type.ts';
import { legalResourceFields, type LegalResourceData } from './schema.ts';
import { legalResourceTexts } from './texts.ts';

const endsAfterStart: Rule<LegalResourceData> = ({ from, to }) =>
  from !== undefined && to !== undefined && to < from
    ? [{ field: 'to', code: 'legal_resource.ends_early', severity: 'error' }]
    : [];

/** 律师与专家资源. */
export const legalResource = defineRecordType<LegalResourceData>({
  name: 'legal_resource',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'legal',
  fields: legalResourceFields,
  schema: z.strictObject(
    optionalShape(legalResourceFields),
  ) as unknown as z.ZodType<LegalResourceData>,
  rules: [endsAfterStart],
  workflow: null,
  permissions: {
    ...streetWork,
    read: { O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
    create: { O: 'unit', H: 'unit', D: 'unit' },
    edit: { O: 'unit', H: 'unit', D: 'unit' },
    unmask: { O: 'unit', H: 'unit' },
    print: { O: 'unit', H: 'unit', D: 'all', B: 'all' },
    export: { O: 'unit', H: 'unit', D: 'all' },
  },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'name',
          'firm',
          'team',
          'licenceNo',
          'phone',
          'account',
          'from',
          'to',
          'languages',
          { field: 'fields', span: 3 },
        ],
      },
      { key: 'enterprises', columns: 3, fields: [{ field: 'enterprises', span: 3 }] },
      { key: 'clients', columns: 3, fields: [{ field: 'clients', span: 3 }] },
    ],
    starts: { team: 'quarter' },
  },
  list: {
    columns: [
      textColumn('name', 120),
      textColumn('firm', 220),
      choiceColumn('team', 'legal_team', 140),
      {
        key: 'enterprises_count',
        sqlType: 'integer',
        width: 90,
        format: 'number',
        value: (record) => asList(record.data['enterprises']).length,
      },
      { ...dateColumn('valid_from', 110), value: (record) => asText(record.data['from']) },
      { ...dateColumn('valid_to', 110), value: (record) => asText(record.data['to']) },
      refIdColumn('account_id', 'account'),
    ],
    facets: ['team'],
    sort: [{ column: 'name', dir: 'asc' }],
    views: [
      { key: 'all', where: [] },
      {
        key: 'ending',
        where: [
          { column: 'valid_to', op: '<=', value: '$today+30' },
          { column: 'valid_to', op: 'filled' },
        ],
      },
    ],
    indexes: [['name'], ['valid_to'], ['account_id']],
    search: {
      title: (record) => String(asText(record.data['name']) ?? ''),
      subtitle: (record) => String(asText(record.data['firm']) ?? ''),
      names: (record) => [String(record.data['name'] ?? ''), String(record.data['firm'] ?? '')],
      digits: (record) => [String(record.data['phone'] ?? '')].filter(Boolean),
    },
  },
  print: null,
  kpis: [],
  texts: legalResourceTexts,
  label: (data) => data.name,
  migrations: [],
  samples: [
    {
      name: '毛思宁',
      firm: '演示律师事务所',
      team: 'quarter',
      fields: '合同、涉外贸易',
      languages: '英语',
      enterprises: [
        { type: 'enterprise', id: 'sample-enterprise-1', label: '演示禾舟电器有限公司' },
      ],
      from: '2026-01-01',
    },
  ],
});
