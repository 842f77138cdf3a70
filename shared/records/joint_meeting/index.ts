import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { streetWork } from '../base-permissions.ts';
import { asList, asText, bizNoColumn, choiceColumn, dateColumn, textColumn } from '../columns.ts';
import { defineRecordType } from '../record-type.ts';
import { jointMeetingFields, type JointMeetingData } from './schema.ts';
import { jointMeetingTexts } from './texts.ts';

const offices = { O: 'unit', H: 'unit', D: 'unit', B: 'unit' } as const;

/** 涉侨部门联席会议 (E70, light): agenda, minutes, resolutions. */
export const jointMeeting = defineRecordType<JointMeetingData>({
  name: 'joint_meeting',
  collection: 'records',
  version: 1,
  numberPrefix: 'LX',
  icon: 'meeting',
  fields: jointMeetingFields,
  schema: z.strictObject(
    optionalShape(jointMeetingFields),
  ) as unknown as z.ZodType<JointMeetingData>,
  rules: [],
  workflow: null,
  permissions: { ...streetWork, create: offices, edit: offices, remove: { H: 'unit', D: 'unit' } },
  form: {
    sections: [
      {
        key: 'basic',
        columns: 3,
        fields: [{ field: 'title', span: 2 }, 'type', 'heldOn', 'convener', 'place'],
      },
      { key: 'members', columns: 3, fields: [{ field: 'members', span: 3 }] },
      { key: 'agenda', columns: 3, fields: [{ field: 'agenda', span: 3 }] },
      { key: 'minutes', columns: 3, fields: ['minutesNo', { field: 'minutes', span: 3 }] },
      { key: 'resolutions', columns: 3, fields: [{ field: 'resolutions', span: 3 }] },
    ],
    starts: { type: 'joint' },
  },
  list: {
    columns: [
      { ...dateColumn('held_on', 110), value: (record) => asText(record.data['heldOn']) },
      textColumn('title', 240),
      choiceColumn('type', 'meeting_type', 140),
      textColumn('convener', 100),
      {
        key: 'agenda_count',
        sqlType: 'integer',
        width: 70,
        format: 'number',
        value: (record) => asList(record.data['agenda']).length,
      },
      {
        key: 'open_resolutions',
        sqlType: 'integer',
        width: 80,
        format: 'number',
        value: (record) =>
          asList(record.data['resolutions']).filter((row) => row['state'] === 'open').length,
      },
      bizNoColumn,
    ],
    facets: ['type'],
    sort: [{ column: 'held_on', dir: 'desc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'open', where: [{ column: 'open_resolutions', op: '>', value: 0 }] },
    ],
    indexes: [['held_on']],
    search: {
      title: (record) => String(asText(record.data['title']) ?? ''),
      subtitle: (record) => String(asText(record.data['heldOn']) ?? ''),
      names: (record) => [String(record.data['title'] ?? '')],
      digits: (record) => [record.bizNo].filter(Boolean),
    },
  },
  print: {
    title: { zh: '联席会议议题与议定事项', en: 'Agenda and resolutions of the joint meeting' },
    rows: [
      ['title', 'heldOn'],
      ['convener', 'place'],
      ['members'],
      ['agenda'],
      ['minutes'],
      ['resolutions'],
    ],
    signatures: [{ zh: '召集人', en: 'Convener' }],
    isPublic: false,
  },
  countedOn: 'held_on',
  kpis: [
    {
      key: 'meetings',
      name: { zh: '联席会议', en: 'Joint meetings' },
      unit: 'count',
      numerator: [],
    },
  ],
  texts: jointMeetingTexts,
  label: (data) => data.title,
  migrations: [],
  samples: [
    {
      title: '2026 年第四季度涉侨部门联席会议',
      type: 'joint',
      heldOn: '2026-11-27',
      convener: '区侨联',
      agenda: [
        {
          id: 'a1',
          topic: '用工招聘，缺数控操作工 12 人',
          ticket: { type: 'ticket', id: 'sample-ticket-1', label: '用工招聘，缺数控操作工 12 人' },
        },
      ],
      resolutions: [
        {
          id: 'r1',
          text: '由区人社局组织专场招聘',
          dept: { type: 'department', id: 'dept-330203000-hr', label: '区人社局' },
          due: '2026-12-15',
          state: 'open',
        },
      ],
    },
  ],
});
