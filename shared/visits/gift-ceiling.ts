/** What one visit may give (domain.md §2.3 E17 gift ceiling), in 分, and when a visit gives more. Pure. */
import { parameterOf, type ParameterKey } from '../parameters/parameters.ts';
import type { VisitData } from '../records/visit/schema.ts';
import { visitClasses, type VisitClass } from './visit-class.ts';

interface Terms {
  readonly parameter?: (key: ParameterKey) => number;
}

/** The fact that says which class the subject is of: its place in `visitClasses`. */
export const classFact = 'visit_class';

export function giftCeilingOf(visitClass: VisitClass, terms: Terms = {}): number {
  return parameterOf(terms, `gift_ceiling_${visitClass}`);
}

/** Where nobody has looked the class up (the district), or there is none (an organisation), only what no class may have is too much. */
export function giftCeiling(
  terms: Terms & { readonly facts?: Readonly<Record<string, number>> },
): number {
  const known = visitClasses[terms.facts?.[classFact] ?? -1];
  return known === undefined
    ? Math.max(...visitClasses.map((each) => giftCeilingOf(each, terms)))
    : giftCeilingOf(known, terms);
}

export function giftSum({ gifts = [] }: Pick<Partial<VisitData>, 'gifts'>): number {
  return gifts.reduce((sum, { amount }) => sum + amount, 0);
}
