import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import type { Permissions } from '../../access/can.ts';
import { defineRecordType } from '../record-type.ts';
import { onlineRequestKpis } from './kpi.ts';
import { onlineRequestList } from './list.ts';
import { onlineRequestFields, type OnlineRequestData } from './schema.ts';
import { onlineRequestTexts } from './texts.ts';
import { onlineRequestWorkflow } from './workflow.ts';

/** Nobody creates one but the server, and no state is editable: steps write only what they ask for, the system's own steps run by the right to edit. */
const permissions: Permissions = {
  read: { L: 'community', O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
  create: { D: 'all' },
  edit: { O: 'unit', H: 'unit', D: 'unit' },
  remove: {},
  unmask: {},
  print: { O: 'unit', H: 'unit', D: 'all', B: 'all' },
  export: { O: 'unit', H: 'unit', D: 'all' },
};

/** 网上诉求: 网上创梦苑、线上E+. */
export const onlineRequest = defineRecordType<OnlineRequestData>({
  name: 'online_request',
  collection: 'records',
  version: 1,
  numberPrefix: 'WS',
  icon: 'inbox',
  fields: onlineRequestFields,
  schema: z.strictObject(
    optionalShape(onlineRequestFields),
  ) as unknown as z.ZodType<OnlineRequestData>,
  rules: [],
  workflow: onlineRequestWorkflow,
  permissions,
  form: {
    sections: [
      {
        key: 'original',
        columns: 3,
        fields: [
          'channel',
          'kind',
          'serverNo',
          'receivedAt',
          'senderName',
          'senderContact',
          'senderCountry',
          'identityClaimed',
          'matched',
          { field: 'title', span: 3 },
          { field: 'content', span: 3 },
        ],
      },
      {
        key: 'routing',
        columns: 3,
        fields: [
          'signedOn',
          'syncedAt',
          'owner',
          'target',
          'subject',
          'linkedCase',
          'otherNo',
          'toUnit',
          'forwardedTo',
          'forwardedFrom',
        ],
      },
      {
        key: 'answer',
        columns: 3,
        fields: [
          { field: 'answer', span: 3 },
          'isPolicy',
          { field: 'answerDocRef', span: 2 },
          'answeredOn',
          'answerDue',
          'answers',
        ],
      },
      {
        key: 'rating',
        columns: 3,
        fields: ['rating', 'ratedAt', 'purgeOn', { field: 'ratingNote', span: 3 }],
      },
    ],
  },
  list: onlineRequestList,
  /** F8 网上诉求处理单. */
  print: {
    title: { zh: '网上诉求处理单', en: 'Online request' },
    rows: [
      ['serverNo', 'channel', 'kind'],
      ['receivedAt', 'signedOn', 'answeredOn'],
      ['title'],
      ['content'],
      ['answer'],
      ['answerDocRef', 'rating'],
    ],
    signatures: [
      { zh: '承办人', en: 'Handled by' },
      { zh: '审核人', en: 'Checked by' },
    ],
    isPublic: false,
  },
  countedOn: 'received_at',
  kpis: onlineRequestKpis,
  texts: onlineRequestTexts,
  label: (data) => data.title,
  migrations: [],
  samples: [
    {
      channel: 'cmy',
      serverNo: 'WS-2026-000123',
      receivedAt: '2026-11-19T03:20:00.000Z',
      kind: 'startup',
      senderName: '陈思哲',
      senderContact: '10100000033',
      senderCountry: 'CAN',
      identityClaimed: 'lx',
      title: '回国创业，咨询入驻海创之家',
      content: '明年夏天毕业，想带跨境电商项目回国，请问入驻条件和补贴。',
      matched: true,
      purgeOn: '2028-11-19',
    },
  ],
});
