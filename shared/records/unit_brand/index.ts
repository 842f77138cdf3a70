import { z } from 'zod';
import { choice, date, integer, longText, optionalShape, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { files } from '../../fields/file-kinds.ts';
import { streetWork } from '../base-permissions.ts';
import {
  choiceColumn,
  dateColumn,
  refColumn,
  textColumn,
  updatedColumn,
  searchInList,
} from '../columns.ts';
import { defineRecordType, type Rule } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

/** 一域一品: the one project by which a unit makes itself known (domain.md S27, §2.3 M). */
const fields = {
  title: text({ max: 80, required: true }),
  brand: choice({ from: 'brand', required: true }),
  owner: ref({ to: ['user'], required: true }),
  start: date({ required: true }),
  end: date(),
  standing: choice({ from: 'unit_brand_state', required: true }),
  level: choice({ from: 'demo_level' }),
  score: integer({ min: 0, max: 100 }),
  content: longText({ max: 1000 }),
  evidence: files({ max: 10 }),
};
type UnitBrandData = DataOf<typeof fields>;

const offices = { O: 'unit', H: 'unit' } as const;

const inOrder: Rule<UnitBrandData> = ({ start, end, standing }) => [
  ...(start !== undefined && end !== undefined && end < start
    ? [{ field: 'end', code: 'unit_brand.ends_before', severity: 'error' as const }]
    : []),
  ...(standing === 'ended' && end === undefined
    ? [{ field: 'end', code: 'required', severity: 'error' as const }]
    : []),
];

export const unitBrand = defineRecordType<UnitBrandData>({
  name: 'unit_brand',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'brand',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<UnitBrandData>,
  rules: [inOrder],
  workflow: null,
  permissions: { ...streetWork, create: offices, edit: offices },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          { field: 'title', span: 2 },
          'brand',
          'owner',
          'start',
          'end',
          'standing',
          'level',
          'score',
        ],
      },
      {
        key: 'content',
        columns: 3,
        fields: [
          { field: 'content', span: 3 },
          { field: 'evidence', span: 3 },
        ],
      },
    ],
    starts: { standing: 'planned' },
  },
  list: {
    columns: [
      textColumn('title', 260),
      choiceColumn('brand', 'brand', 90),
      choiceColumn('standing', 'unit_brand_state', 90),
      refColumn('owner', 100),
      { ...dateColumn('start', 110), key: 'start_on' },
      choiceColumn('level', 'demo_level', 80),
      {
        key: 'score',
        sqlType: 'integer',
        width: 70,
        format: 'number',
        value: ({ data }) => (typeof data['score'] === 'number' ? data['score'] : null),
      },
      updatedColumn,
    ],
    facets: ['brand', 'standing', 'level'],
    sort: [{ column: 'title', dir: 'asc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'active', where: [{ column: 'standing', op: '=', value: 'active' }] },
    ],
    indexes: [['start_on']],
    search: searchInList('title'),
  },
  print: null,
  kpis: [
    {
      key: 'active_brands',
      name: { zh: '实施中的一域一品', en: 'Active unit brands' },
      unit: 'count',
      numerator: [{ column: 'standing', op: '=', value: 'active' }],
    },
  ],
  texts: recordTexts({
    name: ['一域一品', 'Unit brand'],
    newOne: ['新建品牌项目', 'New brand project'],
    empty: ['还没有“一域一品”项目。', 'No brand project yet.'],
    fields: {
      title: ['项目名称', 'Title'],
      brand: ['所属品牌', 'Brand'],
      owner: ['责任人', 'Owner'],
      start: ['开始', 'Start'],
      end: ['结束', 'End'],
      standing: ['状态', 'State'],
      level: ['等级', 'Level'],
      score: ['评分', 'Score'],
      content: ['内容', 'Content'],
      evidence: ['佐证材料', 'Evidence'],
    },
    sections: { basic: ['项目', 'Project'], content: ['内容', 'Content'] },
    columns: {
      title: ['项目名称', 'Title'],
      brand: ['品牌', 'Brand'],
      standing: ['状态', 'State'],
      owner: ['责任人', 'Owner'],
      start_on: ['开始', 'Start'],
      level: ['等级', 'Level'],
      score: ['评分', 'Score'],
    },
    views: { all: ['全部', 'All'], active: ['实施中', 'Active'] },
    states: { active: ['有效', 'Active'] },
    problems: { 'unit_brand.ends_before': ['结束早于开始', 'It ends before it starts'] },
  }),
  label: (data) => data.title,
  migrations: [],
  samples: [
    {
      title: '侨见爱',
      brand: 'clean',
      owner: { type: 'user', id: 'sample-user-1', label: '励海平' },
      start: '2026-01-10',
      standing: 'active',
    },
  ],
});
