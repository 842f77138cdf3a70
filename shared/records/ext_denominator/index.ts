import { z } from 'zod';
import { choice, date, integer, optionalShape, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFutureDate } from '../checks.ts';
import { choiceColumn, dateColumn, textColumn, updatedColumn } from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

/** E13 外部基数: a total that is not ours to count, with who published it and as of when; shares are taken of it (domain.md §2.3 C, §9 trap 11). */
const fields = {
  metric: choice({ from: 'denominator_metric', required: true }),
  year: integer({ min: 2000, max: 2100, required: true }),
  value: integer({ min: 0, max: 100_000_000, required: true }),
  source: text({ max: 120, required: true }),
  asOf: date({ required: true, check: notFutureDate }),
  note: text({ max: 200 }),
};
type ExtDenominatorData = DataOf<typeof fields>;

const offices = { O: 'unit', H: 'unit', D: 'unit' } as const;

export const extDenominator = defineRecordType<ExtDenominatorData>({
  name: 'ext_denominator',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'clears',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<ExtDenominatorData>,
  rules: [],
  workflow: null,
  permissions: {
    read: { L: 'unit', O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
    create: offices,
    edit: offices,
    remove: { H: 'unit', D: 'unit' },
    unmask: {},
    print: {},
    export: offices,
  },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'metric',
          'year',
          'value',
          { field: 'source', span: 2 },
          'asOf',
          { field: 'note', span: 3 },
        ],
      },
    ],
  },
  list: {
    columns: [
      choiceColumn('metric', 'denominator_metric', 180),
      {
        key: 'year',
        sqlType: 'integer',
        width: 80,
        format: 'text',
        value: ({ data }) => Number(data['year'] ?? 0),
      },
      {
        key: 'value',
        sqlType: 'integer',
        width: 110,
        format: 'number',
        value: ({ data }) => Number(data['value'] ?? 0),
      },
      textColumn('source', 240),
      { ...dateColumn('asOf', 110), key: 'as_of' },
      updatedColumn,
    ],
    facets: ['metric'],
    sort: [{ column: 'year', dir: 'desc' }],
    views: [{ key: 'all', where: [] }],
    indexes: [['year'], ['metric', 'year']],
    search: null,
  },
  print: null,
  kpis: [],
  texts: recordTexts({
    name: ['外部基数', 'Outside total'],
    newOne: ['登记外部基数', 'New outside total'],
    empty: [
      '还没有外部基数。占比的分母要写明出处和日期。',
      'No outside totals yet. The base of a share needs its source and date.',
    ],
    fields: {
      metric: ['指标', 'What'],
      year: ['年度', 'Year'],
      value: ['数值', 'Value'],
      source: ['出处', 'Source'],
      asOf: ['截止日期', 'As of'],
      note: ['备注', 'Note'],
    },
    sections: { basic: ['外部基数', 'Outside total'] },
    columns: {
      metric: ['指标', 'What'],
      year: ['年度', 'Year'],
      value: ['数值', 'Value'],
      source: ['出处', 'Source'],
      as_of: ['截止日期', 'As of'],
    },
    views: { all: ['全部', 'All'] },
    states: { active: ['有效', 'Active'] },
  }),
  label: (data) => `${data.year} ${data.source}`,
  migrations: [],
  samples: [
    {
      metric: 'above_scale',
      year: 2026,
      value: 122,
      source: '演示：街道经济服务中心',
      asOf: '2026-06-30',
    },
  ],
});
