import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import type { Permissions } from '../../access/can.ts';
import {
  asText,
  bizNoColumn,
  choiceColumn,
  clockColumns,
  dateColumn,
  searchInList,
  stateColumn,
  textColumn,
} from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { exportRequestFields, type ExportRequestData } from './schema.ts';
import { exportRequestTexts } from './texts.ts';
import { exportRequestWorkflow } from './workflow.ts';

/** Whoever exports asks, the lead and the district decide, auditors read (domain.md §3.0). */
const permissions: Permissions = {
  read: { O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
  create: { O: 'unit', H: 'unit', D: 'unit' },
  edit: {},
  remove: {},
  unmask: {},
  print: { O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
  export: { H: 'unit', D: 'all', X: 'all' },
};

/** 数据出口申请. */
export const exportRequest = defineRecordType<ExportRequestData>({
  name: 'export_request',
  collection: 'records',
  version: 1,
  numberPrefix: 'CK',
  icon: 'consent',
  fields: exportRequestFields,
  schema: z.strictObject(
    optionalShape(exportRequestFields),
  ) as unknown as z.ZodType<ExportRequestData>,
  rules: [],
  workflow: exportRequestWorkflow,
  permissions,
  form: {
    sections: [
      {
        key: 'what',
        columns: 3,
        fields: [
          'title',
          'rows',
          'aboutPeople',
          { field: 'columnTitles', span: 3 },
          { field: 'sensitive', span: 3 },
          'ledger',
          { field: 'columns', span: 3 },
          { field: 'pick', span: 3 },
          { field: 'table', span: 3 },
        ],
      },
      {
        key: 'why',
        columns: 3,
        fields: ['purpose', 'recipient', 'keepUntil', { field: 'reason', span: 3 }],
      },
      {
        key: 'outcome',
        columns: 3,
        fields: [
          'validTo',
          'exportedOn',
          'exportedRows',
          { field: 'fileMark', span: 3 },
          'destroyedOn',
          { field: 'destroyNote', span: 2 },
        ],
      },
    ],
    byProgram: true,
  },
  list: {
    columns: [
      ...clockColumns,
      textColumn('title', 160),
      {
        key: 'rows',
        sqlType: 'integer',
        width: 80,
        format: 'number',
        value: (record) => Number(record.data['rows'] ?? 0),
      },
      textColumn('sensitive', 180),
      choiceColumn('purpose', 'export_purpose', 110),
      textColumn('recipient', 130),
      stateColumn,
      { ...dateColumn('valid_to', 110), value: (record) => asText(record.data['validTo']) },
      { ...dateColumn('exported_on', 110), value: (record) => asText(record.data['exportedOn']) },
      { ...dateColumn('keep_until', 110), value: (record) => asText(record.data['keepUntil']) },
      bizNoColumn,
    ],
    facets: ['state_label', 'purpose'],
    sort: [{ column: 'updated_at', dir: 'desc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'to_decide', where: [{ column: 'state', op: 'in', value: ['applied', 'reviewed'] }] },
      { key: 'to_take', where: [{ column: 'state', op: '=', value: 'approved' }] },
      { key: 'to_destroy', where: [{ column: 'state', op: '=', value: 'exported' }] },
    ],
    indexes: [['state', 'keep_until']],
    search: searchInList('title', 'recipient'),
  },
  /** F17 数据出口登记. */
  print: {
    title: { zh: '数据出口申请登记表', en: 'Export request' },
    rows: [
      ['title', 'rows'],
      ['columnTitles'],
      ['sensitive'],
      ['purpose', 'recipient'],
      ['reason'],
      ['keepUntil', 'validTo'],
      ['exportedOn', 'exportedRows'],
      ['fileMark'],
      ['destroyedOn', 'destroyNote'],
    ],
    signatures: [
      { zh: '申请人', en: 'Asked by' },
      { zh: '批准人', en: 'Approved by' },
    ],
    isPublic: false,
  },
  kpis: [],
  texts: exportRequestTexts,
  label: (data) => `${data.title}　${data.rows} 条`,
  migrations: [],
  samples: [
    {
      ledger: 'hardship_case',
      title: '困难帮扶台账',
      columns: 'household,applicant,reason',
      columnTitles: '涉侨户、申请人、申请理由',
      sensitive: '申请理由',
      pick: '{"by":"ids","ids":["sample-case-1"]}',
      rows: 1,
      aboutPeople: true,
      purpose: 'report',
      reason: '区侨联汇总年度困难帮扶情况。',
      recipient: '区侨联 励宁',
      keepUntil: '2026-12-31',
    },
  ],
});
