/**
 * E08 关系, E12 enterprise ↔ person: how one person belongs to another person, a household, an enterprise or an organisation.
 * `rel` says what this person is to the other, as the dictionary of domain.md §2.2 lists them (儿媳 of the one abroad, not 公婆 of
 * the one at home): from 虞菊兰, rel 母, to 虞志远 reads "虞菊兰 is his mother".
 * Country, identity and emigration of the relative are written here as the family tells them: whoever keeps the relation need not be
 * able to see the relative's own record, and what a relation founds stays a matter of this record alone (decision 028).
 */
import { choice, decimal, flag, longText, partialDate, ref } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFutureDate } from '../checks.ts';

export const relationFields = {
  kind: choice({ from: 'relation_kind', required: true }),
  from: ref({ to: ['person'], required: true, privacy: 2 }),
  to: ref({ to: ['person', 'household', 'enterprise', 'org'], required: true, privacy: 2 }),
  rel: choice({ from: 'rel', privacy: 2 }),
  role: choice({ from: 'relation_role' }),
  sharePct: decimal({ min: 0, max: 100, unit: { zh: '%', en: '%' } }),
  anchorIdentity: choice({ from: 'identity', privacy: 2 }),
  country: choice({ from: 'country', privacy: 2 }),
  emigrated: partialDate({ privacy: 2, check: notFutureDate }),
  notarised: flag(),
  contactFrequency: choice({ from: 'contact_frequency', privacy: 2 }),
  since: partialDate({ check: notFutureDate }),
  until: partialDate({ check: notFutureDate }),
  endedReason: choice({ from: 'relation_end' }),
  note: longText({ max: 300, privacy: 2 }),
};

export type RelationData = DataOf<typeof relationFields>;
