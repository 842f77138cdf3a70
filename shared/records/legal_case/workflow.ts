/** §3.4 法律诊所与维权 (FL). */
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import { addBusinessDays } from '../../calendar/business-day.ts';
import { addDays } from '../../calendar/day.ts';
import type { Problem } from '../../fields/field.ts';
import type { Effect, Transition, TransitionContext, Workflow } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import { statisticsOf, touchOf } from './leaves-a-trace.ts';
import type { LegalCaseData } from './schema.ts';

type Case = Envelope<LegalCaseData>;
type Step = Transition<LegalCaseData>;

const opinionDays: Readonly<Record<string, number>> = { simple: 3, complex: 10 };
const longestCheck = 30;

const begin: readonly Step[] = [
  {
    action: 'receive',
    from: [null, 'booked'],
    to: 'received',
    who: ['O', 'L'],
    asks: [
      'contact',
      'phone',
      'consent',
      'noticed',
      'session',
      'opponent',
      'limitationOn',
      'limitationBasis',
      'lawyer',
    ],
    guard: (record) => [
      ...needs(record, ['contact', 'phone']),
      ...needsTicks(record, ['noticed', 'consent']),
    ],
    effects: (record, context) => [...statisticsOf(record, context), ...touchOf(record, context)],
    nextWithin: 1,
  },
  { action: 'book', from: [null], to: 'booked', who: ['O', 'L'], nextWithin: 1 },
  {
    action: 'triage',
    from: ['received'],
    to: 'triaged',
    who: ['O', 'W'],
    asks: [
      'category',
      'urgency',
      'opponent',
      'limitationOn',
      'limitationBasis',
      'opinionKind',
      'lawyer',
      'resource',
    ],
    guard: (record, context) => [
      ...needs(record, ['opponent', 'opinionKind', 'lawyer']),
      ...noConflict(record, context),
    ],
    nextWithin: 1,
  },
];

const work: readonly Step[] = [
  {
    action: 'withdraw_for_conflict',
    from: ['triaged', 'consulting'],
    to: 'conflict',
    who: ['W', 'O'],
    asks: ['conflictNote'],
    guard: (record) => needs(record, ['conflictNote']),
    nextWithin: 1,
    aside: true,
    tone: 'danger',
  },
  {
    action: 'change_lawyer',
    from: ['conflict'],
    to: 'triaged',
    who: ['O', 'H'],
    asks: ['lawyer', 'resource'],
    guard: (record, context) => [...needs(record, ['lawyer']), ...noConflict(record, context)],
    nextWithin: 1,
  },
  {
    action: 'decline',
    from: ['triaged'],
    to: 'declined',
    who: ['H'],
    asks: ['whereTo'],
    needsOpinion: true,
    guard: (record) => needs(record, ['whereTo']),
    effects: statisticsOf,
    aside: true,
    tone: 'danger',
  },
  {
    action: 'consult',
    from: ['triaged'],
    to: 'consulting',
    who: ['W', 'O'],
    effects: (record, context) => patch(record, { opinionDue: opinionDue(record, context) }),
    term: ({ data }) => ({ wd: opinionDays[data.opinionKind ?? ''] ?? 3 }),
  },
  {
    action: 'give_opinion',
    from: ['consulting'],
    to: 'opinion',
    who: ['W'],
    asks: ['opinion', 'risks'],
    among: ['lawyer'],
    guard: (record) => needs(record, ['opinion']),
    effects: (record, { today }) => patch(record, { opinionOn: today }),
    nextWithin: 3,
  },
];

