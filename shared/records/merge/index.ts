import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { choiceColumn, dateColumn, refColumn, refIdColumn, updatedColumn } from '../columns.ts';
import { defineRecordType, type Rule } from '../record-type.ts';
import { recordTexts } from '../texts.ts';
import { mergeFields, type MergeData } from './schema.ts';

const offices = { O: 'unit', H: 'unit' } as const;

const twoRecords: Rule<MergeData> = ({ winner, loser }) =>
  winner !== undefined && (winner.id === loser?.id || winner.type !== loser?.type)
    ? [{ field: 'loser', code: 'merge.pair', severity: 'error' }]
    : [];

/** 合并与排除. */
export const merge = defineRecordType<MergeData>({
  name: 'merge',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'duplicate',
  fields: mergeFields,
  schema: z.strictObject(optionalShape(mergeFields)) as unknown as z.ZodType<MergeData>,
  rules: [twoRecords],
  workflow: null,
  permissions: {
    // Everybody who reads the register follows the redirect, and nobody but the office decides.
    read: { L: 'community', O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
    create: offices,
    edit: offices,
    remove: {},
    unmask: {},
    print: {},
    export: {},
  },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'decision',
          'winner',
          'loser',
          'decidedOn',
          'undoUntil',
          'standing',
          { field: 'reason', span: 3 },
          { field: 'former', span: 3 },
        ],
      },
    ],
  },
  list: {
    columns: [
      { ...dateColumn('decidedOn', 110), key: 'decided_on' },
      choiceColumn('decision', 'merge_decision', 110),
      refColumn('winner', 180),
      refColumn('loser', 180),
      choiceColumn('standing', 'merge_state', 90),
      updatedColumn,
      refIdColumn('winner_id', 'winner'),
      refIdColumn('loser_id', 'loser'),
    ],
    facets: ['decision', 'standing'],
    sort: [{ column: 'decided_on', dir: 'desc' }],
    views: [{ key: 'all', where: [] }],
    indexes: [['winner_id'], ['loser_id']],
    search: null,
  },
  print: null,
  kpis: [
    {
      key: 'merges',
      name: { zh: '合并档案', en: 'Merged records' },
      unit: 'count',
      numerator: [
        { column: 'decision', op: '=', value: 'merged' },
        { column: 'standing', op: '=', value: 'in_force' },
      ],
    },
  ],
  texts: recordTexts({
    name: ['合并记录', 'Merge'],
    newOne: ['合并', 'Merge'],
    empty: ['还没有合并过。', 'Nothing was merged yet.'],
    fields: {
      decision: ['决定', 'Decision'],
      winner: ['保留', 'Kept'],
      loser: ['并入', 'Merged'],
      decidedOn: ['日期', 'Date'],
      undoUntil: ['可撤销至', 'Can be taken back until'],
      standing: ['状态', 'State'],
      reason: ['理由', 'Reason'],
      former: ['原值', 'Former values'],
    },
    sections: { basic: ['合并', 'Merge'] },
    columns: {
      decided_on: ['日期', 'Date'],
      decision: ['决定', 'Decision'],
      winner: ['保留', 'Kept'],
      loser: ['并入', 'Merged'],
      standing: ['状态', 'State'],
      winner_id: ['保留', 'Kept'],
      loser_id: ['并入', 'Merged'],
    },
    views: { all: ['全部', 'All'] },
    states: { active: ['有效', 'Active'] },
    problems: { 'merge.pair': ['要选两条同类的不同档案', 'Two different records of one kind'] },
  }),
  label: (data) => `${data.loser.label} → ${data.winner.label}`,
  communityFrom: { field: 'winner', kind: 'ref' },
  // Wherever the kept record goes, the way to it goes along.
  belongsTo: ['winner'],
  migrations: [],
  samples: [
    {
      decision: 'merged',
      winner: { type: 'person', id: 'sample-person-1', label: '虞菊兰' },
      loser: { type: 'person', id: 'sample-person-9', label: '虞鞠兰' },
      decidedOn: '2026-11-20',
      undoUntil: '2027-02-18',
      standing: 'in_force',
      former: '{}',
    },
  ],
});
