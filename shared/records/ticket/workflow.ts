/** §3.3 侨企难题 (QN). P, the department, has no account: O acts on its behalf. */
import type { Term, Transition, Workflow } from '../../workflow/workflow.ts';
import { stepsOf } from '../../workflow/flow.ts';
import type { Envelope } from '../envelope.ts';
import * as effects from './effects.ts';
import * as guards from './guards.ts';
import type { TicketData } from './schema.ts';

type Step = Transition<TicketData>;

/** The result is due on the ticket's own date, whatever step it is in. */
const byAnswerDate = ({ data }: Envelope<TicketData>): Term =>
  data.dueOn === undefined ? 'keep' : { on: data.dueOn };

const closing = ['result', 'resultText', 'benefit', 'jobs', 'evidence'] as const;
const policyBlock = [
  'policyName',
  'policyDoc',
  'policyMatchedOn',
  'policyAppliedOn',
  'benefitReceived',
] as const;
const voiceBlock = ['voiceTitle', 'voiceKind', 'submittedTo', 'submittedOn'] as const;

const intake: readonly Step[] = [
  {
    action: 'register',
    from: [null],
    to: 'registered',
    who: ['O', 'L', 'D'],
    asks: ['reporter', 'phone'],
    nextWithin: 1,
  },
  {
    action: 'accept',
    from: ['registered'],
    to: 'accepted',
    who: ['O'],
    asks: [
      'grade',
      'urgency',
      'helpType',
      'category',
      'reporter',
      'phone',
      'sameProblem',
      'handler',
      'districtWanted',
    ],
    guard: guards.isGraded,
    effects: effects.accept,
    nextWithin: 1,
  },
  {
    action: 'refuse',
    from: ['registered'],
    to: 'refused',
    who: ['H'],
    asks: ['whereTo'],
    needsOpinion: true,
    guard: guards.saysWhere,
    aside: true,
    tone: 'danger',
  },
  {
    action: 'transfer',
    from: ['registered'],
    to: 'transferred',
    who: ['H'],
    asks: ['whereTo'],
    needsOpinion: true,
    guard: guards.saysWhere,
    aside: true,
    tone: 'danger',
  },
];

const assigning: readonly Step[] = [
  {
    action: 'handle',
    from: ['accepted'],
    to: 'processing',
    who: ['O'],
    asks: ['ownPower', 'handler'],
    guard: guards.isOurs,
    term: byAnswerDate,
  },
  {
    action: 'assign',
    from: ['accepted'],
    to: 'assigned',
    who: ['H', 'D'],
    asks: ['leadDept', 'coDepts', 'orderNo', 'channel'],
    guard: guards.isAssignable,
    effects: effects.issue,
    nextWithin: 1,
  },
  {
    action: 'dispute',
    from: ['assigned'],
    to: 'disputed',
    who: ['O'],
    needsOpinion: true,
    guard: guards.mayDispute,
    effects: effects.dispute,
    nextWithin: 1,
    aside: true,
  },
  {
    action: 'reassign',
    from: ['disputed'],
    to: 'assigned',
    who: ['H', 'D'],
    asks: ['leadDept', 'coDepts', 'channel'],
    needsOpinion: true,
    guard: guards.isReassignable,
    effects: effects.uphold,
    nextWithin: 1,
  },
  {
    action: 'sign',
    from: ['assigned'],
    to: 'processing',
    who: ['O'],
    effects: effects.sign,
    term: byAnswerDate,
  },
];

/** 并为共性问题: 解决一件事到一类事. */
const joining: readonly Step[] = (['accepted', 'assigned', 'processing', 'callback'] as const).map(
  (state): Step => ({
    action: 'join_common',
    from: [state],
    to: state,
    who: ['O', 'H', 'D'],
    asks: ['sameProblem'],
    guard: guards.joinsAnother,
    term: 'keep',
    aside: true,
  }),
);

const handling: readonly Step[] = [
  ...(['assigned', 'processing'] as const).map((state): Step => ({
    action: 'urge',
    from: [state],
    to: state,
    who: ['O', 'H', 'D'],
    needsOpinion: true,
    term: 'keep',
    aside: true,
  })),
  {
    action: 'record_feedback',
    from: ['processing'],
    to: 'processing',
    // The district notes at its own desk what its departments answered.
    who: ['O', 'D'],
    asks: ['assignments', 'evidence'],
    term: 'keep',
    aside: true,
  },
  {
    action: 'feedback',
    from: ['processing'],
    to: 'feedback',
    who: ['O', 'L'],
    asks: [...closing, ...policyBlock, ...voiceBlock],
    guard: guards.hasResult,
    effects: effects.feedBack,
    nextWithin: 1,
  },
  {
    action: 'ask_extension',
    from: ['processing'],
    to: 'ext_asked',
    who: ['O', 'L'],
    asks: ['extTo', 'extReason'],
    guard: guards.mayAskExtension,
    nextWithin: 1,
    aside: true,
  },
  {
    action: 'grant_extension',
    from: ['ext_asked'],
    to: 'processing',
    who: ['H', 'D'],
    guard: guards.mayGrantExtension,
    effects: effects.extend,
    term: ({ data }) => (data.extTo === undefined ? 'keep' : { on: data.extTo }),
  },
  {
    action: 'deny_extension',
    from: ['ext_asked'],
    to: 'processing',
    who: ['H', 'D'],
    needsOpinion: true,
    term: byAnswerDate,
    tone: 'danger',
  },
];

