import { businessDateOf } from '../../calendar/time-zone.ts';
import { stepsOf } from '../../workflow/flow.ts';
import {
  asText,
  bizNoColumn,
  choiceColumn,
  clockColumns,
  communityColumn,
  refColumn,
  refIdColumn,
  stateColumn,
  textColumn,
} from '../columns.ts';
import type { Envelope } from '../envelope.ts';
import type { Cell, ListSpec } from '../list-spec.ts';

export const serviceContactList: ListSpec = {
  columns: [
    ...clockColumns,
    {
      key: 'at',
      sqlType: 'text',
      width: 140,
      format: 'instant',
      value: (record) => asText(record.data['at']),
    },
    refColumn('desk', 150),
    refColumn('subject', 180),
    textColumn('topic', 200),
    choiceColumn('route', 'contact_route', 110),
    stateColumn,
    communityColumn,
    bizNoColumn,
    refIdColumn('desk_id', 'desk'),
    refIdColumn('subject_id', 'subject'),
    refIdColumn('target_id', 'target'),
    { key: 'routed_in_time', sqlType: 'integer', width: 0, format: 'number', value: routedInTime },
  ],
  facets: ['state', 'route', 'desk'],
  sort: [{ column: 'at', dir: 'desc' }],
  views: [
    { key: 'all', where: [] },
    { key: 'to_route', where: [{ column: 'state', op: '=', value: 'received' }] },
  ],
  indexes: [['at'], ['desk_id', 'at'], ['subject_id', 'at'], ['target_id']],
  search: {
    title: (record) => String(asText(record.data['topic']) ?? ''),
    subtitle: () => '',
    names: (record) => [String(record.data['topic'] ?? ''), String(record.data['caller'] ?? '')],
    digits: (record) => [record.bizNo, String(record.data['phone'] ?? '')].filter(Boolean),
  },
};

/** Routed within the working day it was given: 1 or 0; null while it waits. */
function routedInTime(record: Envelope): Cell {
  const step = stepsOf(record).find((each) => each.action === 'route');
  if (step?.dueBefore === undefined) return null;
  return Number(businessDateOf(step.at) <= step.dueBefore);
}
