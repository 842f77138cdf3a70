import { z } from 'zod';
import { choice, date, longText, optionalShape, ref, text } from '../../fields/kinds.ts';
import { daysBetween } from '../../calendar/day.ts';
import type { DataOf } from '../../fields/field.ts';
import { streetWork } from '../base-permissions.ts';
import { notFutureDate } from '../checks.ts';
import {
  asText,
  choiceColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  searchInList,
} from '../columns.ts';
import type { PlainData } from '../envelope.ts';
import { defineRecordType } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

/** E73 变动: what happened to somebody of the register, and how long it took until the register knew (S20, domain.md §4.1). */
const fields = {
  kind: choice({ from: 'change_kind', required: true }),
  subject: ref({ to: ['person', 'household', 'enterprise'], required: true, privacy: 2 }),
  happenedOn: date({ required: true, check: notFutureDate }),
  recordedOn: date({ required: true, check: notFutureDate }),
  evidence: text({ max: 200 }),
  note: longText({ max: 500, privacy: 2 }),
};

export type ChangeEventData = DataOf<typeof fields>;

/** What the register says of a person afterwards; who reports it decides it one by one (M1). */
const stateOf: Readonly<Record<string, string>> = {
  moved_in: 'in',
  moved_out: 'moved',
  abroad: 'abroad',
  back: 'back',
  dead: 'dead',
};
/** 变动登记及时 (domain.md §4.1): recorded within so many days. */
export const promptDays = 15;

function daysToRecord(data: PlainData): number | null {
  const [happened, recorded] = [data['happenedOn'], data['recordedOn']];
  return typeof happened === 'string' && typeof recorded === 'string'
    ? daysBetween(happened, recorded)
    : null;
}

export const changeEvent = defineRecordType<ChangeEventData>({
  name: 'change_event',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'route',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<ChangeEventData>,
  rules: [
    (data) =>
      data.happenedOn !== undefined &&
      data.recordedOn !== undefined &&
      data.recordedOn < data.happenedOn
        ? [{ field: 'recordedOn', code: 'change.before', severity: 'error' }]
        : [],
    (data) =>
      data.kind === 'firm' && data.subject !== undefined && data.subject.type !== 'enterprise'
        ? [{ field: 'subject', code: 'change.subject', severity: 'error' }]
        : [],
  ],
  workflow: null,
  permissions: streetWork,
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'kind',
          { field: 'subject', span: 2 },
          'happenedOn',
          'recordedOn',
          'evidence',
          { field: 'note', span: 3 },
        ],
      },
    ],
  },
  list: {
    columns: [
      { ...dateColumn('happened_on', 110), value: (record) => asText(record.data['happenedOn']) },
      choiceColumn('kind', 'change_kind', 110),
      refColumn('subject', 180),
      { ...dateColumn('recorded_on', 110), value: (record) => asText(record.data['recordedOn']) },
      {
        key: 'days',
        sqlType: 'integer',
        width: 90,
        format: 'number',
        value: (record) => daysToRecord(record.data),
      },
      refIdColumn('subject_id', 'subject'),
    ],
    facets: ['kind'],
    sort: [{ column: 'happened_on', dir: 'desc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'late', where: [{ column: 'days', op: '>', value: promptDays }] },
    ],
    indexes: [['happened_on'], ['days'], ['subject_id'], ['kind', 'happened_on']],
    search: searchInList('subject', 'kind'),
  },
  print: null,
  kpis: [
    { key: 'changes', name: { zh: '变动事件', en: 'Changes' }, unit: 'count', numerator: [] },
    {
      key: 'prompt_share',
      name: { zh: '变动登记及时率', en: 'Recorded within 15 days' },
      unit: 'percent',
      numerator: [{ column: 'days', op: '<=', value: promptDays }],
      denominator: [],
    },
  ],
  countedOn: 'happened_on',
  texts: recordTexts({
    name: ['侨情变动', 'Change'],
    newOne: ['登记变动', 'Record a change'],
    empty: ['还没有登记过变动。', 'No changes recorded yet.'],
    fields: {
      kind: ['变动', 'What changed'],
      subject: ['对象', 'Who'],
      happenedOn: ['发生日期', 'Happened on'],
      recordedOn: ['登记日期', 'Recorded on'],
      evidence: ['依据', 'Evidence'],
      note: ['说明', 'Note'],
    },
    sections: { basic: ['变动', 'Change'] },
    columns: {
      happened_on: ['发生日期', 'Happened on'],
      kind: ['变动', 'What changed'],
      subject: ['对象', 'Who'],
      recorded_on: ['登记日期', 'Recorded on'],
      days: ['隔几天登记', 'Days until recorded'],
      subject_id: ['对象', 'Who'],
    },
    states: { active: ['有效', 'In force'] },
    views: { all: ['全部', 'All'], late: ['登记超过 15 天', 'Recorded late'] },
    problems: {
      'change.before': ['登记日期不能早于发生日期', 'Recorded before it happened'],
      'change.subject': ['企业变更要选一家企业', 'Choose an enterprise'],
    },
  }),
  label: (data) => `${data.subject.label}　${data.happenedOn}`,
  communityFrom: { field: 'subject', kind: 'ref' },
  belongsTo: ['subject'],
  tells: [
    {
      into: 'subject',
      patch: (data, now) => {
        const state = stateOf[data.kind];
        return data.subject.type === 'person' && state !== undefined && now['liveState'] !== state
          ? { liveState: state }
          : null;
      },
    },
  ],
  migrations: [],
  samples: [
    {
      kind: 'moved_out',
      subject: { type: 'person', id: 'sample-person-1', label: '虞菊兰' },
      happenedOn: '2026-10-02',
      recordedOn: '2026-10-20',
      evidence: '社区反映',
    },
  ],
});