const callingBack: readonly Step[] = [
  {
    action: 'to_callback',
    from: ['feedback'],
    to: 'callback',
    who: ['O'],
    auto: (record) => stepsOf(record).at(-1)?.at ?? null,
    nextWithin: 3,
  },
  {
    action: 'close',
    from: ['callback'],
    to: 'closed',
    who: ['O', 'H', 'L'],
    notAmong: ['handler'],
    notWhoDid: ['feedback'],
    asks: ['satisfaction', 'enterpriseConfirmed', 'callbackNote', 'adopted', 'adoptedOn'],
    guard: guards.isConfirmed,
    effects: effects.callBack,
  },
  {
    action: 'reopen',
    from: ['callback'],
    to: 'reopened',
    who: ['O', 'H', 'L'],
    notAmong: ['handler'],
    notWhoDid: ['feedback'],
    asks: ['satisfaction', 'reopenReason', 'callbackNote'],
    guard: guards.isUnsatisfied,
    effects: effects.reopen,
    nextWithin: 1,
    aside: true,
    tone: 'danger',
  },
  {
    action: 'redo',
    from: ['reopened'],
    to: 'processing',
    who: ['O'],
    guard: guards.mayRedo,
    term: byAnswerDate,
  },
];

const coordinating: readonly Step[] = [
  {
    action: 'escalate',
    from: ['reopened', 'processing', 'assigned'],
    to: 'escalated',
    who: ['H', 'D'],
    needsOpinion: true,
    nextWithin: 1,
    aside: true,
  },
  {
    action: 'ask_parking',
    from: ['processing'],
    to: 'processing',
    who: ['H'],
    asks: ['parkReason', 'reviewOn'],
    guard: guards.mayPark,
    term: 'keep',
    aside: true,
  },
  {
    action: 'park',
    from: ['processing'],
    to: 'parked',
    who: ['D'],
    guard: guards.mayPark,
    effects: effects.park,
    term: ({ data }) => (data.reviewOn === undefined ? 'none' : { on: data.reviewOn }),
    aside: true,
  },
  {
    action: 'resume',
    from: ['parked'],
    to: 'processing',
    who: ['D'],
    needsOpinion: true,
    effects: effects.resume,
    term: 'resume',
  },
  {
    action: 'follow_resolution',
    from: ['escalated', 'parked'],
    to: 'processing',
    who: ['D'],
    asks: ['meeting', 'resolution', 'resolutionDue', 'leadDept'],
    guard: guards.hasResolution,
    effects: effects.followResolution,
    term: ({ data }) => (data.resolutionDue === undefined ? 'keep' : { on: data.resolutionDue }),
  },
  {
    action: 'settle',
    from: ['escalated', 'parked'],
    to: 'closed',
    who: ['D'],
    asks: ['meeting', 'resolution', ...closing],
    guard: guards.isSettled,
    effects: effects.settle,
  },
  {
    action: 'withdraw',
    from: ['registered', 'accepted', 'assigned', 'disputed', 'processing', 'ext_asked'],
    to: 'withdrawn',
    who: ['O'],
    needsOpinion: true,
    aside: true,
    tone: 'danger',
  },
];

/** A 帮言 closes when it is handed up and the enterprise knows; whether it was adopted is heard later (domain.md §3.3). */
const afterwards: readonly Step[] = [
  {
    action: 'record_adoption',
    from: ['closed'],
    to: 'closed',
    who: ['O', 'D'],
    onlyWhen: ({ data }) => data.helpType === 'voice',
    asks: ['adopted', 'adoptedOn'],
    guard: guards.isAdopted,
    aside: true,
  },
];

export const ticketWorkflow: Workflow<TicketData> = {
  tracked: true,
  clockFrom: 'accepted',
  states: {
    registered: { editable: true, open: true },
    accepted: { editable: false, open: true },
    refused: { editable: false, open: false },
    assigned: { editable: false, open: true },
    disputed: { editable: false, open: true },
    processing: { editable: false, open: true },
    ext_asked: { editable: false, open: true },
    feedback: { editable: false, open: true },
    callback: { editable: false, open: true },
    closed: { editable: false, open: false },
    reopened: { editable: false, open: true, returned: true },
    parked: { editable: false, open: true, paused: true },
    escalated: { editable: false, open: true, district: true },
    transferred: { editable: false, open: false },
    withdrawn: { editable: false, open: false },
  },
  transitions: [
    ...intake,
    ...assigning,
    ...joining,
    ...handling,
    ...callingBack,
    ...coordinating,
    ...afterwards,
  ],
};
