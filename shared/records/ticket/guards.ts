/** What must be there before a step of a ticket (domain.md §3.3). Each names the missing item. */
import { isDistrictActor } from '../../access/actor.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import { addDays } from '../../calendar/day.ts';
import type { Problem } from '../../fields/field.ts';
import type { TransitionContext } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import { isDistrictDepartment } from '../department/department-id.ts';
import { lastDayToAsk } from './deadlines.ts';
import type { TicketData } from './schema.ts';

type Ticket = Envelope<TicketData>;
type Guard = (record: Ticket, context: TransitionContext) => readonly Problem[];

/** After this many objections the district decides who handles it. */
export const mostBounces = 2;
/** The second reopening goes up instead of back (domain.md E27). */
export const mostReopenings = 2;
const longestPark = 90;

export const isGraded: Guard = (record) =>
  needs(record, ['grade', 'helpType', 'category', 'reporter', 'phone']);

/** 自办 is for what can be done at once or lies in our own power. */
export const isOurs: Guard = ({ data }) =>
  data.grade === 'A' || data.ownPower === true ? [] : [problem('ownPower', 'ticket.not_ours')];

export const isAssignable: Guard = (record, context) => {
  const { leadDept, coDepts = [], districtWanted } = record.data;
  if (leadDept === undefined) return [problem('leadDept', 'required')];
  const beyond = [leadDept, ...coDepts].some((dept) => isDistrictDepartment(dept.id));
  if (isDistrictActor(context.actor)) return [];
  if (beyond) return [problem('leadDept', 'ticket.district_assigns')];
  return districtWanted === true ? [problem('leadDept', 'ticket.district_asked')] : [];
};

/** A department may object twice; then the district decides and that is final. */
export const mayDispute: Guard = ({ data }) =>
  (data.bounces ?? 0) >= mostBounces
    ? [problem('bounces', 'ticket.no_more_disputes', { most: mostBounces })]
    : [];

export const isReassignable: Guard = (record, context) =>
  (record.data.bounces ?? 0) >= mostBounces && !isDistrictActor(context.actor)
    ? [problem('bounces', 'ticket.district_decides')]
    : isAssignable(record, context);

export const mayAskExtension: Guard = (record, { today, tables }) => {
  const { extTo, dueOn } = record.data;
  const last =
    dueOn === undefined ? undefined : lastDayToAsk(dueOn, tables ?? SHIPPED_HOLIDAY_TABLES);
  return [
    ...needs(record, ['extTo', 'extReason']),
    ...(last !== undefined && today > last
      ? [problem('dueOn', 'ticket.extension_late', { last })]
      : []),
    ...(extTo !== undefined && dueOn !== undefined && extTo <= dueOn
      ? [problem('extTo', 'ticket.extension_not_later', { due: dueOn })]
      : []),
    ...((record.data.extensions ?? 0) >= 2
      ? [problem('extensions', 'ticket.no_more_extensions')]
      : []),
  ];
};

/** The first extension is the street lead's to grant, the second the district's. */
export const mayGrantExtension: Guard = ({ data }, context) =>
  (data.extensions ?? 0) >= 1 && !isDistrictActor(context.actor)
    ? [problem('extensions', 'ticket.second_extension')]
    : [];

/** 三帮: what the result must say depends on the kind of help. */
export const hasResult: Guard = (record) => {
  const { helpType } = record.data;
  const block: readonly (keyof TicketData)[] =
    helpType === 'policy'
      ? ['policyName', 'policyMatchedOn']
      : helpType === 'voice'
        ? ['voiceTitle', 'voiceKind', 'submittedTo', 'submittedOn']
        : [];
  return needs(record, ['result', 'resultText', ...block]);
};

export const isConfirmed: Guard = (record) => [
  ...needs(record, ['satisfaction']),
  ...(record.data.enterpriseConfirmed === true
    ? []
    : [problem('enterpriseConfirmed', 'ticket.not_confirmed')]),
];

export const isAdopted: Guard = (record) => needs(record, ['adopted', 'adoptedOn']);

export const isUnsatisfied: Guard = (record) => {
  const { satisfaction } = record.data;
  return [
    ...needs(record, ['satisfaction', 'reopenReason']),
    ...(satisfaction !== undefined && satisfaction > 2
      ? [problem('satisfaction', 'ticket.not_unsatisfied')]
      : []),
  ];
};

export const mayRedo: Guard = ({ data }) =>
  (data.reopened ?? 0) >= mostReopenings ? [problem('reopened', 'ticket.goes_up')] : [];

export const mayPark: Guard = (record, { today }) => {
  const { grade, reviewOn } = record.data;
  return [
    ...needs(record, ['parkReason', 'reviewOn']),
    ...(grade === 'D' ? [] : [problem('grade', 'ticket.only_d_parks')]),
    ...(reviewOn !== undefined && (reviewOn <= today || reviewOn > addDays(today, longestPark))
      ? [problem('reviewOn', 'ticket.review_within', { days: longestPark })]
      : []),
  ];
};

export const hasResolution: Guard = (record) => needs(record, ['resolution', 'resolutionDue']);

export const isSettled: Guard = (record) => needs(record, ['resolution', 'result', 'resultText']);

/** The group is named by one of its tickets, and that one is not itself gathered under another by this step. */
export const joinsAnother: Guard = (record) =>
  record.data.sameProblem?.id === record.id
    ? [problem('sameProblem', 'ticket.joins_itself')]
    : needs(record, ['sameProblem']);

export const saysWhere: Guard = (record) => needs(record, ['whereTo']);

function needs(record: Ticket, fields: readonly (keyof TicketData)[]): Problem[] {
  return fields
    .filter((field) => record.data[field] === undefined)
    .map((field) => problem(field, 'required'));
}

function problem(field: string, code: string, params?: Record<string, string | number>): Problem {
  return { field, code, severity: 'error', ...(params ? { params } : {}) };
}
