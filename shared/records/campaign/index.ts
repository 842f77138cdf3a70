import { z } from 'zod';
import { choice, date, integer, longText, optionalShape, refs, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { streetWork } from '../base-permissions.ts';
import { asText, choiceColumn, dateColumn, textColumn } from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

/** E50 专项行动 (domain.md §2.3 M): 两节慰问, 进侨企访侨情知侨心, 暖侨… with its list of subjects as visit plans. */
const fields = {
  title: text({ max: 60, required: true }),
  kind: choice({ from: 'campaign_kind', required: true }),
  from: date({ required: true }),
  to: date({ required: true }),
  roster: refs({ to: ['user'], max: 30 }),
  target: integer({ min: 0, max: 100_000 }),
  note: longText({ max: 500 }),
  report: longText({ max: 2000 }),
};

export type CampaignData = DataOf<typeof fields>;

export const campaign = defineRecordType<CampaignData>({
  name: 'campaign',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'campaign',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<CampaignData>,
  rules: [
    (data) =>
      data.from !== undefined && data.to !== undefined && data.to < data.from
        ? [{ field: 'to', code: 'campaign.window', severity: 'error' }]
        : [],
  ],
  workflow: null,
  permissions: {
    ...streetWork,
    create: { O: 'unit', H: 'unit', D: 'unit' },
    edit: { O: 'unit', H: 'unit', D: 'unit' },
  },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'title',
          'kind',
          'target',
          'from',
          'to',
          'roster',
          { field: 'note', span: 3 },
          { field: 'report', span: 3 },
        ],
      },
    ],
  },
  list: {
    columns: [
      textColumn('title', 220),
      choiceColumn('kind', 'campaign_kind', 150),
      { ...dateColumn('from_on', 100), value: (record) => asText(record.data['from']) },
      { ...dateColumn('to_on', 100), value: (record) => asText(record.data['to']) },
      {
        key: 'target',
        sqlType: 'integer',
        width: 90,
        format: 'number',
        value: (record) => Number(record.data['target'] ?? 0) || null,
      },
    ],
    facets: [],
    sort: [{ column: 'from_on', dir: 'desc' }],
    views: [
      {
        key: 'running',
        where: [
          { column: 'from_on', op: '<=', value: '$today' },
          { column: 'to_on', op: '>=', value: '$today' },
        ],
      },
      { key: 'all', where: [] },
    ],
    indexes: [['from_on'], ['to_on']],
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
    name: ['专项行动', 'Campaign'],
    newOne: ['新建专项行动', 'New campaign'],
    empty: ['还没有专项行动。', 'No campaigns yet.'],
    fields: {
      title: ['名称', 'Title'],
      kind: ['类型', 'Kind'],
      from: ['开始', 'From'],
      to: ['结束', 'To'],
      roster: ['参加人员', 'Roster'],
      target: ['目标户（家）数', 'Target'],
      note: ['安排', 'Arrangements'],
      report: ['总结', 'Closing report'],
    },
    sections: { basic: ['专项行动', 'Campaign'] },
    columns: {
      title: ['名称', 'Title'],
      kind: ['类型', 'Kind'],
      from_on: ['开始', 'From'],
      to_on: ['结束', 'To'],
      target: ['目标数', 'Target'],
    },
    states: { active: ['有效', 'In force'] },
    views: { running: ['进行中', 'Running'], all: ['全部', 'All'] },
    problems: {
      'campaign.window': ['结束不能早于开始', 'The end is before the beginning'],
    },
  }),
  label: (data) => data.title,
  migrations: [],
  samples: [
    {
      title: '2026 年重阳慰问',
      kind: 'festival',
      from: '2026-10-12',
      to: '2026-10-23',
      target: 30,
    },
  ],
});
