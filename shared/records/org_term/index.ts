import { z } from 'zod';
import { choice, date, integer, longText, optionalShape, ref, text } from '../../fields/kinds.ts';
import { isRealDay } from '../../calendar/day.ts';
import type { DataOf, Problem } from '../../fields/field.ts';
import { files } from '../../fields/file-kinds.ts';
import type { Effect, Workflow } from '../../workflow/workflow.ts';
import { streetWork } from '../base-permissions.ts';
import { notFutureDate } from '../checks.ts';
import {
  asText,
  dateColumn,
  refColumn,
  refIdColumn,
  searchInList,
  stateColumn,
  updatedColumn,
} from '../columns.ts';
import type { Envelope } from '../envelope.ts';
import { defineRecordType } from '../record-type.ts';
import { orgTermTexts } from './texts.ts';

/** E15 届次: one election from its preparation to the archive (domain.md §2.3 D, §3.6 换届). */
const fields = {
  org: ref({ to: ['org'], required: true }),
  termNo: integer({ min: 1, max: 99, required: true }),
  termYears: integer({ min: 1, max: 10, required: true, unit: { zh: '年', en: 'years' } }),
  congressName: text({ max: 80 }),
  plannedOn: date(),
  requestNo: text({ max: 60 }),
  approvalNo: text({ max: 60 }),
  electedOn: date({ check: notFutureDate }),
  delegates: integer({ min: 0, max: 5000 }),
  committee: integer({ min: 0, max: 500 }),
  result: choice({ from: 'yes_no' }),
  papers: files({ max: 12 }),
  note: longText({ max: 500 }),
};
type OrgTermData = DataOf<typeof fields>;

const offices = ['O', 'H'] as const;

const workflow: Workflow<OrgTermData> = {
  tracked: true,
  states: {
    preparing: { editable: true, open: true },
    requested: { editable: true, open: true },
    approved: { editable: true, open: true },
    delegated: { editable: true, open: true },
    elected: { editable: true, open: true },
    filed: { editable: false, open: true },
    published: { editable: false, open: true },
    archived: { editable: false, open: false },
    cancelled: { editable: false, open: false },
  },
  transitions: [
    { action: 'prepare', from: [null], to: 'preparing', who: offices },
    {
      action: 'request',
      from: ['preparing'],
      to: 'requested',
      who: offices,
      asks: ['requestNo'],
      guard: needs('requestNo'),
    },
    {
      action: 'note_approval',
      from: ['requested'],
      to: 'approved',
      who: offices,
      asks: ['approvalNo'],
      guard: needs('approvalNo'),
    },
    {
      action: 'note_delegates',
      from: ['approved'],
      to: 'delegated',
      who: offices,
      asks: ['delegates'],
      guard: needs('delegates'),
    },
    {
      action: 'elect',
      from: ['delegated'],
      to: 'elected',
      who: offices,
      asks: ['electedOn', 'committee', 'result'],
      guard: electionHolds,
      effects: beginTerm,
    },
    { action: 'file', from: ['elected'], to: 'filed', who: offices },
    { action: 'publish', from: ['filed'], to: 'published', who: offices },
    { action: 'archive', from: ['published'], to: 'archived', who: ['H'] },
    {
      action: 'cancel',
      from: ['preparing', 'requested', 'approved', 'delegated'],
      to: 'cancelled',
      who: ['H'],
      needsOpinion: true,
      aside: true,
      tone: 'danger',
    },
  ],
  chain: [
    { words: { zh: '筹备', en: 'Preparing' }, states: ['preparing'], actions: ['prepare'] },
    { words: { zh: '请示', en: 'Request' }, states: ['requested'], actions: ['request'] },
    { words: { zh: '批复', en: 'Approval' }, states: ['approved'], actions: ['note_approval'] },
    {
      words: { zh: '代表产生', en: 'Delegates' },
      states: ['delegated'],
      actions: ['note_delegates'],
    },
    { words: { zh: '选举', en: 'Election' }, states: ['elected'], actions: ['elect'] },
    { words: { zh: '报备', en: 'Filed' }, states: ['filed'], actions: ['file'] },
    { words: { zh: '公布', en: 'Published' }, states: ['published'], actions: ['publish'] },
    { words: { zh: '归档', en: 'Archived' }, states: ['archived'], actions: ['archive'] },
  ],
};

