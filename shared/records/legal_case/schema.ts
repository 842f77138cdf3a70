/**
 * E31 维权/法律咨询 (domain.md §2.3 H). Always confidential: the desk, its lead and the assigned lawyer; everybody else sees statistics
 * (`legal_stat`). Facts and the opinion are sensitive.
 */
import {
  choice,
  code,
  date,
  flag,
  integer,
  items,
  longText,
  money,
  ref,
  text,
} from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFutureDate, phone } from '../checks.ts';

export const trackFields = {
  on: date({ required: true, check: notFutureDate }),
  text: text({ max: 300, required: true, privacy: 2 }),
};

export const legalCaseFields = {
  client: ref({ to: ['enterprise', 'person', 'household'], required: true, privacy: 2 }),
  /** Missing only in what a visit's need became; the intake asks for them. */
  contact: text({ max: 60, privacy: 2 }),
  phone: code({ max: 30, privacy: 2, check: phone }),
  desk: choice({ from: 'legal_desk', required: true }),
  session: ref({ to: ['clinic_session'] }),
  origin: ref({ to: ['visit', 'service_contact', 'online_request'], widget: 'readonlyRef' }),
  category: choice({ from: 'legal_cat', required: true }),
  demand: text({ max: 200, required: true, privacy: 2 }),
  facts: longText({ max: 2000, privacy: 3 }),
  amount: money({}),
  urgency: choice({ from: 'urgency', required: true }),
  /** Separate consent and the confidentiality notice, both before facts are written down. */
  consent: flag(),
  noticed: flag(),
  opponent: text({ max: 100, privacy: 2 }),
  limitationOn: date(),
  limitationBasis: text({ max: 60 }),
  lawyer: ref({ to: ['user'] }),
  resource: ref({ to: ['legal_resource'] }),
  conflictNote: text({ max: 200, privacy: 2 }),
  opinionKind: choice({ from: 'opinion_kind' }),
  opinion: longText({ max: 3000, privacy: 3 }),
  risks: longText({ max: 1000, privacy: 3 }),
  opinionOn: date({ widget: 'readonly' }),
  opinionDue: date({ widget: 'readonly' }),
  clientAgrees: flag(),
  referral: choice({ from: 'legal_referral' }),
  referralTo: text({ max: 80 }),
  referralContact: text({ max: 60, privacy: 2 }),
  referralNo: text({ max: 40 }),
  referralOn: date({ widget: 'readonly' }),
  handover: longText({ max: 1000, privacy: 2 }),
  nextCheckOn: date(),
  tracks: items({ of: trackFields, max: 60, privacy: 2 }),
  result: choice({ from: 'legal_result' }),
  recovered: money({}),
  satisfaction: integer({ min: 1, max: 5, widget: 'rating' }),
  whereTo: text({ max: 100 }),
};

export type LegalCaseData = DataOf<typeof legalCaseFields>;
