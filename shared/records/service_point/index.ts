import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { streetWork } from '../base-permissions.ts';
import {
  asText,
  choiceColumn,
  communityColumn,
  flagColumn,
  refColumn,
  textColumn,
} from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { servicePointFields, type ServicePointData } from './schema.ts';
import { servicePointTexts } from './texts.ts';

/** 服务中心、维权中心. */
export const servicePoint = defineRecordType<ServicePointData>({
  name: 'service_point',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'desk',
  fields: servicePointFields,
  schema: z.strictObject(
    optionalShape(servicePointFields),
  ) as unknown as z.ZodType<ServicePointData>,
  rules: [],
  workflow: null,
  permissions: { ...streetWork, create: { O: 'unit', H: 'unit' }, edit: { O: 'unit', H: 'unit' } },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'name',
          'kind',
          'open',
          { field: 'address', span: 2 },
          'community',
          'opening',
          'phone',
          'manager',
          { field: 'note', span: 3 },
        ],
      },
      { key: 'roster', columns: 3, fields: [{ field: 'roster', span: 3 }] },
    ],
    starts: { kind: 'service', open: true },
  },
  list: {
    columns: [
      textColumn('name', 200),
      choiceColumn('kind', 'desk_kind', 100),
      textColumn('address', 220),
      textColumn('opening', 150),
      refColumn('manager', 100),
      flagColumn('open', 80),
      communityColumn,
    ],
    facets: ['kind', 'open'],
    sort: [{ column: 'kind', dir: 'asc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'open', where: [{ column: 'open', op: '=', value: 1 }] },
    ],
    indexes: [['kind']],
    search: {
      title: (record) => String(asText(record.data['name']) ?? ''),
      subtitle: (record) => String(asText(record.data['address']) ?? ''),
      names: (record) => [String(record.data['name'] ?? '')],
      digits: () => [],
    },
  },
  print: null,
  kpis: [],
  texts: servicePointTexts,
  label: (data) => data.name,
  communityFrom: { field: 'community', kind: 'code' },
  migrations: [],
  samples: [
    {
      name: '古林镇侨企服务中心',
      kind: 'service',
      address: '演示路88号一楼',
      opening: '工作日 9:00–17:00',
      manager: { type: 'user', id: 'sample-user-1', label: '励海平' },
      roster: [
        {
          id: 'r1',
          weekday: '1',
          person: { type: 'user', id: 'sample-user-1', label: '励海平' },
          hours: '9:00–17:00',
        },
      ],
      open: true,
    },
  ],
});