function needs(...wanted: readonly (keyof OrgTermData)[]) {
  return ({ data }: Envelope<OrgTermData>): readonly Problem[] =>
    wanted
      .filter((field) => data[field] === undefined)
      .map((field) => ({ field, code: 'required', severity: 'error' }));
}

/** An election that was not valid begins no term; it is held again. */
function electionHolds(record: Envelope<OrgTermData>): readonly Problem[] {
  return [
    ...needs('electedOn', 'committee', 'result')(record),
    ...(record.data.result === 'no'
      ? [{ field: 'result', code: 'org_term.invalid', severity: 'error' as const }]
      : []),
  ];
}

/** From the election the organisation's term runs; its end is what the reminders count from. */
function beginTerm({ data }: Envelope<OrgTermData>): readonly Effect[] {
  const { electedOn, termYears } = data;
  if (electedOn === undefined) return [];
  return [
    {
      kind: 'patch',
      type: 'org',
      id: data.org.id,
      data: { termDueOn: yearsLater(electedOn, termYears), standing: 'normal' },
    },
  ];
}

/** The same day of a later year; 29 February becomes 28. */
function yearsLater(day: string, years: number): string {
  const later = `${String(Number(day.slice(0, 4)) + years)}${day.slice(4)}`;
  return isRealDay(later) ? later : `${later.slice(0, 8)}28`;
}

export const orgTerm = defineRecordType<OrgTermData>({
  name: 'org_term',
  collection: 'records',
  version: 1,
  numberPrefix: 'HJ',
  icon: 'meeting',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<OrgTermData>,
  rules: [],
  workflow,
  permissions: {
    ...streetWork,
    create: { O: 'unit', H: 'unit' },
    edit: { O: 'unit', H: 'unit' },
  },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: ['org', 'termNo', 'termYears', { field: 'congressName', span: 2 }, 'plannedOn'],
      },
      {
        key: 'election',
        columns: 3,
        fields: ['requestNo', 'approvalNo', 'electedOn', 'delegates', 'committee', 'result'],
      },
      {
        key: 'papers',
        columns: 3,
        fields: [
          { field: 'papers', span: 3 },
          { field: 'note', span: 3 },
        ],
      },
    ],
    starts: { termYears: 5 },
  },
  list: {
    columns: [
      refColumn('org', 200),
      {
        key: 'term_no',
        sqlType: 'integer',
        width: 70,
        format: 'number',
        value: (record) => Number(record.data['termNo'] ?? 0),
      },
      stateColumn,
      { ...dateColumn('planned_on', 110), value: (record) => asText(record.data['plannedOn']) },
      { ...dateColumn('elected_on', 110), value: (record) => asText(record.data['electedOn']) },
      updatedColumn,
      refIdColumn('org_id', 'org'),
    ],
    facets: ['state_label'],
    sort: [{ column: 'planned_on', dir: 'desc' }],
    views: [
      { key: 'all', where: [] },
      {
        key: 'open',
        where: [
          {
            column: 'state',
            op: 'in',
            value: [
              'preparing',
              'requested',
              'approved',
              'delegated',
              'elected',
              'filed',
              'published',
            ],
          },
        ],
      },
    ],
    indexes: [['org_id'], ['state', 'planned_on']],
    search: searchInList('org', 'congressName'),
  },
  print: null,
  kpis: [
    {
      key: 'elections',
      name: { zh: '换届选举', en: 'Elections held' },
      unit: 'count',
      numerator: [{ column: 'elected_on', op: 'filled' }],
    },
  ],
  texts: orgTermTexts,
  label: (data) => `${data.org.label}　${data.termNo}`,
  communityFrom: { field: 'org', kind: 'ref' },
  migrations: [],
  samples: [
    {
      org: { type: 'org', id: 'sample-org-1', label: '古林镇侨联' },
      termNo: 3,
      termYears: 5,
      congressName: '古林镇第三次归侨侨眷代表大会',
      plannedOn: '2026-12-20',
    },
  ],
});
