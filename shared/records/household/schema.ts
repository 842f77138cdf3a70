/** E09 涉侨户 (domain.md §2.3 B). Members are the persons who name this household; one fact lives in one place. */
import { choice, choices, date, longText, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFutureDate } from '../checks.ts';

export const householdFields = {
  /** 户名, e.g. 虞菊兰户. */
  name: text({ max: 70, required: true, privacy: 2 }),
  head: ref({ to: ['person'], required: true, privacy: 2 }),
  kind: choice({ from: 'household_kind', required: true }),
  addr: text({ max: 150, required: true, privacy: 2 }),
  houseNo: text({ max: 40, privacy: 2 }),
  community: choice({ from: 'community', required: true, privacy: 2 }),
  fileNo: text({ max: 40 }),
  liaison: ref({ to: ['user'], required: true }),
  tags: choices({ from: 'household_tag' }),
  standing: choice({ from: 'household_state', required: true }),
  /** Both asked by the form; a household out of a roster has neither until somebody was there. */
  verifiedOn: date({ merge: 'max', check: notFutureDate }),
  verifyMethod: choice({ from: 'verify_method', merge: 'max' }),
  source: choice({ from: 'person_source' }),
  lastVisitOn: date({ merge: 'max', widget: 'readonly' }),
  note: longText({ max: 500, privacy: 2 }),
};

export type HouseholdData = DataOf<typeof householdFields>;
