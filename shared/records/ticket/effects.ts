/** What a step writes into the ticket besides what it asks for: dates, counters, the departments' rows. Pure. */
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import { addBusinessDays } from '../../calendar/business-day.ts';
import type { Effect, TransitionContext } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import { answerDue, coDays, dueAfterPause, dueAfterReopening } from './deadlines.ts';
import type { Assignment, TicketData } from './schema.ts';

type Ticket = Envelope<TicketData>;
type Effects = (record: Ticket, context: TransitionContext) => readonly Effect[];

const tablesOf = (context: TransitionContext) => context.tables ?? SHIPPED_HOLIDAY_TABLES;

function patch(
  record: Ticket,
  data: { readonly [K in keyof TicketData]?: TicketData[K] | null },
): readonly Effect[] {
  return [{ kind: 'patch', type: 'ticket', id: record.id, data }];
}

export const accept: Effects = (record, context) =>
  patch(record, {
    acceptedOn: context.today,
    dueOn: answerDue(record.data, context.today, tablesOf(context)),
  });

/** One row per department; a row that is there already keeps what it has. */
export const issue: Effects = (record, context) => {
  const { leadDept, coDepts = [], assignments = [], dueOn } = record.data;
  if (leadDept === undefined) return [];
  const coDue = addBusinessDays(context.today, coDays, tablesOf(context)).due;
  const wanted = [
    { dept: leadDept, role: 'lead', due: dueOn },
    ...coDepts.map((dept) => ({ dept, role: 'co', due: coDue })),
  ];
  const round = record.data.bounces ?? 0;
  const rows = wanted.map(({ dept, role, due }): Assignment => {
    const standing = assignments.find(
      (row) => row.dept.id === dept.id && row.disputeReason === undefined,
    );
    return standing === undefined
      ? {
          id: `${dept.id}-${round}`.slice(0, 64),
          dept,
          role,
          issuedOn: context.today,
          ...(due === undefined ? {} : { due }),
        }
      : { ...standing, role };
  });
  // Departments that were relieved after an objection stay on the sheet: the way of the order is part of the record.
  const relieved = assignments.filter(
    (row) => row.disputeReason !== undefined && !rows.some((each) => each.id === row.id),
  );
  return patch(record, { assignments: [...relieved, ...rows] });
};

export const dispute: Effects = (record, context) => {
  const { assignments = [], leadDept, bounces = 0 } = record.data;
  return patch(record, {
    bounces: bounces + 1,
    assignments: assignments.map((row) =>
      row.dept.id === leadDept?.id && row.role === 'lead' && row.disputeReason === undefined
        ? { ...row, disputeReason: context.opinion.trim().slice(0, 200) || '—' }
        : row,
    ),
  });
};

/** The objection is not accepted: the department's row stands again. */
export const uphold: Effects = (record, context) => {
  const { assignments = [], leadDept } = record.data;
  const cleared = assignments.map(({ disputeReason, ...row }) =>
    row.dept.id === leadDept?.id || disputeReason === undefined ? row : { ...row, disputeReason },
  );
  return issue({ ...record, data: { ...record.data, assignments: cleared } }, context);
};

export const sign: Effects = (record, context) =>
  patch(record, {
    assignments: (record.data.assignments ?? []).map((row) =>
      row.receivedOn === undefined && row.disputeReason === undefined
        ? { ...row, receivedOn: context.today }
        : row,
    ),
  });

export const extend: Effects = ({ data, ...record }, _context) =>
  data.extTo === undefined
    ? []
    : patch({ ...record, data }, { dueOn: data.extTo, extensions: (data.extensions ?? 0) + 1 });

export const feedBack: Effects = (record, context) =>
  patch(record, {
    feedbackOn: context.today,
    ...(record.data.dueOn === undefined ? {} : { feedbackDue: record.data.dueOn }),
    assignments: (record.data.assignments ?? []).map((row) =>
      row.role === 'lead' && row.disputeReason === undefined && row.feedbackOn === undefined
        ? {
            ...row,
            feedbackOn: context.today,
            ...(record.data.resultText === undefined
              ? {}
              : { feedback: Array.from(record.data.resultText).slice(0, 500).join('') }),
          }
        : row,
    ),
  });

export const callBack: Effects = (record, { today, actor }) =>
  patch(record, {
    callbackOn: today,
    callbackBy: { type: 'user', id: actor.userId, label: actor.name },
  });

/** Half of the time, and the first answer counts no more: a reopened ticket must not look on time twice (domain.md §9.8). */
export const reopen: Effects = (record, context) => [
  ...callBack(record, context),
  ...patch(record, {
    reopened: (record.data.reopened ?? 0) + 1,
    dueOn: dueAfterReopening(record.data, context.today, tablesOf(context)),
    feedbackOn: null,
    feedbackDue: null,
    enterpriseConfirmed: null,
  }),
];

export const park: Effects = (record, { today }) => patch(record, { parkedOn: today });

export const resume: Effects = (record, context) => {
  const { dueOn, parkedOn } = record.data;
  if (dueOn === undefined || parkedOn === undefined) return [];
  return patch(record, {
    dueOn: dueAfterPause(dueOn, parkedOn, context.today, tablesOf(context)),
  });
};

export const followResolution: Effects = (record) =>
  record.data.resolutionDue === undefined
    ? []
    : patch(record, { dueOn: record.data.resolutionDue });

/** The meeting's settlement is the answer; nobody else's feedback follows. */
export const settle: Effects = (record, { today }) =>
  patch(record, {
    ...(record.data.feedbackOn === undefined ? { feedbackOn: today } : {}),
    ...(record.data.feedbackDue === undefined && record.data.dueOn !== undefined
      ? { feedbackDue: record.data.dueOn }
      : {}),
  });
