/** §3.5 网上诉求 (WS). The server brings it into being (server/intake) and takes the sender's rating. */
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import { addBusinessDays } from '../../calendar/business-day.ts';
import { addDays } from '../../calendar/day.ts';
import { businessDateOf } from '../../calendar/time-zone.ts';
import type { Problem } from '../../fields/field.ts';
import type { Effect, Transition, TransitionContext, Workflow } from '../../workflow/workflow.ts';
import { stepsOf } from '../../workflow/flow.ts';
import type { Envelope } from '../envelope.ts';
import { caseOfRequest } from './becomes-a-case.ts';
import { draftAnswer } from './draft-answer.ts';
import type { OnlineRequestData } from './schema.ts';

type Request = Envelope<OnlineRequestData>;
type Step = Transition<OnlineRequestData>;

const answerDays: Readonly<Record<string, number>> = {
  advice: 3,
  help: 3,
  idea: 5,
  project: 10,
  startup: 10,
  signup: 3,
  card: 3,
};
/** The sender has this long to rate; then it closes by itself. */
const ratingDays = 15;
const reAnswerDays = 3;
/** What came with the request and goes on with it. */
const originalFields = [
  'channel',
  'serverNo',
  'receivedAt',
  'kind',
  'senderName',
  'senderContact',
  'senderCountry',
  'identityClaimed',
  'title',
  'content',
  'purgeOn',
] as const;

/** The date by which the sender must have an answer: by kind, from the server's receipt. */
export function answerDueOf(
  { kind, receivedAt }: Pick<OnlineRequestData, 'kind' | 'receivedAt'>,
  tables = SHIPPED_HOLIDAY_TABLES,
): string {
  return addBusinessDays(businessDateOf(receivedAt), answerDays[kind] ?? 3, tables).due;
}

const routing: readonly Step[] = [
  /** Taken by the server's intake, and by the district for what it passes on to another unit. */
  {
    action: 'arrive',
    from: [null],
    to: 'new',
    who: ['A', 'D'],
    guard: (record, { actor }) =>
      actor.roles.includes('D') ? needs(record, ['forwardedFrom']) : [],
    nextWithin: 1,
  },
  {
    action: 'sign',
    from: ['new'],
    to: 'signed',
    who: ['O'],
    effects: (record, context) =>
      patch(record, {
        signedOn: context.today,
        syncedAt: context.now,
        answerDue: answerDueOf(record.data, [...(context.tables ?? SHIPPED_HOLIDAY_TABLES)]),
      }),
    nextWithin: 1,
  },
  {
    action: 'route',
    from: ['signed'],
    to: 'routed',
    who: ['O'],
    asks: ['owner'],
    guard: (record) => needs(record, ['owner']),
    term: byAnswerDue,
  },
  {
    action: 'link',
    from: ['signed', 'routed'],
    to: 'linked',
    who: ['O'],
    asks: ['target', 'subject'],
    guard: isLinkable,
    effects: (record, context) => [
      ...caseOfRequest(record, context),
      ...patch(record, { linkedCase: linkedCase(record) }),
    ],
    term: byAnswerDue,
  },
];

/** The case's result as the answer's first words; a request that came back from the check keeps its own. */
const drafts: Step['drafts'] = {
  from: ({ data }) => data.linkedCase?.id,
  values: ({ data }, other) => {
    const answer = draftAnswer(data.title, other);
    return answer === null ? {} : { answer };
  },
};

