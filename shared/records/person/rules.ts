/** What must fit together in a person (domain.md V1–V4, V11). */
import type { CheckContext, Problem } from '../../fields/field.ts';
import { checkPhone } from '../../validators/phone.ts';
import { checkCitizenId } from '../../validators/citizen-id.ts';
import { checkPersonFacts } from '../../validators/cross-field.ts';
import {
  checkPermanentResidence,
  checkResidencePermit,
} from '../../validators/residence-permit.ts';
import { checkTravelDocument } from '../../validators/travel-document.ts';
import type { Verdict } from '../../validators/verdict.ts';
import { fromIssue, verdictProblems } from '../checks.ts';
import type { Rule } from '../record-type.ts';
import { identitiesFit } from './identity-rules.ts';
import { privacyRules } from './privacy-rules.ts';
import type { PersonData } from './schema.ts';

const documentsFollowTheirStandard: Rule<PersonData> = (person, context) =>
  (person.documents ?? []).flatMap((document, index) => {
    const verdict = checkDocument(document.kind, document.number, person, context);
    return verdict === null
      ? []
      : verdictProblems(verdict).map((found) => ({ ...found, field: `documents.${index}.number` }));
  });

const phonesAreNumbers: Rule<PersonData> = (person, { isDemo }) =>
  (person.contacts ?? []).flatMap((contact, index) =>
    contact.kind === 'phone'
      ? verdictProblems(checkPhone(contact.value, { isDemo })).map((found) => ({
          ...found,
          field: `contacts.${index}.value`,
        }))
      : [],
  );

/** Contradictions between identity, nationality and dates; a missing relation is the register's matter, so it only warns. */
const factsFit: Rule<PersonData> = (person) =>
  (person.identities ?? []).flatMap((identity, index) =>
    checkPersonFacts({
      identities: [identity.identity],
      nationality: person.nationality,
      livesInChina: person.liveCountry === 'CHN',
      qualifyingRelations: 1,
      birth: person.birth,
      emigrated: identity.emigrated,
      returned: identity.returned,
      householdRegisteredOn: identity.householdRegisteredOn,
    }).map((finding): Problem => ({
      ...fromIssue(finding.issue, isMissing(finding.field) ? 'warning' : 'error'),
      field: factField(finding.field, index),
    })),
  );

const domesticHasAddress: Rule<PersonData> = (person) =>
  person.liveCountry === 'CHN' && person.liveState === 'in' && person.liveAddr === undefined
    ? [{ field: 'liveAddr', code: 'person.address_needed', severity: 'warning' }]
    : [];

const photoNeedsConsent: Rule<PersonData> = (person) =>
  (person.photo ?? []).length > 0 && person.photoConsent !== true
    ? [{ field: 'photoConsent', code: 'person.photo_consent', severity: 'error' }]
    : [];

export const personRules: readonly Rule<PersonData>[] = [
  documentsFollowTheirStandard,
  phonesAreNumbers,
  factsFit,
  identitiesFit,
  domesticHasAddress,
  photoNeedsConsent,
  ...privacyRules,
];

function checkDocument(
  kind: string,
  number: string,
  person: Partial<PersonData>,
  { today, isDemo }: CheckContext,
): Verdict | null {
  const options = { today, isDemo, sex: sexCode(person.sex), birth: person.birth };
  if (kind === 'id') return checkCitizenId(number, options);
  if (kind === 'id_old') return checkCitizenId(number, { ...options, allowLegacy: true });
  if (kind === 'permit') return checkResidencePermit(number, options);
  if (kind === 'prc') return checkPermanentResidence(number);
  if (kind === 'hrp') return checkTravelDocument(number, 'homeReturnPermit');
  if (kind === 'twp') return checkTravelDocument(number, 'taiwanPermit');
  if (kind === 'passport')
    return checkTravelDocument(
      number,
      person.nationality === 'CHN' ? 'chinesePassport' : 'foreignPassport',
    );
  return null;
}

function sexCode(sex: string | undefined): '1' | '2' | '9' {
  return sex === '1' || sex === '2' ? sex : '9';
}

function isMissing(field: string): boolean {
  return (
    field === 'returned' || field === 'householdRegisteredOn' || field === 'qualifyingRelations'
  );
}

function factField(field: string, index: number): string {
  const ofIdentity = ['emigrated', 'returned', 'householdRegisteredOn'];
  if (ofIdentity.includes(field)) return `identities.${index}.${field}`;
  if (field === 'livesInChina') return 'liveCountry';
  return field === 'nationality' ? 'nationality' : `identities.${index}.identity`;
}
