/** Data minimisation, consent and children (domain.md §2.6; PIPL arts. 6, 13, 28–31, 47). */
import { ageAt } from '../../calendar/partial-date.ts';
import type { Problem } from '../../fields/field.ts';
import type { Rule } from '../record-type.ts';
import type { PersonData } from './schema.ts';

/** Age from which a child's own consent counts (PIPL art. 31). */
const consentAge = 14;
/** What a 简档 may not hold. */
const notInThin = [
  'documents',
  'healthNote',
  'domicileAddr',
  'liveAddr',
  'employer',
  'photo',
  'contacts',
] as const;

/** A relative abroad is kept with name, country and kinship; whoever needs more about them opens a whole record. */
const thinStaysThin: Rule<PersonData> = (person) => {
  if (person.thin !== true) return [];
  const found: Problem[] = notInThin
    .filter((field) => person[field] !== undefined)
    .map((field) => ({ field, code: 'person.thin_only', severity: 'error' }));
  if (person.liveCountry === 'CHN')
    found.push({ field: 'thin', code: 'person.thin_abroad', severity: 'error' });
  return found;
};

const consentsAreWhole: Rule<PersonData> = (person) =>
  (person.consents ?? []).flatMap((consent, index) => {
    const found: Problem[] = [];
    const at = (field: string) => `consents.${index}.${field}`;
    if (consent.way === 'spoken' && consent.witnesses === undefined)
      found.push({ field: at('witnesses'), code: 'person.two_witnesses', severity: 'error' });
    for (const field of ['withdrawnOn', 'expiresOn'] as const)
      if (consent[field] !== undefined && consent[field] < consent.givenOn)
        found.push({ field: at(field), code: 'person.consent_dates', severity: 'error' });
    return found;
  });

/** Everything about a child under 14 is sensitive: the guardian consents. */
const childHasGuardian: Rule<PersonData> = (person, { today }) => {
  if (!isUnder14(person.birth, today)) return [];
  const consented = (person.consents ?? []).some(
    ({ guardian, withdrawnOn }) => guardian !== undefined && withdrawnOn === undefined,
  );
  return consented
    ? []
    : [{ field: 'consents', code: 'person.guardian_needed', severity: 'warning' }];
};

const stoppedIsStored: Rule<PersonData> = (person) =>
  person.stopped === true
    ? [{ field: 'stopped', code: 'person.stopped', severity: 'warning' }]
    : [];

export const privacyRules: readonly Rule<PersonData>[] = [
  thinStaysThin,
  consentsAreWhole,
  childHasGuardian,
  stoppedIsStored,
];

/** Surely under 14 on that day; a birth year alone decides only when no day of it would make them older. */
export function isUnder14(birth: string | undefined, today: string): boolean {
  const age = birth === undefined ? null : ageAt(birth, today);
  return age !== null && age.max < consentAge;
}
