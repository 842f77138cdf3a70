/**
 * The three coverage figures of legal service to enterprises (domain.md §4.5, D10). A lawyer on a list is not a service: the headline
 * counts enterprises that are both assigned and were really reached within twelve months.
 */
import { addDays } from '../calendar/day.ts';
import type { EnterpriseData } from '../records/enterprise/schema.ts';
import type { LegalResourceData } from '../records/legal_resource/schema.ts';
import type { LegalTouchData } from '../records/legal_touch/index.ts';
import { share, type Measured } from './measure.ts';

export interface LegalCoverage {
  /** 覆盖率: a lawyer or a team is assigned and the assignment is valid on the day. */
  readonly assigned: Measured;
  /** 触达率: at least one touch in the last 365 days. */
  readonly touched: Measured;
  /** 法律服务覆盖率, the strict one: both. */
  readonly headline: Measured;
}

const touchDays = 365;

/** Enterprises are those of the register; only active ones count. `today` is the as-of day. */
export function legalCoverage(
  enterprises: readonly { readonly id: string; readonly data: Pick<EnterpriseData, 'standing'> }[],
  resources: readonly Pick<LegalResourceData, 'enterprises' | 'from' | 'to'>[],
  touches: readonly Pick<LegalTouchData, 'enterprise' | 'on'>[],
  today: string,
): LegalCoverage {
  const active = enterprises.filter(({ data }) => data.standing === 'active');
  const valid = resources.filter(
    ({ from, to }) => from <= today && (to === undefined || to >= today),
  );
  const assigned = new Set(valid.flatMap((each) => (each.enterprises ?? []).map(({ id }) => id)));
  const since = addDays(today, -touchDays);
  const touched = new Set(
    touches.filter(({ on }) => on > since && on <= today).map(({ enterprise }) => enterprise.id),
  );
  const among = (holds: (id: string) => boolean) =>
    neverRoundedToAll(share(active.filter(({ id }) => holds(id)).length, active.length, 100));
  return {
    assigned: among((id) => assigned.has(id)),
    touched: among((id) => touched.has(id)),
    headline: among((id) => assigned.has(id) && touched.has(id)),
  };
}

/** 100 is shown only for all of them (domain.md §4.5). */
function neverRoundedToAll(figure: Measured): Measured {
  const { value, numerator, denominator } = figure;
  return value === 100 && numerator !== denominator ? { ...figure, value: 99.99 } : figure;
}