const answering: readonly Step[] = [
  {
    action: 'answer',
    from: ['signed', 'routed', 'linked'],
    to: 'answered',
    who: ['O', 'L'],
    asks: ['answer', 'isPolicy'],
    drafts,
    guard: (record, context) => [
      ...caseIsClosed(record, context),
      ...isAnswered(record),
      ...(record.data.isPolicy === true
        ? [problem('isPolicy', 'online_request.policy_is_checked')]
        : []),
    ],
    effects: (record, { today }) =>
      patch(record, { answeredOn: today, answers: (record.data.answers ?? 0) + 1 }),
    term: { cd: ratingDays },
  },
  /** H checks policy answers before the sender sees them. */
  {
    action: 'propose_answer',
    from: ['signed', 'routed', 'linked'],
    to: 'to_check',
    who: ['O', 'L'],
    asks: ['answer', 'isPolicy', 'answerDocRef'],
    drafts,
    guard: (record, context) => [...caseIsClosed(record, context), ...isAnswered(record)],
    nextWithin: 1,
  },
  {
    action: 'check_answer',
    from: ['to_check'],
    to: 'answered',
    who: ['H'],
    notWhoDid: ['propose_answer'],
    asks: ['answer', 'answerDocRef'],
    guard: isAnswered,
    effects: (record, { today }) =>
      patch(record, { answeredOn: today, answers: (record.data.answers ?? 0) + 1 }),
    term: { cd: ratingDays },
  },
  {
    action: 'send_back_answer',
    from: ['to_check'],
    to: 'routed',
    who: ['H'],
    needsOpinion: true,
    nextWithin: 1,
    tone: 'danger',
  },
  {
    action: 'answer_again',
    from: ['rated'],
    to: 'answered',
    who: ['H'],
    asks: ['answer', 'answerDocRef'],
    guard: (record) => [...mayAnswerAgain(record), ...isAnswered(record)],
    effects: (record, { today }) =>
      patch(record, { answeredOn: today, answers: (record.data.answers ?? 0) + 1 }),
    term: { cd: ratingDays },
  },
];

const ending: readonly Step[] = [
  /** Only the server takes it, with the sender's token. */
  {
    action: 'rate',
    from: ['answered'],
    to: 'rated',
    who: ['A'],
    asks: ['rating', 'ratingNote', 'ratedAt'],
    nextWithin: reAnswerDays,
  },
  {
    action: 'expire',
    from: ['answered'],
    to: 'closed',
    who: ['O'],
    auto: (record) => endOfRating(record),
  },
  {
    action: 'close',
    from: ['rated'],
    to: 'closed',
    who: ['O', 'H'],
    guard: (record) =>
      mayAnswerAgain(record).length === 0
        ? [problem('rating', 'online_request.answer_again_first')]
        : [],
  },
  ...(['invalid', 'merged'] as const).map((to): Step => ({
    action: to === 'invalid' ? 'set_aside' : 'merge',
    from: ['new', 'signed', 'routed', 'linked', 'to_check'],
    to,
    who: ['H'],
    needsOpinion: true,
    ...(to === 'merged'
      ? { asks: ['otherNo'], guard: (record: Request) => needs(record, ['otherNo']) }
      : {}),
    aside: true,
    tone: 'danger',
  })),
  {
    action: 'forward',
    from: ['returned', 'new'],
    to: 'forwarded',
    who: ['D'],
    asks: ['toUnit'],
    guard: (record) => needs(record, ['toUnit']),
    effects: forwardedCopy,
  },
  {
    action: 'give_back',
    from: ['new', 'signed', 'routed'],
    to: 'returned',
    who: ['O'],
    needsOpinion: true,
    nextWithin: 1,
    aside: true,
    tone: 'danger',
  },
];

export const onlineRequestWorkflow: Workflow<OnlineRequestData> = {
  tracked: true,
  clockFrom: 'new',
  facts: ({ data }) =>
    data.linkedCase === undefined
      ? []
      : [{ name: 'linked_open', kind: 'case_open', of: { id: data.linkedCase.id } }],
  states: {
    new: { editable: false, open: true },
    signed: { editable: false, open: true },
    routed: { editable: false, open: true },
    linked: { editable: false, open: true },
    to_check: { editable: false, open: true },
    answered: { editable: false, open: true },
    rated: { editable: false, open: true },
    closed: { editable: false, open: false },
    invalid: { editable: false, open: false },
    merged: { editable: false, open: false },
    returned: { editable: false, open: true, district: true },
    forwarded: { editable: false, open: false },
  },
  transitions: [...routing, ...answering, ...ending],
};

