/** E17b 走访计划 (domain.md §2.3 E): one subject, a window of days, and who goes. */
import { choice, date, ref, refs, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';

export const visitPlanFields = {
  subject: ref({ to: ['household', 'person', 'enterprise'], required: true, privacy: 2 }),
  /** Which rule asked for it: the strictest class of whoever lives behind that door. */
  visitClass: choice({ from: 'visit_class', required: true }),
  source: choice({ from: 'plan_source', required: true }),
  campaign: ref({ to: ['campaign'] }),
  dueFrom: date({ required: true }),
  dueTo: date({ required: true }),
  visitors: refs({ to: ['user'], max: 10 }),
  /** The visit that met the subject; filled by its submission. */
  visit: ref({ to: ['visit'], widget: 'readonlyRef' }),
  visitedOn: date({ widget: 'readonly' }),
  /** One run of the generator, so that it can be taken back as a whole. */
  batch: text({ max: 60, widget: 'readonly' }),
  note: text({ max: 200 }),
};

export type VisitPlanData = DataOf<typeof visitPlanFields>;
