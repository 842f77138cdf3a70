import {
  asText,
  bizNoColumn,
  choiceColumn,
  clockColumns,
  communityColumn,
  dateColumn,
  flagColumn,
  moneyColumn,
  refColumn,
  refIdColumn,
  stateColumn,
  textColumn,
  updatedColumn,
} from '../columns.ts';
import type { Cell, ListColumn, ListSpec } from '../list-spec.ts';
import { businessDateOf } from '../../calendar/time-zone.ts';
import { flowOf, stepsOf } from '../../workflow/flow.ts';
import { businessDaysBetween } from '../../calendar/business-day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import type { Envelope } from '../envelope.ts';

const open = [
  'registered',
  'accepted',
  'assigned',
  'disputed',
  'processing',
  'ext_asked',
  'feedback',
  'callback',
  'reopened',
  'parked',
  'escalated',
];
/** Not counted as taken on: A of domain.md §4.4. */
const notCounted = new Set(['refused', 'transferred', 'withdrawn']);

/** Feedback in time: 1, late: 0, none yet: null. The last feedback counts, against the date in force then. */
function onTime({ data }: Envelope): Cell {
  const { feedbackOn, feedbackDue } = data;
  return typeof feedbackOn === 'string' && typeof feedbackDue === 'string'
    ? Number(feedbackOn <= feedbackDue)
    : null;
}

/** 提前: the last feedback came before its day. */
function isEarly({ data }: Envelope): Cell {
  const { feedbackOn, feedbackDue } = data;
  return typeof feedbackOn === 'string' && typeof feedbackDue === 'string'
    ? Number(feedbackOn < feedbackDue)
    : null;
}

const answerDue = ({ data }: Envelope): Cell => asText(data['feedbackDue'] ?? data['dueOn']);

function hidden(key: string, sqlType: 'text' | 'integer', value: ListColumn['value']): ListColumn {
  return { key, sqlType, width: 0, format: sqlType === 'text' ? 'text' : 'number', value };
}