function byAnswerDue({ data }: Request) {
  return { on: data.answerDue ?? answerDueOf(data) };
}

function linkedCase({ id, data }: Request): OnlineRequestData['linkedCase'] {
  const types = {
    ticket: 'ticket',
    legal: 'legal_case',
    suggestion: 'suggestion',
    hardship: 'hardship_case',
  } as const;
  const type = types[data.target as keyof typeof types];
  return type === undefined ? undefined : { type, id: `${id.slice(0, 40)}-c`, label: data.title };
}

/** The sender's text with its receipt, in the other unit's scope; the clock goes on from the server's receipt. */
function forwardedCopy(record: Request): readonly Effect[] {
  const { toUnit, ...data } = record.data;
  if (toUnit === undefined) return [];
  const id = `${record.id.slice(0, 48)}-f${toUnit.id.slice(-3)}`;
  const original = Object.fromEntries(
    originalFields.flatMap((field) => (data[field] === undefined ? [] : [[field, data[field]]])),
  );
  return [
    {
      kind: 'create',
      type: 'online_request',
      id,
      unit: toUnit.id,
      action: 'arrive',
      data: { ...original, matched: true, forwardedFrom: record.id },
    },
    ...patch(record, { forwardedTo: id }),
  ];
}

/** Midnight in Beijing after the last day for a rating. */
function endOfRating(record: Request): string | null {
  const answered = stepsOf(record).findLast((step) => step.to === 'answered');
  if (answered === undefined) return null;
  const last = addDays(businessDateOf(answered.at), ratingDays);
  return new Date(Date.parse(`${last}T16:00:00.000Z`)).toISOString();
}

function isLinkable(record: Request): readonly Problem[] {
  const { target, subject } = record.data;
  return [
    ...needs(record, ['target']),
    ...(target === 'person' ? [problem('target', 'online_request.not_a_case')] : []),
    ...(target === 'ticket' && subject?.type !== 'enterprise'
      ? [problem('subject', 'online_request.enterprise_needed')]
      : []),
    ...(target === 'legal' && subject === undefined
      ? [problem('subject', 'online_request.client_needed')]
      : []),
    ...(target === 'legal' && subject?.type === 'household'
      ? [problem('subject', 'online_request.person_or_enterprise')]
      : []),
    ...(target === 'hardship' && subject?.type !== 'household'
      ? [problem('subject', 'online_request.household_needed')]
      : []),
  ];
}

function isAnswered(record: Request): readonly Problem[] {
  const { isPolicy, answerDocRef } = record.data;
  return [
    ...needs(record, ['answer']),
    ...(isPolicy === true && answerDocRef === undefined
      ? [problem('answerDocRef', 'online_request.doc_ref')]
      : []),
  ];
}

/** A request that became a case is answered with the case's result (domain.md §3.5: target case closed). */
function caseIsClosed({ state }: Request, { facts }: TransitionContext): readonly Problem[] {
  return state === 'linked' && facts?.['linked_open'] === 1
    ? [problem('linkedCase', 'online_request.case_open')]
    : [];
}

/** One re-answer, by H, for a rating of 2 or less. */
function mayAnswerAgain({ data }: Request): readonly Problem[] {
  if (data.rating === undefined || data.rating > 2)
    return [problem('rating', 'online_request.rated_well')];
  return (data.answers ?? 0) >= 2 ? [problem('answers', 'online_request.answered_twice')] : [];
}

function patch(
  record: Request,
  data: { readonly [K in keyof OnlineRequestData]?: OnlineRequestData[K] | undefined },
): readonly Effect[] {
  return [{ kind: 'patch', type: 'online_request', id: record.id, data }];
}

function needs(record: Request, fields: readonly (keyof OnlineRequestData)[]): Problem[] {
  return fields
    .filter((field) => record.data[field] === undefined)
    .map((field) => problem(field, 'required'));
}

function problem(field: string, code: string): Problem {
  return { field, code, severity: 'error' };
}
