import type { Rule } from '../record-type.ts';
import type { HouseholdData } from './schema.ts';

/** A closed household is not visited as a hardship household any more. */
const closedHasNoTags: Rule<HouseholdData> = (household) =>
  household.standing === 'closed' && (household.tags ?? []).length > 0
    ? [{ field: 'tags', code: 'household.closed_tags', severity: 'warning' }]
    : [];

export const householdRules: readonly Rule<HouseholdData>[] = [closedHasNoTags];
