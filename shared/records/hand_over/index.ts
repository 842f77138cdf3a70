import { z } from 'zod';
import { choice, date, integer, optionalShape, ref, refs, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import {
  choiceColumn,
  communityColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  updatedColumn,
} from '../columns.ts';
import { defineRecordType, type Rule } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

/** So many records go over in one hand-over: more would make a message that no network of an office carries at once. */
export const mostHandedOver = 3000;

/**
 * E03 联络包干: one hand-over of a caseload, with what it moved, so that it can be taken back. Who cares for a household stands in the
 * household (S102); this is the act, kept because a term ends and somebody asks who had them before (domain.md §9.29).
 */
const fields = {
  from: ref({ to: ['user'], required: true }),
  to: ref({ to: ['user'], required: true }),
  handedOn: date({ required: true }),
  community: choice({ from: 'community' }),
  reason: text({ max: 200, required: true }),
  count: integer({ min: 1, max: mostHandedOver, required: true }),
  moved: refs({
    to: ['household', 'person', 'enterprise'],
    max: mostHandedOver,
    widget: 'readonly',
  }),
  standing: choice({ from: 'hand_over_state', required: true }),
};
export type HandOverData = DataOf<typeof fields>;

const toSomebodyElse: Rule<HandOverData> = ({ from, to }) =>
  from !== undefined && from.id === to?.id
    ? [{ field: 'to', code: 'hand_over.same', severity: 'error' }]
    : [];

const offices = { O: 'unit', H: 'unit' } as const;

export const handOver = defineRecordType<HandOverData>({
  name: 'hand_over',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'handOver',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<HandOverData>,
  rules: [toSomebodyElse],
  workflow: null,
  permissions: {
    read: { O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
    create: offices,
    edit: offices,
    remove: {},
    unmask: {},
    print: { ...offices, D: 'all', B: 'all' },
    export: { ...offices, D: 'all' },
  },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'from',
          'to',
          'handedOn',
          'community',
          'count',
          'standing',
          { field: 'reason', span: 3 },
          { field: 'moved', span: 3 },
        ],
      },
    ],
  },
  list: {
    columns: [
      { ...dateColumn('handedOn', 110), key: 'handed_on' },
      { ...refColumn('from', 100), key: 'giver' },
      { ...refColumn('to', 100), key: 'taker' },
      {
        key: 'count',
        sqlType: 'integer',
        width: 80,
        format: 'number',
        value: ({ data }) => Number(data['count'] ?? 0),
      },
      choiceColumn('standing', 'hand_over_state', 90),
      communityColumn,
      updatedColumn,
      refIdColumn('from_id', 'from'),
      refIdColumn('to_id', 'to'),
    ],
    facets: ['standing'],
    sort: [{ column: 'handed_on', dir: 'desc' }],
    views: [{ key: 'all', where: [] }],
    indexes: [['handed_on'], ['from_id'], ['to_id']],
    search: null,
  },
  print: null,
  kpis: [
    { key: 'hand_overs', name: { zh: '包干交接', en: 'Hand-overs' }, unit: 'count', numerator: [] },
  ],
  texts: recordTexts({
    name: ['包干交接', 'Hand-over'],
    newOne: ['交接包干', 'Hand over'],
    empty: ['还没有交接过。', 'Nothing was handed over yet.'],
    fields: {
      from: ['原联络员', 'From'],
      to: ['新联络员', 'To'],
      handedOn: ['交接日期', 'Handed over on'],
      community: ['社区', 'Community'],
      reason: ['原因', 'Reason'],
      count: ['条数', 'Records'],
      moved: ['交接的档案', 'Records handed over'],
      standing: ['状态', 'State'],
    },
    sections: { basic: ['交接', 'Hand-over'] },
    columns: {
      handed_on: ['交接日期', 'Date'],
      giver: ['原联络员', 'From'],
      taker: ['新联络员', 'To'],
      count: ['条数', 'Records'],
      standing: ['状态', 'State'],
      from_id: ['原联络员', 'From'],
      to_id: ['新联络员', 'To'],
    },
    views: { all: ['全部', 'All'] },
    states: { active: ['有效', 'Active'] },
    problems: {
      'hand_over.same': ['原联络员和新联络员是同一个人', 'Both are the same person'],
    },
  }),
  label: (data) => `${data.from.label} → ${data.to.label}`,
  migrations: [],
  samples: [
    {
      from: { type: 'user', id: 'sample-user-2', label: '史红勤' },
      to: { type: 'user', id: 'sample-user-1', label: '励海平' },
      handedOn: '2026-11-20',
      reason: '联络员届满',
      count: 1,
      moved: [{ type: 'household', id: 'sample-household-1', label: '' }],
      standing: 'done',
    },
  ],
});
