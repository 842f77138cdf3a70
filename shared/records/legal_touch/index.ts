import { z } from 'zod';
import { choice, date, optionalShape, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { streetWork } from '../base-permissions.ts';
import {
  asText,
  choiceColumn,
  communityColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  textColumn,
} from '../columns.ts';
import { notFutureDate } from '../checks.ts';
import { defineRecordType } from '../record-type.ts';
import { legalTouchTexts } from './texts.ts';

/** E34: that legal service reached an enterprise, and when; never about what (domain.md D10, §4.5). */
export const legalTouchFields = {
  enterprise: ref({ to: ['enterprise'], required: true }),
  kind: choice({ from: 'touch_kind', required: true }),
  on: date({ required: true, check: notFutureDate }),
  note: text({ max: 100 }),
};

export type LegalTouchData = DataOf<typeof legalTouchFields>;

/** 法律触达. */
export const legalTouch = defineRecordType<LegalTouchData>({
  name: 'legal_touch',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'legal',
  fields: legalTouchFields,
  schema: z.strictObject(optionalShape(legalTouchFields)) as unknown as z.ZodType<LegalTouchData>,
  rules: [],
  workflow: null,
  permissions: streetWork,
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: ['enterprise', 'kind', 'on', { field: 'note', span: 3 }],
      },
    ],
    starts: { kind: 'training' },
  },
  list: {
    columns: [
      { ...dateColumn('touched_on', 110), value: (record) => asText(record.data['on']) },
      refColumn('enterprise', 220),
      choiceColumn('kind', 'touch_kind', 140),
      textColumn('note', 200),
      communityColumn,
      refIdColumn('enterprise_id', 'enterprise'),
    ],
    facets: ['kind'],
    sort: [{ column: 'touched_on', dir: 'desc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'last_year', where: [{ column: 'touched_on', op: '>', value: '$today-365' }] },
    ],
    indexes: [['touched_on'], ['enterprise_id', 'touched_on']],
    search: null,
  },
  print: null,
  kpis: [
    {
      key: 'touched_enterprises',
      name: { zh: '12 个月触达企业', en: 'Enterprises reached in 12 months' },
      unit: 'count',
      numerator: [{ column: 'touched_on', op: '>', value: '$today-365' }],
      distinct: 'enterprise_id',
    },
  ],
  texts: legalTouchTexts,
  label: (data) => data.enterprise.label,
  communityFrom: { field: 'enterprise', kind: 'ref' },
  migrations: [],
  samples: [
    {
      enterprise: { type: 'enterprise', id: 'sample-enterprise-1', label: '演示禾舟电器有限公司' },
      kind: 'check',
      on: '2026-09-10',
    },
  ],
});
