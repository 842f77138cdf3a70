import { z } from 'zod';
import { choice, choices, date, longText, optionalShape, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { streetWork } from '../base-permissions.ts';
import { asText, choiceColumn, dateColumn, textColumn, clockColumns } from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

/** E71 核查批次: a round in which the register is verified, in the stages of a real census (R12). How far it is follows from the dates of verification. */
const fields = {
  title: text({ max: 60, required: true }),
  from: date({ required: true }),
  to: date({ required: true }),
  scope: choices({ from: 'community' }),
  method: choice({ from: 'census_method', required: true }),
  plan: longText({ max: 500 }),
  report: longText({ max: 2000 }),
};

export type CensusBatchData = DataOf<typeof fields>;

const workflow: Workflow<CensusBatchData> = {
  tracked: true,
  states: {
    prepare: { editable: true, open: true },
    running: { editable: true, open: true },
    summing: { editable: true, open: true },
    accepted: { editable: false, open: false },
  },
  transitions: [
    { action: 'prepare', from: [null], to: 'prepare', who: ['O', 'H'] },
    { action: 'start', from: ['prepare'], to: 'running', who: ['O', 'H'] },
    { action: 'sum_up', from: ['running'], to: 'summing', who: ['O', 'H'] },
    {
      action: 'accept',
      from: ['summing'],
      to: 'accepted',
      who: ['H'],
      guard: (record) =>
        record.data.report === undefined
          ? [{ field: 'report', code: 'required', severity: 'error' }]
          : [],
    },
  ],
};

const offices = { O: 'unit', H: 'unit' } as const;

export const censusBatch = defineRecordType<CensusBatchData>({
  name: 'census_batch',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'clears',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<CensusBatchData>,
  rules: [
    (data) =>
      data.from !== undefined && data.to !== undefined && data.to < data.from
        ? [{ field: 'to', code: 'census.window', severity: 'error' }]
        : [],
  ],
  workflow,
  permissions: { ...streetWork, create: offices, edit: offices, remove: { H: 'unit' }, unmask: {} },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          { field: 'title', span: 2 },
          'method',
          'from',
          'to',
          { field: 'scope', span: 3 },
          { field: 'plan', span: 3 },
          { field: 'report', span: 3 },
        ],
      },
    ],
  },
  list: {
    columns: [
      textColumn('title', 220),
      choiceColumn('method', 'census_method', 120),
      { ...dateColumn('from_on', 110), value: (record) => asText(record.data['from']) },
      { ...dateColumn('to_on', 110), value: (record) => asText(record.data['to']) },
      ...clockColumns,
    ],
    facets: [],
    sort: [{ column: 'from_on', dir: 'desc' }],
    views: [{ key: 'all', where: [] }],
    indexes: [['state', 'due_on'], ['due_on'], ['from_on'], ['to_on']],
    search: {
      title: (record) => String(record.data['title'] ?? ''),
      subtitle: (record) => String(record.data['from'] ?? ''),
      names: (record) => [String(record.data['title'] ?? '')],
      digits: () => [],
    },
  },
  print: null,
  kpis: [],
  texts: recordTexts({
    name: ['核查批次', 'Verification round'],
    newOne: ['新建核查批次', 'New round'],
    empty: ['还没有核查批次。', 'No rounds of verification yet.'],
    fields: {
      title: ['名称', 'Title'],
      from: ['开始', 'From'],
      to: ['结束', 'To'],
      scope: ['范围（社区）', 'Communities'],
      method: ['方式', 'Way'],
      plan: ['安排', 'Plan'],
      report: ['汇总报告', 'Report'],
    },
    sections: { basic: ['核查批次', 'Round'] },
    columns: {
      title: ['名称', 'Title'],
      method: ['方式', 'Way'],
      from_on: ['开始', 'From'],
      to_on: ['结束', 'To'],
    },
    views: { all: ['全部', 'All'] },
    states: {
      prepare: ['准备', 'Preparing'],
      running: ['实施', 'Running'],
      summing: ['汇总', 'Summing up'],
      accepted: ['验收', 'Accepted'],
    },
    actions: {
      prepare: ['建立', 'Prepare'],
      start: ['开始实施', 'Start'],
      sum_up: ['转入汇总', 'Sum up'],
      accept: ['验收', 'Accept'],
    },
    problems: { 'census.window': ['结束不能早于开始', 'The end is before the beginning'] },
  }),
  label: (data) => data.title,
  migrations: [],
  samples: [
    { title: '2026 年四季度侨情核查', from: '2026-10-08', to: '2026-12-20', method: 'visit' },
  ],
});
