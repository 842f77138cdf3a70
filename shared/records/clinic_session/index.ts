import { z } from 'zod';
import { date, integer, longText, optionalShape, refs, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { streetWork } from '../base-permissions.ts';
import { asText, dateColumn, refLabels, textColumn } from '../columns.ts';
import { notFutureDate } from '../checks.ts';
import { defineRecordType } from '../record-type.ts';
import { clinicSessionTexts } from './texts.ts';

/** E33 坐诊: place, day, lawyers, how many came, what about; no names of clients. */
export const clinicSessionFields = {
  heldOn: date({ required: true, check: notFutureDate }),
  place: text({ max: 100, required: true }),
  lawyers: refs({ to: ['legal_resource', 'user'], required: true, max: 10 }),
  intakes: integer({ min: 0, max: 500, unit: { zh: '件', en: 'cases' } }),
  topics: text({ max: 200 }),
  note: longText({ max: 500 }),
};

export type ClinicSessionData = DataOf<typeof clinicSessionFields>;

/** 法律诊所坐诊. */
export const clinicSession = defineRecordType<ClinicSessionData>({
  name: 'clinic_session',
  collection: 'records',
  version: 1,
  numberPrefix: 'ZZ',
  icon: 'legal',
  fields: clinicSessionFields,
  schema: z.strictObject(
    optionalShape(clinicSessionFields),
  ) as unknown as z.ZodType<ClinicSessionData>,
  rules: [],
  workflow: null,
  permissions: streetWork,
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'heldOn',
          'place',
          'intakes',
          { field: 'lawyers', span: 3 },
          { field: 'topics', span: 3 },
          { field: 'note', span: 3 },
        ],
      },
    ],
  },
  list: {
    columns: [
      { ...dateColumn('held_on', 110), value: (record) => asText(record.data['heldOn']) },
      textColumn('place', 180),
      {
        key: 'lawyers',
        sqlType: 'text',
        width: 160,
        format: 'text',
        value: (record) => refLabels(record.data['lawyers']),
      },
      {
        key: 'intakes',
        sqlType: 'integer',
        width: 80,
        format: 'number',
        value: (record) =>
          typeof record.data['intakes'] === 'number' ? record.data['intakes'] : null,
      },
      textColumn('topics', 220),
    ],
    facets: [],
    sort: [{ column: 'held_on', dir: 'desc' }],
    views: [{ key: 'all', where: [] }],
    indexes: [['held_on']],
    search: {
      title: (record) => String(asText(record.data['place']) ?? ''),
      subtitle: (record) => String(asText(record.data['heldOn']) ?? ''),
      names: (record) => [String(record.data['place'] ?? '')],
      digits: (record) => [record.bizNo].filter(Boolean),
    },
  },
  print: {
    title: { zh: '法律诊所坐诊签到', en: 'Legal clinic: session' },
    rows: [['heldOn', 'place', 'intakes'], ['lawyers'], ['topics'], ['note']],
    signatures: [
      { zh: '律师', en: 'Lawyers' },
      { zh: '承办人', en: 'Officer' },
    ],
    isPublic: false,
  },
  countedOn: 'held_on',
  kpis: [
    { key: 'sessions', name: { zh: '坐诊场次', en: 'Sessions' }, unit: 'count', numerator: [] },
  ],
  texts: clinicSessionTexts,
  label: (data) => `${data.heldOn}　${data.place}`,
  migrations: [],
  samples: [
    {
      heldOn: '2026-10-22',
      place: '商圈法律诊所',
      lawyers: [{ type: 'legal_resource', id: 'sample-lawyer-1', label: '毛思宁' }],
      intakes: 4,
      topics: '合同、用工',
    },
  ],
});
