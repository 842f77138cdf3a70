import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { streetWork } from '../base-permissions.ts';
import { defineRecordType } from '../record-type.ts';
import { visitPlanList } from './list.ts';
import { visitPlanFields, type VisitPlanData } from './schema.ts';
import { visitPlanTexts } from './texts.ts';
import { visitPlanWorkflow } from './workflow.ts';

/** 走访计划. */
export const visitPlan = defineRecordType<VisitPlanData>({
  name: 'visit_plan',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'visit',
  fields: visitPlanFields,
  schema: z.strictObject(optionalShape(visitPlanFields)) as unknown as z.ZodType<VisitPlanData>,
  rules: [],
  workflow: visitPlanWorkflow,
  permissions: { ...streetWork, create: { O: 'unit', H: 'unit' } },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'subject',
          'visitClass',
          'source',
          'dueFrom',
          'dueTo',
          'campaign',
          { field: 'visitors', span: 2 },
          'note',
        ],
      },
      { key: 'outcome', columns: 3, fields: ['visit', 'visitedOn', 'batch'] },
    ],
    starts: { source: 'adhoc', visitClass: 'ordinary' },
    visible: {
      visit: (data) => data['visit'] !== undefined,
      visitedOn: (data) => data['visitedOn'] !== undefined,
      batch: (data) => data['batch'] !== undefined,
    },
  },
  list: visitPlanList,
  print: null,
  kpis: [
    {
      key: 'open',
      name: { zh: '未完成计划', en: 'Open plans' },
      unit: 'count',
      numerator: [{ column: 'state', op: 'in', value: ['planned', 'assigned', 'rescheduled'] }],
    },
  ],
  texts: visitPlanTexts,
  label: (data) => data.subject.label,
  communityFrom: { field: 'subject', kind: 'ref' },
  belongsTo: ['subject'],
  migrations: [],
  samples: [
    {
      subject: { type: 'household', id: 'sample-household-1', label: '虞菊兰户' },
      visitClass: 'hardship',
      source: 'rule',
      dueFrom: '2026-11-23',
      dueTo: '2026-11-27',
      visitors: [{ type: 'user', id: 'sample-user-1', label: '励海平' }],
    },
  ],
});
