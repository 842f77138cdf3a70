import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { streetWork } from '../base-permissions.ts';
import {
  asText,
  bizNoColumn,
  choiceColumn,
  clockColumns,
  communityColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  searchInList,
  stateColumn,
} from '../columns.ts';
import { defineRecordType, type Rule } from '../record-type.ts';
import { privacyRequestFields, type PrivacyRequestData } from './schema.ts';
import { privacyRequestTexts } from './texts.ts';
import { privacyRequestWorkflow } from './workflow.ts';

const askerHasName: Rule<PrivacyRequestData> = (request) =>
  request.asker !== undefined && request.asker !== 'self' && request.askerName === undefined
    ? [{ field: 'askerName', code: 'privacy_request.asker', severity: 'error' }]
    : [];

/** 个人信息请求. */
export const privacyRequest = defineRecordType<PrivacyRequestData>({
  name: 'privacy_request',
  collection: 'records',
  version: 1,
  numberPrefix: 'GX',
  icon: 'consent',
  fields: privacyRequestFields,
  schema: z.strictObject(
    optionalShape(privacyRequestFields),
  ) as unknown as z.ZodType<PrivacyRequestData>,
  rules: [askerHasName],
  workflow: privacyRequestWorkflow,
  permissions: streetWork,
  form: {
    sections: [
      {
        key: 'request',
        columns: 3,
        fields: [
          'person',
          'kind',
          'receivedOn',
          'asker',
          'askerName',
          'identityChecked',
          { field: 'content', span: 3 },
        ],
      },
      { key: 'outcome', columns: 3, fields: ['outcome', 'doneOn', { field: 'answer', span: 3 }] },
    ],
    starts: { asker: 'self' },
  },
  list: {
    columns: [
      ...clockColumns,
      refColumn('person', 140),
      choiceColumn('kind', 'privacy_kind', 100),
      stateColumn,
      { ...dateColumn('received_on', 110), value: (record) => asText(record.data['receivedOn']) },
      choiceColumn('outcome', 'privacy_outcome', 160),
      communityColumn,
      bizNoColumn,
      refIdColumn('person_id', 'person'),
    ],
    facets: ['kind', 'state_label'],
    sort: [{ column: 'received_on', dir: 'desc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'open', where: [{ column: 'state', op: 'in', value: ['received', 'handling'] }] },
      { key: 'erase', where: [{ column: 'kind', op: '=', value: 'erase' }] },
    ],
    indexes: [['received_on'], ['person_id'], ['state', 'received_on']],
    search: searchInList('person'),
  },
  print: {
    title: { zh: '个人信息查阅、复制、更正、删除申请表', en: 'Privacy request' },
    rows: [
      ['person', 'kind'],
      ['asker', 'askerName'],
      ['receivedOn', 'identityChecked'],
      ['content'],
      ['outcome', 'doneOn'],
      ['answer'],
    ],
    signatures: [
      { zh: '申请人', en: 'Asked by' },
      { zh: '经办人', en: 'Handled by' },
    ],
    isPublic: false,
  },
  kpis: [
    {
      key: 'requests',
      name: { zh: '个人信息请求', en: 'Privacy requests' },
      unit: 'count',
      numerator: [],
    },
  ],
  texts: privacyRequestTexts,
  label: (data) => data.person.label,
  communityFrom: { field: 'person', kind: 'ref' },
  migrations: [],
  samples: [
    {
      person: { type: 'person', id: 'sample-person-1', label: '虞菊兰' },
      kind: 'copy',
      asker: 'self',
      receivedOn: '2026-11-18',
      content: '要一份自己的登记信息。',
    },
  ],
});
