import { businessDaysBetween } from '../../calendar/business-day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import { businessDateOf } from '../../calendar/time-zone.ts';
import {
  asText,
  choiceColumn,
  clockColumns,
  dateColumn,
  refColumn,
  refIdColumn,
  stateColumn,
  textColumn,
} from '../columns.ts';
import type { Envelope } from '../envelope.ts';
import type { Cell, ListColumn, ListSpec } from '../list-spec.ts';
import { answerDueOf } from './workflow.ts';

const open = ['new', 'signed', 'routed', 'linked', 'to_check', 'returned'];

function hidden(key: string, value: ListColumn['value']): ListColumn {
  return { key, sqlType: 'integer', width: 0, format: 'number', value };
}

/** 1 when signed within one working day of the server's receipt; null while nobody has. */
function signedInTime({ data }: Envelope): Cell {
  const { receivedAt, signedOn } = data;
  if (typeof receivedAt !== 'string' || typeof signedOn !== 'string') return null;
  return Number(
    businessDaysBetween(businessDateOf(receivedAt), signedOn, SHIPPED_HOLIDAY_TABLES).days <= 1,
  );
}

function answeredInTime({ data }: Envelope): Cell {
  const { answeredOn, answerDue } = data;
  return typeof answeredOn === 'string' && typeof answerDue === 'string'
    ? Number(answeredOn <= answerDue)
    : null;
}

/** Whole hours from the server's receipt to the office's computer; null while it has not been opened there. */
export function hoursToArrive({ data }: Envelope): Cell {
  const { receivedAt, syncedAt } = data;
  if (typeof receivedAt !== 'string' || typeof syncedAt !== 'string') return null;
  return Math.max(0, Math.round((Date.parse(syncedAt) - Date.parse(receivedAt)) / 3_600_000));
}

const dueOf = ({ data }: Envelope): Cell =>
  typeof data['receivedAt'] === 'string' && typeof data['kind'] === 'string'
    ? answerDueOf({ receivedAt: data['receivedAt'], kind: data['kind'] })
    : null;

export const onlineRequestList: ListSpec = {
  columns: [
    ...clockColumns,
    textColumn('title', 220),
    choiceColumn('kind', 'online_kind', 80),
    choiceColumn('channel', 'online_channel', 110),
    stateColumn,
    { ...textColumn('sender', 100), value: (record) => asText(record.data['senderName']) },
    {
      key: 'received_at',
      sqlType: 'text',
      width: 140,
      format: 'instant',
      value: (record) => asText(record.data['receivedAt']),
    },
    refColumn('owner', 90),
    {
      ...textColumn('server_no', 140, { optional: true }),
      value: (r) => asText(r.data['serverNo']),
    },
    { ...dateColumn('answer_by', 104, { optional: true }), value: dueOf },
    refIdColumn('owner_id', 'owner'),
    refIdColumn('linked_case_id', 'linkedCase'),
    hidden('signed_in_time', signedInTime),
    hidden('answered_in_time', answeredInTime),
    hidden('rating', ({ data }) => (typeof data['rating'] === 'number' ? data['rating'] : null)),
    hidden('hours_to_arrive', hoursToArrive),
    hidden('matched', ({ data }) => Number(data['matched'] === true)),
  ],
  facets: ['state', 'channel', 'kind', 'owner'],
  sort: [{ column: 'due_on', dir: 'asc' }],
  views: [
    { key: 'open', where: [{ column: 'state', op: 'in', value: open }] },
    { key: 'to_sign', where: [{ column: 'state', op: '=', value: 'new' }] },
    {
      key: 'mine',
      where: [
        { column: 'state', op: 'in', value: open },
        { column: 'owner_id', op: '=', value: '$me' },
      ],
    },
    { key: 'to_check', where: [{ column: 'state', op: '=', value: 'to_check' }] },
    {
      key: 'rated_low',
      where: [
        { column: 'state', op: '=', value: 'rated' },
        { column: 'rating', op: '<=', value: 2 },
      ],
    },
    { key: 'returned', where: [{ column: 'state', op: '=', value: 'returned' }] },
    { key: 'all', where: [] },
  ],
  indexes: [['state', 'due_on'], ['received_at'], ['owner_id', 'due_on'], ['linked_case_id']],
  search: {
    title: (record) => String(asText(record.data['title']) ?? ''),
    subtitle: (record) => String(asText(record.data['serverNo']) ?? ''),
    names: (record) => [
      String(record.data['title'] ?? ''),
      String(record.data['senderName'] ?? ''),
    ],
    digits: (record) => [
      String(record.data['serverNo'] ?? ''),
      String(record.data['senderContact'] ?? ''),
    ],
  },
};
