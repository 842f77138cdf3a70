import { z } from 'zod';
import { choice, date, integer, money, optionalShape } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { asText, choiceColumn, dateColumn, moneyColumn } from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { legalStatKpis } from './kpi.ts';
import { legalStatTexts } from './texts.ts';

/** What leaves the desk of a confidential case: kind, days, result; no name, no matter (domain.md §3.4, §9.20). */
export const legalStatFields = {
  category: choice({ from: 'legal_cat', required: true }),
  desk: choice({ from: 'legal_desk', required: true }),
  clientKind: choice({ from: 'client_kind', required: true }),
  receivedOn: date({ required: true }),
  stage: choice({ from: 'legal_stage', required: true }),
  opinionDue: date(),
  opinionOn: date(),
  referral: choice({ from: 'legal_referral' }),
  result: choice({ from: 'legal_result' }),
  recovered: money({}),
  satisfaction: integer({ min: 1, max: 5 }),
  closedOn: date(),
};

export type LegalStatData = DataOf<typeof legalStatFields>;

/** 法律服务统计: made by the cases themselves, typed in by nobody. */
export const legalStat = defineRecordType<LegalStatData>({
  name: 'legal_stat',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'legal',
  fields: legalStatFields,
  schema: z.strictObject(optionalShape(legalStatFields)) as unknown as z.ZodType<LegalStatData>,
  rules: [],
  workflow: null,
  permissions: {
    read: { L: 'unit', O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
    create: { L: 'unit', O: 'unit', H: 'unit' },
    edit: { L: 'unit', O: 'unit', H: 'unit' },
    remove: {},
    unmask: {},
    print: { O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
    export: { O: 'unit', H: 'unit', D: 'all', X: 'all' },
  },
  form: {
    sections: [{ key: 'basic', columns: 3, fields: Object.keys(legalStatFields) }],
  },
  list: {
    columns: [
      { ...dateColumn('received_on', 110), value: (r) => asText(r.data['receivedOn']) },
      choiceColumn('category', 'legal_cat', 130),
      choiceColumn('desk', 'legal_desk', 130),
      {
        ...choiceColumn('client_kind', 'client_kind', 90),
        value: (r) => asText(r.data['clientKind']),
      },
      choiceColumn('stage', 'legal_stage', 90),
      choiceColumn('referral', 'legal_referral', 120),
      choiceColumn('result', 'legal_result', 100),
      moneyColumn('recovered', 120, (data) =>
        typeof data['recovered'] === 'number' ? data['recovered'] : null,
      ),
      {
        key: 'satisfaction',
        sqlType: 'integer',
        width: 80,
        format: 'number',
        value: (r) => (typeof r.data['satisfaction'] === 'number' ? r.data['satisfaction'] : null),
      },
      {
        key: 'opinion_in_time',
        sqlType: 'integer',
        width: 0,
        format: 'number',
        value: ({ data: { opinionOn, opinionDue } }) =>
          typeof opinionOn === 'string' && typeof opinionDue === 'string'
            ? Number(opinionOn <= opinionDue)
            : null,
      },
    ],
    facets: ['category', 'desk', 'client_kind', 'stage', 'result'],
    sort: [{ column: 'received_on', dir: 'desc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'open', where: [{ column: 'stage', op: '=', value: 'open' }] },
    ],
    indexes: [['received_on'], ['stage', 'received_on']],
    search: null,
  },
  print: null,
  kpis: legalStatKpis,
  texts: legalStatTexts,
  label: (data) => data.receivedOn,
  migrations: [],
  samples: [
    {
      category: 'contract',
      desk: 'clinic',
      clientKind: 'enterprise',
      receivedOn: '2026-10-12',
      stage: 'closed',
      opinionDue: '2026-10-26',
      opinionOn: '2026-10-20',
      referral: 'mediation',
      result: 'partial',
      recovered: 10_000_000,
      satisfaction: 5,
      closedOn: '2026-11-10',
    },
  ],
});
