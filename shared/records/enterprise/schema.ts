/** E11 侨企 (domain.md §2.3 C). Revenue and taxes are bands, never exact figures. */
import {
  choice,
  choices,
  code,
  date,
  decimal,
  flag,
  integer,
  ref,
  refs,
  text,
} from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { creditCode, notFutureDate, phone } from '../checks.ts';

export const enterpriseFields = {
  name: text({ max: 120, required: true }),
  /** May be missing for 30 days after registration (待补). */
  uscc: code({ max: 18, check: creditCode }),
  kind: choices({ from: 'ent_kind', required: true }),
  sharePct: decimal({ min: 0, max: 100, unit: { zh: '%', en: '%' } }),
  shareBasis: text({ max: 200 }),
  country: choice({ from: 'country' }),
  legalRep: text({ max: 60, required: true, privacy: 2 }),
  people: refs({ to: ['person'], privacy: 2 }),
  regAddr: text({ max: 150 }),
  bizAddr: text({ max: 150, required: true }),
  community: choice({ from: 'community' }),
  founded: date({ check: notFutureDate }),
  industry: choice({ from: 'industry', required: true }),
  mainProduct: text({ max: 100, required: true }),
  aboveScale: flag(),
  aboveScaleYear: integer({ min: 2000, max: 2100 }),
  highTech: flag(),
  ecommerce: flag(),
  foreignTrade: flag(),
  employees: choice({ from: 'head_count' }),
  contact: text({ max: 60, required: true, privacy: 2 }),
  contactPost: text({ max: 40, privacy: 2 }),
  contactPhone: code({ max: 30, required: true, privacy: 2, check: phone }),
  officer: ref({ to: ['user'] }),
  f4Stage: choice({ from: 'f4_stage' }),
  standing: choice({ from: 'ent_state', required: true }),
  verifiedOn: date({ required: true, merge: 'max', check: notFutureDate }),
  verifyMethod: choice({ from: 'verify_method', required: true, merge: 'max' }),
  lastVisitOn: date({ merge: 'max', widget: 'readonly' }),
  note: text({ max: 300 }),
};

export type EnterpriseData = DataOf<typeof enterpriseFields>;
