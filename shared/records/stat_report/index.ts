import { z } from 'zod';
import {
  choice,
  code,
  date,
  integer,
  items,
  longText,
  optionalShape,
  text,
} from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { isQuarter } from '../../statistics/periods.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { streetWork } from '../base-permissions.ts';
import { asList, asText, dateColumn, clockColumns } from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { statReportTexts } from './texts.ts';

/** E74 统计表: what a unit reports for a quarter beside what its register counts; frozen, it never changes again (domain.md §9, 30). */
const fields = {
  template: choice({ from: 'stat_template', required: true }),
  period: code({
    max: 7,
    required: true,
    check: (value) => (isQuarter(value) ? [] : [{ code: 'stat.period', severity: 'error' }]),
  }),
  asOf: date({ required: true }),
  cells: items({
    of: {
      key: text({ max: 60, required: true }),
      reported: integer({ min: 0, max: 10_000_000 }),
      computed: integer({ min: 0, max: 10_000_000 }),
    },
    max: 900,
    widget: 'readonly',
    rowKey: ['key'],
  }),
  note: longText({ max: 500 }),
};

export type StatReportData = DataOf<typeof fields>;

const workflow: Workflow<StatReportData> = {
  tracked: true,
  states: {
    draft: { editable: true, open: true },
    frozen: { editable: false, open: false },
  },
  transitions: [
    { action: 'begin', from: [null], to: 'draft', who: ['O', 'H'] },
    {
      action: 'freeze',
      from: ['draft'],
      to: 'frozen',
      who: ['H', 'O'],
      guard: (record) =>
        asList(record.data.cells).length === 0
          ? [{ field: 'cells', code: 'stat.empty', severity: 'error' }]
          : [],
    },
    // What is found out later stands beside the frozen figures, never in them.
    {
      action: 'remark',
      from: ['frozen'],
      to: 'frozen',
      who: ['O', 'H'],
      asks: ['note'],
      needsOpinion: true,
      aside: true,
    },
  ],
};

const offices = { O: 'unit', H: 'unit' } as const;

export const statReport = defineRecordType<StatReportData>({
  name: 'stat_report',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'figures',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<StatReportData>,
  rules: [],
  workflow,
  permissions: { ...streetWork, create: offices, edit: offices, remove: { H: 'unit' }, unmask: {} },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: ['template', 'period', 'asOf', { field: 'note', span: 3 }],
      },
      { key: 'cells', columns: 3, fields: [{ field: 'cells', span: 3 }] },
    ],
    starts: { template: 'qiaoqing' },
  },
  list: {
    columns: [
      {
        key: 'period',
        sqlType: 'text',
        width: 110,
        format: 'text',
        value: (record) => asText(record.data['period']),
      },
      { ...dateColumn('as_of', 110), value: (record) => asText(record.data['asOf']) },
      {
        key: 'reported_count',
        sqlType: 'integer',
        width: 110,
        format: 'number',
        value: (record) =>
          asList(record.data['cells']).filter((cell) => cell['reported'] !== undefined).length,
      },
      ...clockColumns,
    ],
    facets: [],
    sort: [{ column: 'period', dir: 'desc' }],
    views: [{ key: 'all', where: [] }],
    indexes: [['state', 'due_on'], ['due_on'], ['period'], ['as_of'], ['unit', 'period']],
    search: {
      title: (record) => `侨情统计表 ${String(record.data['period'] ?? '')}`,
      subtitle: (record) => String(record.data['asOf'] ?? ''),
      names: () => [],
      digits: () => [],
    },
  },
  print: null,
  kpis: [],
  texts: statReportTexts,
  label: (data) => `侨情统计表 ${data.period}`,
  migrations: [],
  samples: [
    {
      template: 'qiaoqing',
      period: '2026-Q3',
      asOf: '2026-09-30',
      cells: [{ id: 'c1', key: 'persons', reported: 1586, computed: 1586 }],
    },
  ],
});
