import { z } from 'zod';
import { choice, flag, integer, optionalShape, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { labelOf } from '../../dictionaries/dictionary.ts';
import { districtMasters } from '../base-permissions.ts';
import { choiceColumn, flagColumn, textColumn } from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

const fields = {
  key: choice({ from: 'parameter_key', required: true }),
  /** In the unit of the parameter: working days, calendar days, 分, percent or a count. */
  value: integer({ min: 0, max: 1_000_000_000, required: true }),
  confirmed: flag(),
  note: text({ max: 200 }),
};

/** One number that the district sets otherwise than the default (shared/parameters). */
export const parameter = defineRecordType<DataOf<typeof fields>>({
  name: 'parameter',
  collection: 'masters',
  version: 1,
  numberPrefix: '',
  icon: 'settings',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<DataOf<typeof fields>>,
  rules: [],
  workflow: null,
  permissions: districtMasters,
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: ['key', 'value', 'confirmed', { field: 'note', span: 3 }],
      },
    ],
  },
  list: {
    columns: [
      choiceColumn('key', 'parameter_key', 260),
      {
        key: 'value',
        sqlType: 'integer',
        width: 100,
        format: 'number',
        value: (record) => Number(record.data['value'] ?? 0),
      },
      flagColumn('confirmed', 90),
      textColumn('note', 240),
    ],
    facets: ['confirmed'],
    sort: [{ column: 'key', dir: 'asc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'open', where: [{ column: 'confirmed', op: '=', value: 0 }] },
    ],
    indexes: [['key']],
    search: null,
  },
  print: null,
  kpis: [],
  texts: recordTexts({
    name: ['参数', 'Parameter'],
    newOne: ['新建参数', 'New parameter'],
    empty: ['没有改过参数，都用默认值。', 'No parameter was changed; defaults are in force.'],
    fields: {
      key: ['参数', 'Parameter'],
      value: ['数值', 'Value'],
      confirmed: ['已确认', 'Confirmed'],
      note: ['依据', 'Basis'],
    },
    sections: { basic: ['参数', 'Parameter'] },
    columns: {
      key: ['参数', 'Parameter'],
      value: ['数值', 'Value'],
      confirmed: ['已确认', 'Confirmed'],
      note: ['依据', 'Basis'],
    },
    views: { all: ['全部', 'All'], open: ['待确认', 'To be confirmed'] },
    states: { active: ['有效', 'Active'] },
  }),
  label: (data) => labelOf('parameter_key', data.key),
  migrations: [],
  samples: [{ key: 'hardship_street_limit', value: 150_000, confirmed: true, note: '区侨联通知' }],
});
