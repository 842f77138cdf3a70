import { z } from 'zod';
import { choice, date, items, longText, optionalShape, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { streetWork } from '../base-permissions.ts';
import {
  asList,
  asText,
  choiceColumn,
  clockColumns,
  communityColumn,
  refColumn,
  refIdColumn,
  textColumn,
} from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { taskListTexts } from './texts.ts';

/** More belongs on a second list: a liaison works one through in weeks. */
export const mostTasks = 200;

/** 核查任务单: a list behind a gauge of 四清, handed to a liaison with a date (S16, S17). What is done follows from the register itself. */
const fields = {
  title: text({ max: 80, required: true }),
  gauge: choice({ from: 'clear_gauge', required: true }),
  of: text({ max: 40, required: true, widget: 'readonly' }),
  view: text({ max: 40, required: true, widget: 'readonly' }),
  community: choice({ from: 'community' }),
  liaison: ref({ to: ['user'], required: true }),
  handedOn: date({ required: true }),
  dueOn: date({ required: true }),
  tasks: items({
    of: {
      subject: ref({ to: ['person', 'household', 'enterprise'], required: true, privacy: 2 }),
      missing: text({ max: 200 }),
    },
    max: mostTasks,
    privacy: 2,
    widget: 'readonly',
  }),
  note: longText({ max: 500 }),
};

export type TaskListData = DataOf<typeof fields>;

const workflow: Workflow<TaskListData> = {
  tracked: true,
  states: {
    handed: { editable: true, open: true, fields: ['note', 'dueOn'] },
    done: { editable: false, open: false },
    taken_back: { editable: false, open: false },
  },
  transitions: [
    {
      action: 'hand',
      from: [null],
      to: 'handed',
      who: ['O', 'H'],
      term: (record) => ({ on: record.data.dueOn }),
    },
    { action: 'finish', from: ['handed'], to: 'done', who: ['L', 'O', 'H'], among: ['liaison'] },
    {
      action: 'take_back',
      from: ['handed'],
      to: 'taken_back',
      who: ['O', 'H'],
      needsOpinion: true,
      aside: true,
      tone: 'danger',
    },
  ],
};

const offices = { O: 'unit', H: 'unit' } as const;

export const taskList = defineRecordType<TaskListData>({
  name: 'task_list',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'clears',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<TaskListData>,
  rules: [
    (data) =>
      data.handedOn !== undefined && data.dueOn !== undefined && data.dueOn < data.handedOn
        ? [{ field: 'dueOn', code: 'task_list.due', severity: 'error' }]
        : [],
  ],
  workflow,
  permissions: {
    ...streetWork,
    create: offices,
    edit: { L: 'community', ...offices },
    remove: { H: 'unit' },
    unmask: {},
  },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          { field: 'title', span: 2 },
          'gauge',
          'liaison',
          'handedOn',
          'dueOn',
          'community',
          'of',
          'view',
          { field: 'note', span: 3 },
        ],
      },
      { key: 'tasks', columns: 3, fields: [{ field: 'tasks', span: 3 }] },
    ],
  },
  list: {
    columns: [
      textColumn('title', 240),
      choiceColumn('gauge', 'clear_gauge', 100),
      refColumn('liaison', 100),
      {
        key: 'size',
        sqlType: 'integer',
        width: 80,
        format: 'number',
        value: (record) => asList(record.data['tasks']).length,
      },
      communityColumn,
      ...clockColumns,
      {
        key: 'handed_on',
        sqlType: 'text',
        width: 110,
        format: 'date',
        value: (record) => asText(record.data['handedOn']),
      },
      refIdColumn('liaison_id', 'liaison'),
    ],
    facets: ['gauge'],
    sort: [{ column: 'due_on', dir: 'asc' }],
    views: [
      { key: 'open', where: [{ column: 'state', op: '=', value: 'handed' }] },
      { key: 'mine', where: [{ column: 'liaison_id', op: '=', value: '$me' }] },
      { key: 'all', where: [] },
    ],
    indexes: [['due_on'], ['state', 'due_on'], ['liaison_id', 'due_on'], ['gauge', 'due_on']],
    search: {
      title: (record) => String(record.data['title'] ?? ''),
      subtitle: (record) => String(record.data['dueOn'] ?? ''),
      names: (record) => [String(record.data['title'] ?? '')],
      digits: () => [],
    },
  },
  print: {
    title: { zh: '四清核查任务单', en: 'List of gaps to mend' },
    rows: [['title'], ['gauge', 'liaison', 'handedOn', 'dueOn'], ['tasks'], ['note']],
    signatures: [
      { zh: '交办人', en: 'Handed by' },
      { zh: '联络员', en: 'Liaison' },
    ],
    isPublic: false,
  },
  kpis: [],
  texts: taskListTexts,
  label: (data) => data.title,
  communityFrom: { field: 'community', kind: 'code' },
  migrations: [],
  samples: [
    {
      title: '演示一社区　人员有缺项',
      gauge: 'dz',
      of: 'person',
      view: 'incomplete',
      community: '330203008001',
      liaison: { type: 'user', id: 'sample-user-1', label: '励海平' },
      handedOn: '2026-11-26',
      dueOn: '2026-12-10',
      tasks: [
        {
          id: 't1',
          subject: { type: 'person', id: 'sample-person-1', label: '虞菊兰' },
          missing: '户籍地址',
        },
      ],
    },
  ],
});
