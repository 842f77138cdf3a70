/** E04 人员 with its identities (E05), documents (E06), contacts (E07), consents (E75) as dated rows and its life abroad (E10), domain.md §2.3 B, N. */
import {
  choice,
  choices,
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

/** The app records basis, evidence and level of verification; it never certifies anybody's status (D4). An identity ends, it is not overwritten. */
export const identityFields = {
  identity: choice({ from: 'identity', required: true, privacy: 2 }),
  clause: choice({ from: 'identity_clause', privacy: 2 }),
  country: choice({ from: 'country', privacy: 2 }),
  verifyLevel: choice({ from: 'verify_level', required: true }),
  emigrated: partialDate({ privacy: 2, check: notFutureDate }),
  settledAbroad: partialDate({ privacy: 2, check: notFutureDate }),
  residenceKind: choice({ from: 'residence_kind', privacy: 2 }),
  returned: partialDate({ privacy: 2, check: notFutureDate }),
  householdRegisteredOn: partialDate({ privacy: 2, check: notFutureDate }),
  evidence: choices({ from: 'identity_evidence', privacy: 2 }),
  basis: text({ max: 100, privacy: 2 }),
  certNo: text({ max: 60, privacy: 2 }),
  certDate: date({ privacy: 2, check: notFutureDate }),
  certValidTo: date({ privacy: 2 }),
  since: partialDate({ privacy: 2, check: notFutureDate }),
  until: partialDate({ privacy: 2, check: notFutureDate }),
  endedReason: choice({ from: 'identity_end', privacy: 2 }),
};

export const documentFields = {
  kind: choice({ from: 'document_kind', required: true, privacy: 2 }),
  /** Sensitive; the rule behind the kind is checked with the whole row in `rules.ts`. */
  number: text({ max: 30, required: true, privacy: 3 }),
  validTo: date({ privacy: 2 }),
  /** 已核验: the original was seen; no picture of it is kept. */
  checked: flag(),
};

export const contactFields = {
  kind: choice({ from: 'contact_kind', required: true }),
  value: text({ max: 60, required: true, privacy: 2 }),
  owner: choice({ from: 'contact_owner', required: true }),
  primary: flag(),
  okToCall: flag(),
};

/** One consent: for what, how it was given, until when (PIPL arts. 13, 29, 31). */
export const consentFields = {
  purpose: choice({ from: 'consent_purpose', required: true }),
  /** Separate consent, asked on its own for sensitive data. */
  separate: flag(),
  way: choice({ from: 'consent_way', required: true }),
  givenOn: date({ required: true, check: notFutureDate }),
  expiresOn: date(),
  withdrawnOn: date({ check: notFutureDate }),
  /** Two officers who heard a spoken consent. */
  witnesses: text({ max: 60, privacy: 2 }),
  /** Who consented for somebody under 14. */
  guardian: text({ max: 60, privacy: 2 }),
};

export const personFields = {
  nameCn: text({ max: 60, required: true, privacy: 2 }),
  nameForeign: text({ max: 100, privacy: 2 }),
  alias: text({ max: 100, privacy: 2 }),
  /** 简档: a relative abroad of whom only name, country and kinship are kept (data minimisation). */
  thin: flag(),
  sex: choice({ from: 'sex', privacy: 2 }),
  birth: partialDate({ privacy: 2, check: notFutureDate }),
  nationality: choice({ from: 'country', privacy: 2 }),
  nativePlace: text({ max: 60, privacy: 2 }),
  birthPlace: text({ max: 60, privacy: 2 }),
  education: choice({ from: 'education', privacy: 2 }),
  degreeCountry: choice({ from: 'country', privacy: 2 }),
  occupation: choice({ from: 'occupation', privacy: 2 }),
  employer: text({ max: 100, privacy: 2 }),
  socialPosts: text({ max: 100, privacy: 2 }),
  identities: items({
    of: identityFields,
    max: 12,
    privacy: 2,
    widget: 'itemCards',
    rowKey: ['identity', 'country'],
  }),
  /** Known from the nearest relative abroad; decides 老侨/新侨 where the person never emigrated (D6). */
  kinEmigrated: partialDate({ privacy: 2, check: notFutureDate }),
  documents: items({ of: documentFields, max: 8, privacy: 3, rowKey: ['kind', 'number'] }),
  contacts: items({ of: contactFields, max: 10, privacy: 2, rowKey: ['kind', 'value'] }),
  phone: code({ max: 30, privacy: 2, check: phone }),
  household: ref({ to: ['household'], privacy: 2 }),
  householdRole: choice({ from: 'rel', privacy: 2 }),
  domicileAddr: text({ max: 150, privacy: 2 }),
  liveAddr: text({ max: 150, privacy: 2 }),
  community: choice({ from: 'community', privacy: 2 }),
  liveCountry: choice({ from: 'country', required: true, privacy: 2 }),
  liveState: choice({ from: 'live_state', required: true, privacy: 2 }),
  abroadCity: text({ max: 60, privacy: 2 }),
  abroadPosts: text({ max: 120, privacy: 2 }),
  abroadField: text({ max: 80, privacy: 2 }),
  willing: choices({ from: 'willing_to', privacy: 2 }),
  lastContactOn: date({ merge: 'max', privacy: 2, check: notFutureDate }),
  /** 国内联系人. */
  contactVia: ref({ to: ['person'], privacy: 2 }),
  segment: choice({ from: 'segment' }),
  liaison: ref({ to: ['user'] }),
  healthNote: longText({ max: 200, privacy: 3 }),
  photoConsent: flag({ widget: 'consentGate', privacy: 2 }),
  photo: photos({ max: 1 }),
  /** 告知书: which version was read out, and when. */
  noticeVersion: text({ max: 20 }),
  noticeOn: date({ check: notFutureDate }),
  lawfulBasis: choice({ from: 'lawful_basis' }),
  consents: items({ of: consentFields, max: 20, privacy: 2, rowKey: ['purpose', 'givenOn'] }),
  /** 停止除存储外的处理 (PIPL art. 47): set by a privacy request, never by hand. */
  stopped: flag({ widget: 'readonly' }),
  verifiedOn: date({ merge: 'max', check: notFutureDate }),
  verifyMethod: choice({ from: 'verify_method', merge: 'max' }),
  lastVisitOn: date({ merge: 'max', widget: 'readonly' }),
  source: choice({ from: 'person_source' }),
  note: longText({ max: 500, privacy: 2 }),
};

/** What every person has who is not a 简档. */
export const wholeRecordFields = [
  'sex',
  'birth',
  'nationality',
  'identities',
  'segment',
  'liaison',
  'verifiedOn',
  'verifyMethod',
  'source',
] as const;

export type PersonData = DataOf<typeof personFields>;