export const ticketList: ListSpec = {
  columns: [
    ...clockColumns,
    textColumn('title', 220),
    refColumn('enterprise', 180),
    { ...choiceColumn('help_type', 'help_type', 90), value: (r) => asText(r.data['helpType']) },
    choiceColumn('grade', 'ticket_grade', 72),
    stateColumn,
    { ...refColumn('lead_dept', 120), value: (r) => labelOf(r.data['leadDept']) },
    choiceColumn('category', 'ticket_cat', 104, { optional: true }),
    choiceColumn('urgency', 'urgency', 72, { optional: true }),
    choiceColumn('result', 'ticket_result', 96, { optional: true }),
    choiceColumn('source', 'ticket_source', 96, { optional: true }),
    refColumn('handler', 90, { optional: true }),
    communityColumn,
    bizNoColumn,
    {
      ...dateColumn('accepted_on', 104, { optional: true }),
      value: (r) => asText(r.data['acceptedOn']),
    },
    moneyColumn('benefit', 110, (data) =>
      typeof data['benefit'] === 'number' ? data['benefit'] : null,
    ),
    updatedColumn,
    refIdColumn('enterprise_id', 'enterprise'),
    refIdColumn('handler_id', 'handler'),
    refIdColumn('lead_dept_id', 'leadDept'),
    refIdColumn('origin_id', 'origin'),
    refIdColumn('meeting_id', 'meeting'),
    hidden('same_problem_id', 'text', (r) => idOf(r.data['sameProblem'])),
    { ...dateColumn('answer_due', 104, { optional: true }), value: answerDue },
    hidden('feedback_on', 'text', (r) => asText(r.data['feedbackOn'])),
    hidden('on_time', 'integer', onTime),
    hidden('early', 'integer', isEarly),
    hidden('satisfaction', 'integer', (r) => numberOf(r.data['satisfaction'])),
    hidden('reopened', 'integer', (r) => numberOf(r.data['reopened']) ?? 0),
    hidden('park_asked', 'integer', (r) =>
      Number(r.state === 'processing' && r.data['parkReason'] !== undefined),
    ),
    {
      ...flagColumn('district_wanted', 0),
      value: (r) => Number(r.data['districtWanted'] === true),
    },
    hidden('extensions', 'integer', (r) => numberOf(r.data['extensions']) ?? 0),
    hidden('bounces', 'integer', (r) => numberOf(r.data['bounces']) ?? 0),
    /** A of domain.md §4.4: accepted, not withdrawn, transferred or a duplicate. */
    hidden('counted', 'integer', (r) =>
      Number(
        r.data['acceptedOn'] !== undefined &&
          !notCounted.has(r.state) &&
          r.data['result'] !== 'dup',
      ),
    ),
    hidden('days_used', 'integer', daysUsed),
    /** Accepted within one working day of the registration: told by the step's own deadline. */
    hidden('accepted_in_time', 'integer', acceptedInTime),
  ],
  facets: ['help_type', 'grade', 'category', 'state', 'lead_dept', 'community_name'],
  sort: [{ column: 'due_on', dir: 'asc' }],
  views: [
    { key: 'open', where: [{ column: 'state', op: 'in', value: open }] },
    {
      key: 'mine',
      where: [
        { column: 'state', op: 'in', value: open },
        { column: 'handler_id', op: '=', value: '$me' },
      ],
    },
    {
      key: 'overdue',
      where: [
        { column: 'state', op: 'in', value: open.filter((state) => state !== 'parked') },
        { column: 'feedback_on', op: 'empty' },
        { column: 'answer_due', op: '<', value: '$today' },
      ],
    },
    {
      key: 'this_week',
      where: [
        { column: 'state', op: 'in', value: open.filter((state) => state !== 'parked') },
        { column: 'feedback_on', op: 'empty' },
        { column: 'answer_due', op: '>=', value: '$today' },
        { column: 'answer_due', op: '<=', value: '$today+7' },
      ],
    },
    { key: 'callback', where: [{ column: 'state', op: '=', value: 'callback' }] },
    { key: 'common', where: [{ column: 'same_problem_id', op: 'filled' }] },
    {
      key: 'district_assigns',
      where: [
        { column: 'state', op: '=', value: 'accepted' },
        { column: 'district_wanted', op: '=', value: 1 },
      ],
    },
    { key: 'escalated', where: [{ column: 'state', op: '=', value: 'escalated' }] },
    { key: 'park_asked', where: [{ column: 'park_asked', op: '=', value: 1 }] },
    { key: 'all', where: [] },
  ],
  indexes: [
    ['state', 'due_on'],
    ['handler_id', 'due_on'],
    ['enterprise_id', 'category'],
    ['same_problem_id'],
    ['origin_id'],
    ['meeting_id'],
    ['accepted_on'],
  ],
  search: {
    title: (record) => String(record.data['title'] ?? ''),
    subtitle: (record) => labelOf(record.data['enterprise']) ?? '',
    names: (record) => [
      String(record.data['title'] ?? ''),
      labelOf(record.data['enterprise']) ?? '',
      String(record.data['reporter'] ?? ''),
    ],
    digits: (record) =>
      [record.bizNo, String(record.data['phone'] ?? '')].filter((each) => each !== ''),
  },
};

/** Working days from acceptance to the last answer, without pauses; null before it. */
function daysUsed(record: Envelope): Cell {
  const { acceptedOn, feedbackOn } = record.data;
  if (typeof acceptedOn !== 'string' || typeof feedbackOn !== 'string') return null;
  const { days } = businessDaysBetween(acceptedOn, feedbackOn, SHIPPED_HOLIDAY_TABLES);
  return Math.max(0, days - (flowOf(record)?.pausedDays ?? 0));
}

/** Within one working day: the registration's own deadline stands in the step that follows it. */
function acceptedInTime(record: Envelope): Cell {
  const step = stepsOf(record).find((each) => each.action === 'accept');
  if (step === undefined) return null;
  return step.dueBefore === undefined ? null : Number(businessDateOf(step.at) <= step.dueBefore);
}

function labelOf(value: unknown): string | null {
  return refPart(value, 'label');
}

function idOf(value: unknown): string | null {
  return refPart(value, 'id');
}

function refPart(value: unknown, part: 'id' | 'label'): string | null {
  const found =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : null;
  return typeof found === 'string' && found !== '' ? found : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
