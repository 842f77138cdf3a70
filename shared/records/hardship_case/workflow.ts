/** §3.2 困难帮扶 (KN): every state, step, role, guard and deadline of the specification. */
import { addDays } from '../../calendar/day.ts';
import type { Term, Transition, TransitionContext, Workflow } from '../../workflow/workflow.ts';
import { stepsOf } from '../../workflow/flow.ts';
import type { Envelope } from '../envelope.ts';
import { hardshipChain } from './chain.ts';
import * as effects from './effects.ts';
import { emergencyDue } from './emergency.ts';
import * as guards from './guards.ts';
import type { HardshipData } from './schema.ts';
import { application, assessment, beforePaid, computed, urgentStates } from './step-fields.ts';

type Step = Transition<HardshipData>;

const apply: readonly Step[] = [
  {
    action: 'submit',
    from: [null, 'draft'],
    to: 'community_submitted',
    who: ['L', 'O'],
    guard: guards.reportable,
    nextWithin: 2,
  },
  { action: 'start', from: [null], to: 'draft', who: ['L', 'O', 'H'], nextWithin: 5 },
  {
    action: 'accept',
    from: ['community_submitted'],
    to: 'accepted',
    who: ['O'],
    guard: guards.reportable,
    term: { parameter: 'hardship_check', unit: 'wd' },
  },
  {
    action: 'supplement',
    from: ['community_submitted'],
    to: 'to_supplement',
    who: ['O'],
    asks: ['missingPapers'],
    guard: guards.supplementOnce,
    needsOpinion: true,
    term: { parameter: 'hardship_supplement', unit: 'wd' },
    aside: true,
  },
  {
    action: 'resubmit',
    from: ['to_supplement'],
    to: 'community_submitted',
    who: ['L'],
    guard: guards.supplemented,
    term: 'resume',
  },
  {
    action: 'refuse',
    from: ['community_submitted'],
    to: 'rejected',
    who: ['H'],
    needsOpinion: true,
    tone: 'danger',
    aside: true,
  },
];

const check: readonly Step[] = [
  {
    action: 'start_check',
    from: ['accepted'],
    to: 'checking',
    who: ['O'],
    asks: ['investigators', 'noRelative'],
    guard: guards.teamIsTwo,
    term: 'keep',
  },
  {
    action: 'submit_check',
    from: ['checking'],
    to: 'street_reviewed',
    who: ['O', 'L', 'H'],
    among: ['investigators'],
    guard: guards.checked,
    nextWithin: 3,
  },
  {
    action: 'publish',
    from: ['street_reviewed'],
    to: 'publicity',
    who: ['H'],
    notAmong: ['investigators'],
    needsOpinion: true,
    guard: guards.publishable,
    term: { parameter: 'hardship_publicity', unit: 'wd' },
    effects: effects.startNotice,
  },
  {
    action: 'recheck',
    from: ['street_reviewed'],
    to: 'checking',
    who: ['H'],
    needsOpinion: true,
    nextWithin: 3,
    tone: 'danger',
    aside: true,
  },
];

const notice: readonly Step[] = [
  {
    action: 'notice_over',
    from: ['publicity'],
    to: 'street_approved',
    who: ['O'],
    asks: ['publicityPhoto', 'noticePhotos'],
    guard: guards.noticeIsOver,
    nextWithin: 3,
  },
  {
    action: 'object',
    from: ['publicity'],
    to: 'objection',
    who: ['O'],
    asks: ['objectionBy'],
    anew: ['objectionBy'],
    needsOpinion: true,
    guard: guards.objectorNamed,
    nextWithin: 5,
    effects: effects.noteObjection,
    aside: true,
  },
  {
    action: 'dismiss',
    from: ['objection'],
    to: 'publicity',
    who: ['H'],
    needsOpinion: true,
    term: { parameter: 'hardship_publicity', unit: 'wd' },
    effects: effects.settleObjection('dismissed'),
  },
  {
    action: 'uphold',
    from: ['objection'],
    to: 'rejected',
    who: ['H'],
    needsOpinion: true,
    effects: effects.settleObjection('upheld'),
    tone: 'danger',
  },
];

const decide: readonly Step[] = [
  {
    action: 'street_approve',
    from: ['street_approved'],
    to: 'approved',
    who: ['H'],
    notAmong: ['investigators'],
    asks: ['approvedAmount'],
    needsOpinion: true,
    guard: guards.withinStreet,
    nextWithin: 10,
  },
  {
    action: 'send_up',
    from: ['street_approved'],
    to: 'district_review',
    who: ['O'],
    guard: guards.forDistrict,
    nextWithin: 5,
  },
  {
    action: 'district_review',
    from: ['district_review'],
    to: 'district_review',
    who: ['D'],
    asks: ['approvedAmount'],
    needsOpinion: true,
    guard: guards.amountGiven,
    term: 'keep',
  },
  {
    action: 'district_approve',
    from: ['district_review'],
    to: 'approved',
    who: ['B'],
    notWhoDid: ['district_review'],
    asks: ['approvedAmount'],
    needsOpinion: true,
    guard: guards.reviewedByDistrict,
    nextWithin: 10,
  },
  {
    action: 'district_return',
    from: ['district_review'],
    to: 'checking',
    who: ['D', 'B'],
    needsOpinion: true,
    nextWithin: 5,
    tone: 'danger',
    aside: true,
  },
  {
    action: 'district_refuse',
    from: ['district_review'],
    to: 'rejected',
    who: ['B'],
    needsOpinion: true,
    tone: 'danger',
    aside: true,
  },
];

