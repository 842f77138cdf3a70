/** E04 人员 with its identities (E05), documents (E06) and contacts (E07) as dated rows (domain.md §2.3 B). */
import {
  choice,
  code,
  date,
  flag,
  items,
  longText,
  partialDate,
  ref,
  text,
} from '../../fields/kinds.ts';
import { photos } from '../../fields/file-kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFutureDate, phone } from '../checks.ts';

/** The app records basis, evidence and level of verification; it never certifies anybody's status (D4). */
export const identityFields = {
  identity: choice({ from: 'identity', required: true, privacy: 2 }),
  basis: text({ max: 100, privacy: 2 }),
  country: choice({ from: 'country', privacy: 2 }),
  emigrated: partialDate({ privacy: 2, check: notFutureDate }),
  returned: partialDate({ privacy: 2, check: notFutureDate }),
  householdRegisteredOn: partialDate({ privacy: 2, check: notFutureDate }),
  verifyLevel: choice({ from: 'verify_level', required: true }),
};

export const documentFields = {
  kind: choice({ from: 'document_kind', required: true, privacy: 2 }),
  /** Sensitive; the rule behind the kind is checked with the whole row in `rules.ts`. */
  number: text({ max: 30, required: true, privacy: 3 }),
  validTo: date({ privacy: 2 }),
};

export const contactFields = {
  kind: choice({ from: 'contact_kind', required: true }),
  value: text({ max: 60, required: true, privacy: 2 }),
  owner: choice({ from: 'contact_owner', required: true }),
  okToCall: flag(),
};

export const personFields = {
  nameCn: text({ max: 60, required: true, privacy: 2 }),
  nameForeign: text({ max: 100, privacy: 2 }),
  alias: text({ max: 100, privacy: 2 }),
  sex: choice({ from: 'sex', required: true, privacy: 2 }),
  birth: partialDate({ required: true, privacy: 2, check: notFutureDate }),
  nationality: choice({ from: 'country', required: true, privacy: 2 }),
  nativePlace: text({ max: 60, privacy: 2 }),
  education: choice({ from: 'education', privacy: 2 }),
  occupation: choice({ from: 'occupation', privacy: 2 }),
  employer: text({ max: 100, privacy: 2 }),
  identities: items({ of: identityFields, max: 12, required: true, privacy: 2 }),
  documents: items({ of: documentFields, max: 8, privacy: 3 }),
  contacts: items({ of: contactFields, max: 10, privacy: 2 }),
  phone: code({ max: 30, privacy: 2, check: phone }),
  household: ref({ to: ['household'], privacy: 2 }),
  householdRole: choice({ from: 'rel', privacy: 2 }),
  domicileAddr: text({ max: 150, privacy: 2 }),
  liveAddr: text({ max: 150, privacy: 2 }),
  community: choice({ from: 'community', privacy: 2 }),
  liveCountry: choice({ from: 'country', required: true, privacy: 2 }),
  liveState: choice({ from: 'live_state', required: true, privacy: 2 }),
  segment: choice({ from: 'segment', required: true }),
  liaison: ref({ to: ['user'], required: true }),
  healthNote: longText({ max: 200, privacy: 3 }),
  photoConsent: flag({ widget: 'consentGate', privacy: 2 }),
  photo: photos({ max: 1 }),
  verifiedOn: date({ required: true, merge: 'max', check: notFutureDate }),
  verifyMethod: choice({ from: 'verify_method', required: true, merge: 'max' }),
  lastVisitOn: date({ merge: 'max', widget: 'readonly' }),
  source: choice({ from: 'person_source', required: true }),
  note: longText({ max: 500, privacy: 2 }),
};

export type PersonData = DataOf<typeof personFields>;
