import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { districtMasters } from '../base-permissions.ts';
import { asText, choiceColumn, flagColumn, textColumn } from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { departmentFields, type DepartmentData } from './schema.ts';
import { departmentTexts } from './texts.ts';

/** 部门 (E30). */
export const department = defineRecordType<DepartmentData>({
  name: 'department',
  collection: 'masters',
  version: 1,
  numberPrefix: '',
  icon: 'unit',
  fields: departmentFields,
  schema: z.strictObject(optionalShape(departmentFields)) as unknown as z.ZodType<DepartmentData>,
  rules: [],
  workflow: null,
  permissions: districtMasters,
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'name',
          'nameEn',
          'level',
          { field: 'duty', span: 3 },
          'contact',
          'phone',
          'hasAccount',
          'confirmed',
          'standing',
        ],
      },
    ],
    starts: { standing: 'active' },
  },
  list: {
    columns: [
      textColumn('name', 160),
      choiceColumn('level', 'dept_level', 90),
      textColumn('duty', 260),
      textColumn('contact', 90),
      { ...textColumn('phone', 130), format: 'masked' },
      { ...flagColumn('confirmed', 80) },
      choiceColumn('standing', 'user_state', 80),
    ],
    facets: ['level', 'standing', 'confirmed'],
    sort: [{ column: 'name', dir: 'asc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'unconfirmed', where: [{ column: 'confirmed', op: '=', value: 0 }] },
    ],
    indexes: [['name']],
    search: {
      title: (record) => asText(record.data['name'])?.toString() ?? '',
      subtitle: (record) => asText(record.data['duty'])?.toString() ?? '',
      names: (record) => [String(record.data['name'] ?? '')],
      digits: () => [],
    },
  },
  print: null,
  kpis: [],
  texts: departmentTexts,
  label: (data) => data.name,
  migrations: [],
  samples: [{ name: '区人社局', level: 'district', duty: '用工、社保、人才', standing: 'active' }],
});
