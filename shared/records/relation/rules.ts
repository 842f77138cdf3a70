import { comparePartialDates } from '../../calendar/partial-date.ts';
import type { Problem } from '../../fields/field.ts';
import type { Rule } from '../record-type.ts';
import { constitutes } from './kin.ts';
import type { RelationData } from './schema.ts';

/** Which kind of record stands at the other end. */
const otherEnd: Readonly<Record<string, string>> = {
  kin: 'person',
  household: 'household',
  enterprise: 'enterprise',
  org: 'org',
};

const endsFit: Rule<RelationData> = ({ kind, from, to }) => {
  if (kind === undefined || to === undefined) return [];
  if (otherEnd[kind] !== to.type)
    return [{ field: 'to', code: `relation.needs_${kind}`, severity: 'error' }];
  return from?.id === to.id ? [{ field: 'to', code: 'relation.self', severity: 'error' }] : [];
};

const endsInOrder: Rule<RelationData> = ({ since, until, endedReason }) => {
  const found: Problem[] = [];
  if (since !== undefined && until !== undefined && comparePartialDates(since, until) === 'after')
    found.push({ field: 'until', code: 'relation.ends_before', severity: 'error' });
  if ((until === undefined) !== (endedReason === undefined))
    found.push({
      field: until === undefined ? 'until' : 'endedReason',
      code: 'relation.end_whole',
      severity: 'error',
    });
  return found;
};

const countryFits: Rule<RelationData> = (relation) => {
  const { anchorIdentity, country } = relation;
  if (constitutes(relation) === 'no') return [];
  if (country === undefined)
    return [{ field: 'country', code: 'relation.country_needed', severity: 'warning' }];
  const isHongKongOrMacao = country === 'HKG' || country === 'MAC';
  const wrong = country === 'CHN' || (anchorIdentity === 'ga' && !isHongKongOrMacao);
  return wrong ? [{ field: 'country', code: 'relation.country_wrong', severity: 'error' }] : [];
};

/** Long-term support founds something only with the notary's paper (R3). */
const supportIsNotarised: Rule<RelationData> = ({ rel, notarised }) =>
  rel === 'support' && notarised !== true
    ? [{ field: 'notarised', code: 'relation.notarise', severity: 'warning' }]
    : [];

export const relationRules: readonly Rule<RelationData>[] = [
  endsFit,
  endsInOrder,
  countryFits,
  supportIsNotarised,
];
