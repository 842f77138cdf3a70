import { z } from 'zod';
import { choice, date, optionalShape, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import type { Permissions } from '../../access/can.ts';
import { choiceColumn, dateColumn, refColumn, refIdColumn, textColumn } from '../columns.ts';
import { defineRecordType, type Rule } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

const fields = {
  person: ref({ to: ['user'], required: true }),
  role: choice({ from: 'stand_in_role', required: true }),
  from: date({ required: true }),
  to: date({ required: true }),
  reason: text({ max: 200, required: true }),
};
type StandInData = DataOf<typeof fields>;

const endsAfterStart: Rule<StandInData> = (data) =>
  data.from !== undefined && data.to !== undefined && data.to < data.from
    ? [{ field: 'to', code: 'stand_in.order', severity: 'error' }]
    : [];

const permissions: Permissions = {
  read: { L: 'unit', O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
  create: { H: 'unit' },
  edit: { H: 'unit' },
  remove: { H: 'unit' },
  unmask: {},
  print: { H: 'unit' },
  export: { H: 'unit' },
};

/** A substitute for workflow steps, appointed by the chair of a unit with one officer (domain.md §3 Two persons). */
export const standIn = defineRecordType<StandInData>({
  name: 'stand_in',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'user',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<StandInData>,
  rules: [endsAfterStart],
  workflow: null,
  permissions,
  form: {
    sections: [
      {
        key: 'basic',
        columns: 2,
        fields: ['person', 'role', 'from', 'to', { field: 'reason', span: 2 }],
      },
    ],
  },
  list: {
    columns: [
      refColumn('person', 140),
      choiceColumn('role', 'stand_in_role', 140),
      dateColumn('from', 110),
      dateColumn('to', 110),
      textColumn('reason', 240),
      refIdColumn('person_id', 'person'),
    ].map((column) =>
      // `from` and `to` are words of SQL.
      column.key === 'from' || column.key === 'to'
        ? { ...column, key: `valid_${column.key}` }
        : column,
    ),
    facets: ['role'],
    sort: [{ column: 'valid_to', dir: 'desc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'now', where: [{ column: 'valid_to', op: '>=', value: '$today' }] },
    ],
    indexes: [['person_id', 'valid_to']],
    search: null,
  },
  print: null,
  kpis: [],
  texts: recordTexts({
    name: ['代办人', 'Substitute'],
    newOne: ['指定代办人', 'Appoint a substitute'],
    empty: ['没有指定代办人。', 'No substitute is appointed.'],
    fields: {
      person: ['代办人', 'Substitute'],
      role: ['代行岗位', 'Stands in for'],
      from: ['起', 'From'],
      to: ['止', 'Until'],
      reason: ['原因', 'Reason'],
    },
    sections: { basic: ['代办', 'Substitute'] },
    columns: {
      person: ['代办人', 'Substitute'],
      role: ['代行岗位', 'Stands in for'],
      valid_from: ['起', 'From'],
      valid_to: ['止', 'Until'],
      reason: ['原因', 'Reason'],
      person_id: ['代办人', 'Substitute'],
    },
    views: { all: ['全部', 'All'], now: ['有效', 'In force'] },
    states: { active: ['有效', 'Active'] },
    problems: { 'stand_in.order': ['止日不能早于起日', 'The end cannot be before the beginning'] },
  }),
  label: (data) => data.person.label,
  migrations: [],
  samples: [
    {
      person: { type: 'user', id: 'sample-user-2', label: '史红勤' },
      role: 'O',
      from: '2026-11-01',
      to: '2026-12-31',
      reason: '街道只有一名干事',
    },
  ],
});
