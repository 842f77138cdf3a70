import { z } from 'zod';
import { choice, choices, date, optionalShape, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import type { Permissions } from '../../access/can.ts';
import { streetWork } from '../base-permissions.ts';
import { notFutureDate } from '../checks.ts';
import {
  asText,
  choiceColumn,
  communityColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  searchInList,
  textColumn,
} from '../columns.ts';
import type { PlainData } from '../envelope.ts';
import { defineRecordType } from '../record-type.ts';
import { verificationLogTexts } from './texts.ts';

/** E72 核实记录: that a record of the register was looked at again, by whom, how, and what was no longer right. */
const fields = {
  subject: ref({ to: ['person', 'household', 'enterprise'], required: true, privacy: 2 }),
  on: date({ required: true, check: notFutureDate }),
  by: ref({ to: ['user'], required: true }),
  method: choice({ from: 'verify_method' }),
  /** Empty: everything was as registered. */
  changedFields: choices({ from: 'register_field' }),
  /** The visit at which it happened. */
  visit: ref({ to: ['visit'], privacy: 2 }),
  note: text({ max: 200, privacy: 2 }),
};

export type VerificationLogData = DataOf<typeof fields>;

/** Nobody corrects an entry; whoever made one by mistake may take it back. */
const permissions: Permissions = {
  ...streetWork,
  edit: {},
  remove: { L: 'own', O: 'own', H: 'unit' },
  unmask: {},
};

export const verificationLog = defineRecordType<VerificationLogData>({
  name: 'verification_log',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'clears',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<VerificationLogData>,
  rules: [],
  workflow: null,
  permissions,
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          { field: 'subject', span: 2 },
          'on',
          'by',
          'method',
          'visit',
          { field: 'changedFields', span: 3 },
          { field: 'note', span: 3 },
        ],
      },
    ],
    byProgram: true,
  },
  list: {
    columns: [
      { ...dateColumn('verified_on', 110), value: (record) => asText(record.data['on']) },
      refColumn('subject', 180),
      choiceColumn('method', 'verify_method', 100),
      {
        ...choiceColumn('changed_fields', 'register_field', 220),
        value: (record) => changedOf(record.data).join(',') || null,
      },
      { ...refColumn('by', 110), key: 'verifier' },
      communityColumn,
      textColumn('note', 180, { optional: true }),
      {
        key: 'has_changes',
        sqlType: 'integer',
        width: 0,
        format: 'flag',
        value: (record) => Number(changedOf(record.data).length > 0),
      },
      refIdColumn('subject_id', 'subject'),
      refIdColumn('visit_id', 'visit'),
      refIdColumn('by_id', 'by'),
    ],
    facets: ['method'],
    sort: [{ column: 'verified_on', dir: 'desc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'mine', where: [{ column: 'by_id', op: '=', value: '$me' }] },
      { key: 'changed', where: [{ column: 'has_changes', op: '=', value: 1 }] },
    ],
    indexes: [
      ['verified_on'],
      ['subject_id', 'verified_on'],
      ['visit_id'],
      ['by_id', 'verified_on'],
      ['has_changes', 'verified_on'],
      ['method', 'verified_on'],
    ],
    search: searchInList('subject'),
  },
  print: null,
  kpis: [
    {
      key: 'verifications',
      name: { zh: '核实次数', en: 'Verifications' },
      unit: 'count',
      numerator: [],
    },
    {
      key: 'verified_subjects',
      name: { zh: '核实对象', en: 'Records verified' },
      unit: 'count',
      numerator: [],
      distinct: 'subject_id',
    },
    {
      key: 'changed_share',
      name: { zh: '核实中有变更的占比', en: 'Verifications that found changes' },
      unit: 'percent',
      numerator: [{ column: 'has_changes', op: '=', value: 1 }],
      denominator: [],
    },
  ],
  countedOn: 'verified_on',
  texts: verificationLogTexts,
  label: (data) => data.subject.label,
  communityFrom: { field: 'subject', kind: 'ref' },
  belongsTo: ['subject'],
  migrations: [],
  samples: [
    {
      subject: { type: 'person', id: 'sample-person-1', label: '虞菊兰' },
      on: '2026-11-02',
      by: { type: 'user', id: 'sample-user-1', label: '励海平' },
      method: 'visit',
      changedFields: ['phone', 'liveAddr'],
    },
  ],
});

function changedOf(data: PlainData): readonly string[] {
  const changed = data['changedFields'];
  return Array.isArray(changed) ? changed.map(String) : [];
}
