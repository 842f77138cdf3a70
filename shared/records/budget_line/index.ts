import { z } from 'zod';
import { choice, integer, money, optionalShape, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import type { Permissions } from '../../access/can.ts';
import { choiceColumn, moneyColumn, textColumn } from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

const fields = {
  year: integer({ min: 2000, max: 2100, required: true }),
  source: choice({ from: 'fund_source', required: true }),
  name: text({ max: 60, required: true }),
  amount: money({ required: true }),
};
type BudgetData = DataOf<typeof fields>;

const permissions: Permissions = {
  read: { O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
  create: { O: 'unit', H: 'unit' },
  edit: { H: 'unit' },
  remove: { H: 'unit' },
  unmask: {},
  print: { O: 'unit', H: 'unit', D: 'all' },
  export: { O: 'unit', H: 'unit', D: 'all' },
};

/** E55 预算科目: what a unit means to spend from a source in a year. */
export const budgetLine = defineRecordType<BudgetData>({
  name: 'budget_line',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'file',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<BudgetData>,
  rules: [],
  workflow: null,
  permissions,
  form: { sections: [{ key: 'basic', columns: 2, fields: ['year', 'source', 'name', 'amount'] }] },
  list: {
    columns: [
      {
        key: 'year',
        sqlType: 'integer',
        width: 80,
        format: 'number',
        value: (record) => Number(record.data['year'] ?? 0),
      },
      choiceColumn('source', 'fund_source', 110),
      textColumn('name', 220),
      moneyColumn('amount', 130, (data) => Number(data['amount'] ?? 0)),
    ],
    facets: ['source'],
    sort: [{ column: 'year', dir: 'desc' }],
    views: [{ key: 'all', where: [] }],
    indexes: [['year', 'source']],
    search: null,
  },
  print: null,
  kpis: [],
  texts: recordTexts({
    name: ['预算科目', 'Budget line'],
    newOne: ['新建预算科目', 'New budget line'],
    empty: ['还没有预算科目。', 'No budget lines yet.'],
    fields: {
      year: ['年度', 'Year'],
      source: ['资金来源', 'Source'],
      name: ['科目', 'Line'],
      amount: ['预算（元）', 'Budget (CNY)'],
    },
    sections: { basic: ['预算', 'Budget'] },
    columns: {
      year: ['年度', 'Year'],
      source: ['资金来源', 'Source'],
      name: ['科目', 'Line'],
      amount: ['预算（元）', 'Budget (CNY)'],
    },
    views: { all: ['全部', 'All'] },
    states: { active: ['有效', 'Active'] },
  }),
  label: (data) => data.name,
  migrations: [],
  samples: [{ year: 2026, source: 'gov', name: '困难归侨侨眷帮扶', amount: 5_000_000 }],
});
