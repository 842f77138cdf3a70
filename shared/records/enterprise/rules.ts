import type { Rule } from '../record-type.ts';
import type { EnterpriseData } from './schema.ts';

/** 规上 is a flag of one year, so it needs the year (domain.md §9.11). */
const aboveScaleHasYear: Rule<EnterpriseData> = (enterprise) =>
  enterprise.aboveScale === true && enterprise.aboveScaleYear === undefined
    ? [{ field: 'aboveScaleYear', code: 'enterprise.year_needed', severity: 'error' }]
    : [];

const codeCanFollow: Rule<EnterpriseData> = (enterprise) =>
  enterprise.uscc === undefined
    ? [{ field: 'uscc', code: 'enterprise.uscc_later', severity: 'warning' }]
    : [];

/** 关系清: an enterprise of overseas Chinese names at least one such person. */
const somebodyKnown: Rule<EnterpriseData> = (enterprise) =>
  (enterprise.people ?? []).length === 0
    ? [{ field: 'people', code: 'enterprise.people_needed', severity: 'warning' }]
    : [];

export const enterpriseRules: readonly Rule<EnterpriseData>[] = [
  aboveScaleHasYear,
  codeCanFollow,
  somebodyKnown,
];
