/** Guards of §3.2: each names what is missing. */
import { businessDaysBetween } from '../../calendar/business-day.ts';
import type { Problem } from '../../fields/field.ts';
import { parameterOf } from '../../parameters/parameters.ts';
import { tablesOf } from '../../workflow/clock.ts';
import { stepsOf } from '../../workflow/flow.ts';
import type { TransitionContext } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import { amountToPay, livePayments, needsReferral } from './figures.ts';
import type { HardshipData } from './schema.ts';

type Case = Envelope<HardshipData>;
type Guard = (record: Case, context: TransitionContext) => readonly Problem[];

export const reportable: Guard = ({ data }) => [
  ...need(data.papers?.includes('application') === true, 'papers', 'hardship.application'),
  ...need(data.papers?.includes('identity') === true, 'papers', 'hardship.identity_paper'),
  ...need(data.consents?.includes('general') === true, 'consents', 'hardship.consent'),
  ...need(data.consents?.includes('sensitive') === true, 'consents', 'hardship.consent_sensitive'),
  ...need(data.reason !== undefined, 'reason', 'required'),
];

export const supplementListed: Guard = ({ data }) =>
  need((data.missingPapers ?? []).length > 0, 'missingPapers', 'required');

/** Papers are asked for once (一次性告知). */
export const supplementOnce: Guard = (record, context) => [
  ...supplementListed(record, context),
  ...need(
    !stepsOf(record).some((step) => step.action === 'supplement'),
    'missingPapers',
    'hardship.supplement_once',
  ),
];

export const supplemented: Guard = (record, context) => [
  ...(record.data.missingPapers ?? [])
    .filter((paper) => record.data.papers?.includes(paper) !== true)
    .map((): Problem => error('papers', 'hardship.papers_missing'))
    .slice(0, 1),
  ...reportable(record, context),
];

export const teamIsTwo: Guard = ({ data }) => [
  ...need((data.investigators ?? []).length >= 2, 'investigators', 'hardship.two_investigators'),
  ...need(
    data.relatedToStaff !== 'yes' || data.noRelative === true,
    'noRelative',
    'hardship.no_relative',
  ),
];

export const checked: Guard = (record, context) => {
  const { data } = record;
  return [
    ...teamIsTwo(record, context),
    // The names may have come from the register; the income is asked at the door.
    ...need(
      (data.members ?? []).some(({ incomeMonth }) => incomeMonth !== undefined),
      'members',
      'hardship.members',
    ),
    ...need(data.assessedOn !== undefined, 'assessedOn', 'required'),
    ...need(data.homeCondition !== undefined, 'homeCondition', 'required'),
    ...need(
      data.civilCheck !== undefined && data.civilCheck !== 'none',
      'civilCheck',
      'hardship.civil_check',
    ),
    ...need(data.suggestAmount !== undefined, 'suggestAmount', 'required'),
    ...need(data.fundSource !== undefined, 'fundSource', 'required'),
    ...need(data.fundLevel !== undefined, 'fundLevel', 'required'),
    ...need(data.investigatorsSigned === true, 'investigatorsSigned', 'hardship.signed'),
  ];
};

/** First approval: referral is under way, consent to the notice is there, the source can bear it. */
export const publishable: Guard = (record, context) => {
  const { data } = record;
  return [
    ...need(
      data.consents?.includes('publicity') === true,
      'consents',
      'hardship.consent_publicity',
    ),
    ...need(
      !needsReferral(data) || data.aidType.includes('refer'),
      'aidType',
      'hardship.refer_needed',
    ),
    ...balanceBears(data.suggestAmount ?? 0, 'suggestAmount', context),
  ];
};

export const objectorNamed: Guard = ({ data }) =>
  need(data.objectionBy !== undefined, 'objectionBy', 'required');

export const noticeIsOver: Guard = (record, context) => {
  const { data } = record;
  const days = parameterOf(context, 'hardship_publicity');
  const from = data.publicityFrom ?? context.today;
  const passed = businessDaysBetween(from, context.today, tablesOf(context)).days;
  const open = (data.objections ?? []).some((objection) => objection.result === undefined);
  return [
    ...(passed < days
      ? [{ ...error('publicityTo', 'hardship.notice_days'), params: { days, passed } }]
      : []),
    ...need(!open, 'objections', 'hardship.objection_open'),
    ...need(
      data.publicityPhoto === true || (data.noticePhotos ?? []).length > 0,
      'publicityPhoto',
      'hardship.notice_photo',
    ),
  ];
};

/** The street decides up to its limit and over its own money; all else goes to the district. */
export const withinStreet: Guard = ({ data }, context) => {
  const limit = parameterOf(context, 'hardship_street_limit');
  const amount = data.approvedAmount;
  return [
    ...need(amount !== undefined && amount > 0, 'approvedAmount', 'required'),
    ...(isDistrictMatter(data, limit)
      ? [{ ...error('approvedAmount', 'hardship.above_limit'), params: { limit: limit / 100 } }]
      : []),
    ...balanceBears(amount ?? 0, 'approvedAmount', context),
  ];
};