const pay: readonly Step[] = [
  {
    action: 'make_payment',
    from: ['approved'],
    to: 'paying',
    who: ['O'],
    guard: guards.paymentsMade,
    term: cashIsSooner,
  },
  {
    action: 'pay',
    from: ['paying'],
    to: 'paid',
    who: ['H'],
    notWhoDid: ['make_payment'],
    asks: ['payOn', 'payVoucher'],
    anew: ['payOn', 'payVoucher'],
    guard: guards.payable,
    effects: effects.payOut,
  },
  {
    action: 'bounce',
    from: ['paid', 'following'],
    to: 'paying',
    who: ['O'],
    needsOpinion: true,
    nextWithin: 5,
    effects: effects.takeBack,
    tone: 'danger',
    aside: true,
  },
  {
    action: 'follow',
    from: ['paid'],
    to: 'following',
    who: ['O', 'H'],
    auto: (record) => stepsOf(record).at(-1)?.at ?? null,
    term: firstFollowUp,
    effects: effects.planFollowUps,
  },
];

const follow: readonly Step[] = [
  {
    action: 'follow_up',
    from: ['following'],
    to: 'following',
    who: ['L', 'O'],
    asks: ['followUpOn', 'followUpEffect', 'followUpNext', 'receipts'],
    anew: ['followUpOn', 'followUpEffect', 'followUpNext'],
    guard: guards.followUpFilled,
    term: nextFollowUp,
    effects: effects.noteFollowUp,
  },
  {
    action: 'close',
    from: ['following'],
    to: 'closed',
    who: ['O'],
    asks: ['closeResult'],
    guard: guards.closable,
  },
  {
    action: 'terminate',
    from: ['following'],
    to: 'terminated',
    who: ['H', 'B'],
    asks: ['recoverAmount'],
    needsOpinion: true,
    effects: effects.recover,
    tone: 'danger',
    aside: true,
  },
  {
    action: 'withdraw',
    from: [...beforePaid],
    to: 'withdrawn',
    who: ['L', 'O'],
    asks: ['withdrawSigned'],
    guard: guards.noteSigned,
    tone: 'danger',
    aside: true,
  },
];

const isEmergency = ({ data }: Envelope<HardshipData>): boolean => data.emergency === true;

const urgent: readonly Step[] = urgentStates.flatMap((state): readonly Step[] => [
  {
    action: 'emergency_propose',
    from: [state],
    to: state,
    who: ['O'],
    onlyWhen: isEmergency,
    asks: ['emergencyAmount'],
    needsOpinion: true,
    guard: guards.emergencyWithinCap,
    term: 'keep',
    aside: true,
  },
  {
    action: 'emergency_approve',
    from: [state],
    to: state,
    who: ['H'],
    onlyWhen: isEmergency,
    notWhoDid: ['emergency_propose'],
    needsOpinion: true,
    guard: guards.emergencyProposed,
    ownDue: { where: { column: 'emergency', value: 1 }, on: emergencyDue },
    term: { parameter: 'hardship_emergency_chain', unit: 'wd' },
    effects: effects.payEmergency,
    aside: true,
  },
]);

export const hardshipWorkflow: Workflow<HardshipData> = {
  tracked: true,
  clockFrom: 'accepted',
  chain: hardshipChain,
  states: {
    community_submitted: { editable: false, open: true },
    draft: { editable: true, open: true, fields: [...application, ...computed] },
    to_supplement: {
      editable: true,
      open: true,
      paused: true,
      returned: true,
      fields: [...application, ...computed],
    },
    accepted: { editable: true, open: true, fields: ['investigators', 'noRelative'] },
    checking: { editable: true, open: true, fields: assessment },
    street_reviewed: { editable: false, open: true },
    publicity: {
      editable: true,
      open: true,
      paused: true,
      fields: ['publicityPlace', 'publicityPhoto', 'noticePhotos'],
    },
    objection: { editable: true, open: true, paused: true, fields: ['objections'] },
    street_approved: { editable: false, open: true },
    district_review: { editable: false, open: true, district: true },
    approved: { editable: true, open: true, fields: ['payments', 'receipts'] },
    paying: { editable: true, open: true, fields: ['payments', 'receipts'] },
    paid: { editable: false, open: true },
    following: { editable: false, open: true },
    closed: { editable: false, open: false },
    rejected: { editable: false, open: false },
    withdrawn: { editable: false, open: false },
    terminated: { editable: false, open: false },
  },
  facts: (record) => [
    {
      name: 'balance',
      kind: 'balance',
      of: { unit: record.unit, source: record.data.fundSource ?? 'gov' },
    },
  ],
  transitions: [...apply, ...check, ...notice, ...decide, ...pay, ...follow, ...urgent],
};

/** Ten working days from the approval for transfers, five for cash (domain.md §3.2). */
function cashIsSooner({ data }: Envelope<HardshipData>): Term {
  const open = (data.payments ?? []).filter(({ state }) => state === 'due' || state === 'again');
  return open.length > 0 && open.every(({ method }) => method === 'cash') ? { wd: 5 } : 'keep';
}

function firstFollowUp(record: Envelope<HardshipData>, context: TransitionContext): Term {
  const paidOn = (record.data.payments ?? []).findLast((row) => row.state === 'paid')?.paidOn;
  return { on: addDays(paidOn ?? context.today, effects.followUpDays[0] ?? 30) };
}

/** The one after the follow-up that is being done; after the last, the close of the file within 185 calendar days. */
function nextFollowUp(record: Envelope<HardshipData>): Term {
  const open = (record.data.followUps ?? []).filter((each) => each.on === undefined);
  const next = open[1]?.due;
  if (next !== undefined) return { on: next };
  const first = record.data.followUps?.[0]?.due;
  return first === undefined ? 'none' : { on: addDays(first, 155) };
}
