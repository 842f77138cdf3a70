import { z } from 'zod';
import { integer, longText, optionalShape, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { isRealDay } from '../../calendar/day.ts';
import { districtMasters } from '../base-permissions.ts';
import { textColumn } from '../columns.ts';
import { defineRecordType, type Rule } from '../record-type.ts';
import { recordTexts } from '../texts.ts';

const fields = {
  year: integer({ min: 2000, max: 2100, required: true }),
  /** Stored with every deadline that was counted by it; a corrected notice gets a new one. */
  edition: text({ max: 30, required: true }),
  /** Days `YYYY-MM-DD`, separated by spaces or lines. */
  off: longText({ max: 2000, required: true }),
  work: longText({ max: 1000 }),
  source: text({ max: 200 }),
};
type HolidayData = DataOf<typeof fields>;

const onlyDays: Rule<HolidayData> = (data) =>
  (['off', 'work'] as const).flatMap((field) =>
    (data[field] ?? '')
      .split(/\s+/)
      .filter((day) => day !== '' && !isRealDay(day))
      .map((day) => ({
        field,
        code: 'holiday.not_a_day',
        severity: 'error' as const,
        params: { day },
      })),
  );

/** The yearly notice of days off and worked weekends (V9). It replaces the table of its year that came with the app. */
export const holidayTable = defineRecordType<HolidayData>({
  name: 'holiday_table',
  collection: 'masters',
  version: 1,
  numberPrefix: '',
  icon: 'calendar',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<HolidayData>,
  rules: [onlyDays],
  workflow: null,
  permissions: districtMasters,
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [
          'year',
          'edition',
          'source',
          { field: 'off', span: 3 },
          { field: 'work', span: 3 },
        ],
      },
    ],
  },
  list: {
    columns: [
      {
        key: 'year',
        sqlType: 'integer',
        width: 80,
        format: 'number',
        value: (record) => Number(record.data['year'] ?? 0),
      },
      textColumn('edition', 120),
      textColumn('off', 300),
      textColumn('work', 200),
      textColumn('source', 200),
    ],
    facets: [],
    sort: [{ column: 'year', dir: 'desc' }],
    views: [{ key: 'all', where: [] }],
    indexes: [['year']],
    search: null,
  },
  print: null,
  kpis: [],
  texts: recordTexts({
    name: ['节假日表', 'Holiday table'],
    newOne: ['新建节假日表', 'New holiday table'],
    empty: ['用随软件的节假日表。', 'The tables shipped with the app are in force.'],
    fields: {
      year: ['年度', 'Year'],
      edition: ['版本', 'Edition'],
      off: ['放假日', 'Days off'],
      work: ['调休上班日', 'Worked weekend days'],
      source: ['通知文号', 'Notice'],
    },
    sections: { basic: ['节假日表', 'Holiday table'] },
    columns: {
      year: ['年度', 'Year'],
      edition: ['版本', 'Edition'],
      off: ['放假日', 'Days off'],
      work: ['调休上班日', 'Worked weekend days'],
      source: ['通知文号', 'Notice'],
    },
    views: { all: ['全部', 'All'] },
    states: { active: ['有效', 'Active'] },
    problems: {
      'holiday.not_a_day': [
        '“{day}”不是日期，写成 2027-01-01',
        '“{day}” is not a day; write 2027-01-01',
      ],
    },
  }),
  label: (data) => String(data.year),
  migrations: [],
  samples: [
    { year: 2027, edition: '2027.1', off: '2027-01-01 2027-01-02 2027-01-03', source: '示例' },
  ],
});
