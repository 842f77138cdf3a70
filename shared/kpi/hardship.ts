/** Figures of hardship support (domain.md §4.3). Pure: from records of one unit or of all; business time, never the time of arrival. */
import { businessDateOf } from '../calendar/time-zone.ts';
import { addDays } from '../calendar/day.ts';
import { flowOf, stepsOf } from '../workflow/flow.ts';
import type { Envelope } from '../records/envelope.ts';
import { needsReferral } from '../records/hardship_case/figures.ts';
import type { HardshipData } from '../records/hardship_case/schema.ts';
import { countWhere, shareOf, type Share } from './share.ts';

type Case = Envelope<HardshipData>;

export interface Period {
  /** Both included; `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

export interface HardshipFigures {
  /** 帮扶覆盖率: flagged households with aid paid or a follow-up in the 365 days to the end. */
  readonly covered: Share;
  /** 按期审批率: decided without passing a due date on the way to the decision. */
  readonly decidedInTime: Share;
  /** 发放及时率. */
  readonly paidInTime: Share;
  /** 回访率: follow-ups that fell due and were done by then. */
  readonly followedUp: Share;
  /** 脱困率: closed with clear improvement. */
  readonly outOfHardship: Share;
  /** 转介率: referred among those that meet the rule. */
  readonly referred: Share;
  /** 户均金额 in 分; null while nothing was paid. */
  readonly fenPerHousehold: number | null;
  /** 资金来源构成, in 分. */
  readonly fenBySource: Readonly<Record<string, number>>;
  /** The records that a figure counts: households for `covered`, cases for the others. */
  readonly behind: Readonly<Record<HardshipShare | 'fenPerHousehold', readonly string[]>>;
}

export type HardshipShare =
  | 'covered'
  | 'decidedInTime'
  | 'paidInTime'
  | 'followedUp'
  | 'outOfHardship'
  | 'referred';

const decisions = new Set(['street_approve', 'district_approve', 'uphold', 'district_refuse']);

export function hardshipFigures(
  cases: readonly Case[],
  flaggedHouseholds: readonly string[],
  period: Period,
): HardshipFigures {
  const within = (day: string | undefined) =>
    day !== undefined && day >= period.from && day <= period.to;
  const yearBack = addDays(period.to, -365);
  const recent = (day: string | undefined) =>
    day !== undefined && day > yearBack && day <= period.to;
  const helped = new Set(
    cases.filter((each) => aidDays(each).some(recent)).map((each) => each.data.household.id),
  );
  const decided = cases
    .flatMap((each) => decisionOf(each) ?? [])
    .filter((each) => within(each.day));
  const payments = cases.flatMap((each) => paidOf(each)).filter((each) => within(each.day));
  const followUps = cases
    .flatMap((each) => (each.data.followUps ?? []).map((row) => ({ ...row, id: each.id })))
    .filter((each) => within(each.due));
  const wasDone = (each: { readonly on?: string | undefined; readonly due: string }) =>
    each.on !== undefined && each.on <= each.due;
  const isOut = (each: Case) => lastEffect(each) === 'much';
  const isReferred = (each: Case) => each.data.aidType.includes('refer');
  const closed = cases.filter((each) => each.state === 'closed' && within(flowOf(each)?.endedOn));
  const eligible = cases.filter((each) => within(each.data.applyOn) && needsReferral(each.data));
  const paidRows = cases.flatMap((each) =>
    (each.data.payments ?? [])
      .filter((row) => row.state === 'paid' && within(row.paidOn))
      .map((row) => ({ id: each.id, row, household: each.data.household.id })),
  );
  const fen = paidRows.reduce((sum, { row }) => sum + row.amount, 0);
  const households = new Set(paidRows.map(({ household }) => household)).size;
  return {
    covered: shareOf(
      countWhere(flaggedHouseholds, (id) => helped.has(id)),
      flaggedHouseholds.length,
    ),
    decidedInTime: shareOf(
      countWhere(decided, (each) => each.inTime),
      decided.length,
    ),
    paidInTime: shareOf(
      countWhere(payments, (each) => each.inTime),
      payments.length,
    ),
    followedUp: shareOf(countWhere(followUps, wasDone), followUps.length),
    outOfHardship: shareOf(countWhere(closed, isOut), closed.length),
    referred: shareOf(countWhere(eligible, isReferred), eligible.length),
    fenPerHousehold: households === 0 ? null : Math.round(fen / households),
    fenBySource: Object.fromEntries(
      Object.entries(Object.groupBy(paidRows, ({ row }) => row.source)).map(([source, rows]) => [
        source,
        (rows ?? []).reduce((sum, { row }) => sum + row.amount, 0),
      ]),
    ),
    behind: {
      covered: flaggedHouseholds.filter((id) => helped.has(id)),
      decidedInTime: idsOf(decided.filter((each) => each.inTime)),
      paidInTime: idsOf(payments.filter((each) => each.inTime)),
      followedUp: idsOf(followUps.filter(wasDone)),
      outOfHardship: idsOf(closed.filter(isOut)),
      referred: idsOf(eligible.filter(isReferred)),
      fenPerHousehold: idsOf(paidRows),
    },
  };
}

function idsOf(all: readonly { readonly id: string }[]): readonly string[] {
  return [...new Set(all.map(({ id }) => id))];
}

/** 应救未救: households that meet a hardship rule since so many days and have no case since (domain.md §4.3). */
export function withoutCase(
  hits: readonly { readonly household: string; readonly since: string }[],
  cases: readonly Case[],
  { today, days }: { readonly today: string; readonly days: number },
): readonly string[] {
  const last = addDays(today, -days);
  return hits
    .filter(({ since }) => since <= last)
    .filter(
      ({ household, since }) =>
        !cases.some(
          (each) =>
            each.data.household.id === household &&
            (each.data.applyOn >= since || flowOf(each)?.endedOn === undefined),
        ),
    )
    .map(({ household }) => household);
}

function aidDays(each: Case): readonly (string | undefined)[] {
  return [
    ...(each.data.payments ?? []).filter((row) => row.state === 'paid').map((row) => row.paidOn),
    ...(each.data.followUps ?? []).map((row) => row.on),
  ];
}

interface Dated {
  readonly id: string;
  readonly day: string;
  readonly inTime: boolean;
}

/** A step says the date that was due before it; a decision is in time when it came by then (pauses moved the date already). */
function decisionOf(each: Case): Dated | null {
  const step = stepsOf(each).findLast(({ action }) => decisions.has(action));
  if (step === undefined) return null;
  const day = businessDateOf(step.at);
  return { id: each.id, day, inTime: step.dueBefore === undefined || day <= step.dueBefore };
}

function paidOf(each: Case): readonly Dated[] {
  return stepsOf(each)
    .filter(({ action }) => action === 'pay')
    .map((step) => {
      const day = businessDateOf(step.at);
      return { id: each.id, day, inTime: step.dueBefore === undefined || day <= step.dueBefore };
    });
}

function lastEffect(each: Case): string | undefined {
  return (each.data.followUps ?? []).findLast((row) => row.effect !== undefined)?.effect;
}
