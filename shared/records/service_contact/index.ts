import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { streetWork } from '../base-permissions.ts';
import { defineRecordType } from '../record-type.ts';
import { serviceContactList } from './list.ts';
import { serviceContactFields, type ServiceContactData } from './schema.ts';
import { serviceContactTexts } from './texts.ts';
import { serviceContactWorkflow } from './workflow.ts';

/** 服务接触: the intake log of the two centres. */
export const serviceContact = defineRecordType<ServiceContactData>({
  name: 'service_contact',
  collection: 'records',
  version: 1,
  numberPrefix: 'FW',
  icon: 'desk',
  fields: serviceContactFields,
  schema: z.strictObject(
    optionalShape(serviceContactFields),
  ) as unknown as z.ZodType<ServiceContactData>,
  rules: [],
  workflow: serviceContactWorkflow,
  permissions: streetWork,
  form: {
    sections: [
      {
        key: 'who',
        columns: 3,
        fields: ['desk', 'at', 'mode', 'subject', 'caller', 'phone', 'by'],
      },
      {
        key: 'what',
        columns: 3,
        fields: [{ field: 'topic', span: 2 }, 'route', { field: 'content', span: 3 }],
      },
      { key: 'outcome', columns: 3, fields: [{ field: 'answer', span: 3 }, 'target'] },
    ],
    starts: { mode: 'office', route: 'on_site' },
  },
  list: serviceContactList,
  print: null,
  countedOn: 'at',
  kpis: [
    { key: 'intakes', name: { zh: '接待登记', en: 'Intakes' }, unit: 'count', numerator: [] },
    {
      key: 'routed_in_time_share',
      name: { zh: '1 个工作日内转办', en: 'Routed within one working day' },
      unit: 'percent',
      numerator: [{ column: 'routed_in_time', op: '=', value: 1 }],
      denominator: [{ column: 'routed_in_time', op: 'in', value: [0, 1] }],
    },
  ],
  texts: serviceContactTexts,
  label: (data) => data.topic,
  communityFrom: { field: 'subject', kind: 'ref' },
  migrations: [],
  samples: [
    {
      desk: { type: 'service_point', id: 'sample-desk-1', label: '古林镇侨企服务中心' },
      at: '2026-11-18T02:00:00.000Z',
      by: { type: 'user', id: 'sample-user-1', label: '励海平' },
      mode: 'office',
      subject: { type: 'enterprise', id: 'sample-enterprise-1', label: '演示禾舟电器有限公司' },
      caller: '俞伟明',
      phone: '10100000026',
      topic: '厂区门前道路夜间照明',
      content: '厂区门前 200 米没有路灯，夜班工人出行不便。',
      route: 'ticket',
    },
  ],
});