const after: readonly Step[] = [
  {
    action: 'refer',
    from: ['opinion', 'tracking'],
    to: 'referred',
    who: ['O', 'W'],
    asks: ['referral', 'referralTo', 'referralContact', 'referralNo', 'handover', 'clientAgrees'],
    guard: (record) => [
      ...needs(record, ['referral', 'referralTo', 'referralContact', 'handover']),
      ...needsTicks(record, ['clientAgrees']),
    ],
    effects: (record, context) => [
      ...patch(record, { referralOn: context.today }),
      ...statisticsOf(record, context),
    ],
    nextWithin: 3,
  },
  {
    action: 'track',
    from: ['opinion', 'referred', 'tracking'],
    to: 'tracking',
    who: ['O'],
    asks: ['tracks', 'nextCheckOn'],
    guard: nextCheckIsNear,
    effects: statisticsOf,
    term: ({ data }) => (data.nextCheckOn === undefined ? 'none' : { on: data.nextCheckOn }),
  },
  {
    action: 'close',
    from: ['opinion', 'tracking'],
    to: 'closed',
    who: ['O'],
    asks: ['result', 'recovered', 'satisfaction'],
    guard: (record) => needs(record, ['result', 'satisfaction']),
    effects: (record, context) => [...statisticsOf(record, context), ...touchOf(record, context)],
  },
  {
    action: 'withdraw',
    from: ['booked', 'received', 'triaged', 'conflict', 'consulting'],
    to: 'withdrawn',
    who: ['O'],
    needsOpinion: true,
    effects: statisticsOf,
    aside: true,
    tone: 'danger',
  },
];

export const legalCaseWorkflow: Workflow<LegalCaseData> = {
  tracked: true,
  clockFrom: 'received',
  facts: ({ id, data }) =>
    data.opponent === undefined || data.lawyer === undefined
      ? []
      : [
          {
            name: 'conflicts',
            kind: 'legal_conflicts',
            of: { opponent: data.opponent, lawyer: data.lawyer.id, not: id },
          },
        ],
  states: {
    booked: { editable: true, open: true },
    received: { editable: true, open: true },
    triaged: { editable: false, open: true },
    consulting: { editable: false, open: true },
    opinion: { editable: false, open: true },
    referred: { editable: false, open: true },
    tracking: { editable: false, open: true },
    closed: { editable: false, open: false },
    declined: { editable: false, open: false },
    conflict: { editable: false, open: true, returned: true },
    withdrawn: { editable: false, open: false },
  },
  transitions: [...begin, ...work, ...after],
};

/** Nobody is assigned against their own client; the device that holds the lists asks, the district has them not. */
function noConflict({ data }: Case, { facts }: TransitionContext): readonly Problem[] {
  return (facts?.['conflicts'] ?? 0) === 0
    ? []
    : [
        problem('lawyer', 'legal_case.lawyer_conflict', {
          lawyer: data.lawyer?.label ?? '',
          other: data.opponent ?? '',
        }),
      ];
}

function opinionDue({ data }: Case, { today, tables }: TransitionContext): string {
  const days = opinionDays[data.opinionKind ?? ''] ?? 3;
  return addBusinessDays(today, days, tables ?? SHIPPED_HOLIDAY_TABLES).due;
}

/** A loop of at most thirty days, so that nobody is forgotten. */
function nextCheckIsNear(record: Case, { today }: TransitionContext): readonly Problem[] {
  const { nextCheckOn } = record.data;
  if (nextCheckOn === undefined) return needs(record, ['nextCheckOn']);
  return nextCheckOn <= today || nextCheckOn > addDays(today, longestCheck)
    ? [problem('nextCheckOn', 'legal_case.check_within', { days: longestCheck })]
    : [];
}

function patch(record: Case, data: Partial<LegalCaseData>): readonly Effect[] {
  return [{ kind: 'patch', type: 'legal_case', id: record.id, data }];
}

function needs(record: Case, fields: readonly (keyof LegalCaseData)[]): Problem[] {
  return fields
    .filter((field) => record.data[field] === undefined)
    .map((field) => problem(field, 'required'));
}

function needsTicks(record: Case, fields: readonly (keyof LegalCaseData)[]): Problem[] {
  return fields
    .filter((field) => record.data[field] !== true)
    .map((field) => problem(field, 'legal_case.tick'));
}

function problem(field: string, code: string, params?: Record<string, string | number>): Problem {
  return { field, code, severity: 'error', ...(params ? { params } : {}) };
}
