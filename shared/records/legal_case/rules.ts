import type { Rule } from '../record-type.ts';
import type { LegalCaseData } from './schema.ts';

/** Facts are sensitive: separate consent and the notice come first (PIPL art. 29; domain.md §3.4). */
const factsNeedConsent: Rule<LegalCaseData> = (legal) =>
  legal.facts !== undefined && legal.consent !== true
    ? [{ field: 'consent', code: 'legal_case.consent', severity: 'error' }]
    : [];

/** A limitation that has run out is a warning, not an obstacle: the lawyer decides. */
const limitationAhead: Rule<LegalCaseData> = (legal, { today }) =>
  legal.limitationOn !== undefined && legal.limitationOn < today && legal.result === undefined
    ? [{ field: 'limitationOn', code: 'legal_case.limitation_past', severity: 'warning' }]
    : [];

/** What is already a petition is handed over, never run twice (domain.md §3.4, R28). */
const petitionIsHandedOver: Rule<LegalCaseData> = (legal) =>
  legal.referral === 'petition'
    ? [{ field: 'referral', code: 'legal_case.petition', severity: 'warning' }]
    : [];

export const legalCaseRules: readonly Rule<LegalCaseData>[] = [
  factsNeedConsent,
  limitationAhead,
  petitionIsHandedOver,
];
