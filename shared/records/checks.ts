/** Turns validators into field checks: a refusal is an error at the field, a doubt is a warning. */
import { businessDateOf } from '../calendar/time-zone.ts';
import type { FieldCheck, Problem } from '../fields/field.ts';
import { checkCreditCode } from '../validators/credit-code.ts';
import { checkPhone } from '../validators/phone.ts';
import type { Issue, Verdict } from '../validators/verdict.ts';

type Found = Omit<Problem, 'field'>;

export const creditCode: FieldCheck<string> = (value, { isDemo }) =>
  verdictProblems(checkCreditCode(value, { isDemo }));
export const phone: FieldCheck<string> = (value, { isDemo }) =>
  verdictProblems(checkPhone(value, { isDemo }));

/** A business date that may not lie in the future. */
export const notFutureDate: FieldCheck<string> = (value, { today }) =>
  value.slice(0, 10) > today.slice(0, value.length)
    ? [{ code: 'future_date', severity: 'error', params: { today } }]
    : [];

/** A moment that may not lie in the future; five minutes of slack for a clock that is slightly off. */
export const notFuture: FieldCheck<string> = (value, { now }) => {
  const ahead = Date.parse(value) - Date.parse(now);
  return ahead > 5 * 60_000
    ? [{ code: 'future_moment', severity: 'error', params: { now: businessDateOf(now) } }]
    : [];
};

export function verdictProblems(verdict: Verdict): Found[] {
  const warnings = verdict.warnings.map((issue) => fromIssue(issue, 'warning'));
  return verdict.ok ? warnings : [fromIssue(verdict.issue, 'error'), ...warnings];
}

export function fromIssue(issue: Issue, severity: 'error' | 'warning'): Found {
  return { code: issue.code, severity, ...(issue.params ? { params: issue.params } : {}) };
}
