import { z } from 'zod';
import { choice, optionalShape, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { labelOf } from '../../dictionaries/dictionary.ts';
import { districtMasters } from '../base-permissions.ts';
import { choiceColumn, textColumn } from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

const fields = {
  zone: choice({ from: 'zone', required: true }),
  slogan: text({ max: 40, required: true }),
};

/** 片区定位 (S25, E01 `profile_slogan`): what a zone is meant for in the district's own words, instead of those of the method. */
export const zoneProfile = defineRecordType<DataOf<typeof fields>>({
  name: 'zone_profile',
  collection: 'masters',
  version: 1,
  numberPrefix: '',
  icon: 'unit',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<DataOf<typeof fields>>,
  rules: [],
  workflow: null,
  permissions: districtMasters,
  form: {
    sections: [{ key: 'basic', columns: 3, fields: ['zone', { field: 'slogan', span: 2 }] }],
  },
  list: {
    columns: [choiceColumn('zone', 'zone', 100), textColumn('slogan', 240)],
    facets: [],
    sort: [{ column: 'zone', dir: 'asc' }],
    views: [{ key: 'all', where: [] }],
    indexes: [['zone']],
    search: null,
  },
  print: null,
  kpis: [],
  texts: recordTexts({
    name: ['片区定位', 'What a zone is meant for'],
    newOne: ['新建片区定位', 'New'],
    empty: ['用工作法里的提法。', 'The words of the method are in force.'],
    fields: { zone: ['片区', 'Zone'], slogan: ['定位', 'Meant for'] },
    sections: { basic: ['片区定位', 'Zone'] },
    columns: { zone: ['片区', 'Zone'], slogan: ['定位', 'Meant for'] },
    views: { all: ['全部', 'All'] },
    states: { active: ['有效', 'Active'] },
  }),
  label: (data) => `${labelOf('zone', data.zone)}　${data.slogan}`,
  migrations: [],
  samples: [{ zone: 'east', slogan: '东商：电商和服务业侨企' }],
});