export const forDistrict: Guard = ({ data }, context) => {
  const limit = parameterOf(context, 'hardship_street_limit');
  return need(isDistrictMatter(data, limit), 'approvedAmount', 'hardship.street_decides');
};

function isDistrictMatter(data: HardshipData, limit: number): boolean {
  const amount = data.approvedAmount ?? data.suggestAmount ?? 0;
  return amount > limit || data.fundLevel === 'district' || data.fundSource !== 'gov';
}

export const amountGiven: Guard = ({ data }) =>
  need((data.approvedAmount ?? 0) > 0, 'approvedAmount', 'required');

/** B decides on what D has reviewed since the case came up (D ≠ B). */
export const reviewedByDistrict: Guard = (record, context) => {
  const steps = stepsOf(record);
  const cameUp = steps.findLastIndex((step) => step.action === 'send_up');
  return [
    ...need(
      steps.slice(cameUp).some((step) => step.action === 'district_review'),
      'flow',
      'hardship.not_reviewed',
    ),
    ...amountGiven(record, context),
  ];
};

export const paymentsMade: Guard = ({ data }) => {
  const live = livePayments(data).filter((payment) => payment.state !== 'paid');
  const sum = live.reduce((total, payment) => total + payment.amount, 0);
  const wanted = amountToPay(data);
  return sum === wanted
    ? []
    : [
        {
          ...error('payments', 'hardship.payments_sum'),
          params: { sum: sum / 100, wanted: wanted / 100 },
        },
      ];
};

export const payable: Guard = (record, context) => {
  const { data } = record;
  const rows = data.payments ?? [];
  const due = rows.flatMap((payment, index) =>
    payment.state === 'due' || payment.state === 'again' ? [{ payment, index }] : [],
  );
  return [
    ...need(due.length > 0, 'payments', 'hardship.nothing_to_pay'),
    ...need(
      data.payOn !== undefined || due.every(({ payment }) => payment.paidOn !== undefined),
      'payOn',
      'required',
    ),
    ...need(
      data.payVoucher !== undefined || due.every(({ payment }) => payment.voucherNo !== undefined),
      'payVoucher',
      'required',
    ),
    ...due.flatMap(({ payment, index }) => {
      const at = (field: string) => `payments.${index}.${field}`;
      return [
        ...need(
          payment.method !== 'transfer' || payment.accountChecked === true,
          at('accountChecked'),
          'hardship.account_checked',
        ),
        ...need(
          payment.method !== 'cash' || payment.second !== undefined,
          at('second'),
          'hardship.cash_two',
        ),
      ];
    }),
    ...balanceBears(
      due.reduce((sum, { payment }) => sum + payment.amount, 0),
      'payments',
      context,
    ),
  ];
};

export const followUpFilled: Guard = ({ data }) => [
  ...need(data.followUpOn !== undefined, 'followUpOn', 'required'),
  ...need(data.followUpEffect !== undefined, 'followUpEffect', 'required'),
];

export const closable: Guard = ({ data }) => {
  const done = (data.followUps ?? []).filter((each) => each.on !== undefined);
  return [
    ...need(
      done.some((each) => each.effect !== undefined),
      'followUpOn',
      'hardship.no_follow_up',
    ),
    ...need(data.closeResult !== undefined, 'closeResult', 'required'),
  ];
};

export const noteSigned: Guard = ({ data }) =>
  need(data.withdrawSigned === true, 'withdrawSigned', 'hardship.withdraw_signed');

export const emergencyWithinCap: Guard = ({ data }, context) => {
  const cap = parameterOf(context, 'hardship_emergency_cap');
  const amount = data.emergencyAmount ?? 0;
  return [
    ...need(amount > 0, 'emergencyAmount', 'required'),
    ...(amount > cap
      ? [{ ...error('emergencyAmount', 'hardship.above_cap'), params: { cap: cap / 100 } }]
      : []),
    ...balanceBears(amount, 'emergencyAmount', context),
  ];
};

/** Approval by telephone follows a proposal, and only once. */
export const emergencyProposed: Guard = (record, context) => {
  const actions = new Set(stepsOf(record).map((step) => step.action));
  return [
    ...need(actions.has('emergency_propose'), 'flow', 'hardship.not_proposed'),
    ...need(!actions.has('emergency_approve'), 'flow', 'hardship.emergency_once'),
    ...emergencyWithinCap(record, context),
  ];
};

function balanceBears(
  amount: number,
  field: string,
  context: TransitionContext,
): readonly Problem[] {
  const balance = context.facts?.['balance'];
  return balance !== undefined && amount > balance
    ? [{ ...error(field, 'hardship.balance'), params: { balance: balance / 100 } }]
    : [];
}

function need(holds: boolean, field: string, code: string): readonly Problem[] {
  return holds ? [] : [error(field, code)];
}

function error(field: string, code: string): Problem {
  return { field, code, severity: 'error' };
}
