/** What cannot be true together among the relations of two people (domain.md V11, E08). Pure; certain contradictions stop, doubts warn. */
import { ageAt, comparePartialDates } from '../../calendar/partial-date.ts';
import type { Problem } from '../../fields/field.ts';
import { generationsAbove, inverseOf, isInForce, sexOfWord, type Sex } from './kin.ts';
import type { RelationData } from './schema.ts';

/** What is known of somebody at one end. */
export interface Known {
  readonly sex?: string | undefined;
  readonly birth?: string | undefined;
}

export interface Surroundings {
  readonly known: (personId: string) => Known | undefined;
  /** Other relations of either end, this one not among them. */
  readonly others: readonly RelationData[];
}

/** Years between parent and child below which somebody has surely mistaken something, and below which one should look again. */
const parentAge = 12;

/** Problems at the fields of the relation, in no particular order. */
export function contradictions(
  relation: Partial<RelationData>,
  { known, others }: Surroundings,
): readonly Problem[] {
  const { kind, from, to, rel } = relation;
  if (from === undefined || to === undefined) return [];
  if (!isInForce(relation)) return [];
  const present = others.filter(isInForce);
  if (present.some((other) => sameTie(other, relation)))
    return [{ field: 'to', code: 'relation.twice', severity: 'error' }];
  if (kind !== 'kin' || rel === undefined || to.type !== 'person') return [];
  const here = known(from.id);
  const there = known(to.id);
  return [
    ...sexFits(rel, here),
    ...agesFit(rel, here, there),
    ...onlyOne(rel, from.id, to.id, present, known),
  ];
}

/** The same two people, whichever way round it was written; with one enterprise somebody may have several roles. */
function sameTie(a: RelationData, b: Partial<RelationData>): boolean {
  if (a.kind !== b.kind) return false;
  const straight = a.from.id === b.from?.id && a.to.id === b.to?.id;
  if (a.kind === 'kin') return straight || (a.from.id === b.to?.id && a.to.id === b.from?.id);
  return straight && a.role === b.role;
}

function sexFits(rel: string, here: Known | undefined): readonly Problem[] {
  const wanted = sexOfWord(rel);
  const sex = here?.sex;
  return wanted !== '9' && (sex === '1' || sex === '2') && sex !== wanted
    ? [{ field: 'rel', code: 'relation.sex', severity: 'error' }]
    : [];
}

function agesFit(
  rel: string,
  here: Known | undefined,
  there: Known | undefined,
): readonly Problem[] {
  const above = generationsAbove(rel);
  if (here?.birth === undefined || there?.birth === undefined || above === null) return [];
  const [elder, younger] = above >= 0 ? [here.birth, there.birth] : [there.birth, here.birth];
  if (above === 0) {
    const order = comparePartialDates(here.birth, there.birth);
    const wrong =
      (rel.startsWith('elder_') && order === 'after') ||
      (rel.startsWith('younger_') && order === 'before');
    return wrong ? [{ field: 'rel', code: 'relation.siblings_age', severity: 'error' }] : [];
  }
  if (rel === 'daughter_in_law' || rel === 'son_in_law') return [];
  if (comparePartialDates(elder, younger) === 'after')
    return [{ field: 'rel', code: 'relation.older', severity: 'error' }];
  // The younger one's birth in full years of the elder; a partial date gives a range.
  const age = ageAt(elder, lastDayOf(younger));
  return age !== null && age.max < parentAge * Math.abs(above)
    ? [
        {
          field: 'rel',
          code: 'relation.too_young',
          severity: 'warning',
          params: { years: age.max },
        },
      ]
    : [];
}

/** One father, one mother, one spouse at a time. */
function onlyOne(
  rel: string,
  from: string,
  to: string,
  others: readonly RelationData[],
  known: (id: string) => Known | undefined,
): readonly Problem[] {
  const read = (end: string) => callings(end, others, known);
  if (rel === 'spouse' && (read(from).has('spouse') || read(to).has('spouse')))
    return [{ field: 'rel', code: 'relation.second_spouse', severity: 'error' }];
  if ((rel === 'father' || rel === 'mother') && read(to).has(rel))
    return [{ field: 'rel', code: 'relation.second_parent', severity: 'error' }];
  const mine = inverseOf(rel, sexOf(known(to)));
  if ((mine === 'father' || mine === 'mother') && read(from).has(mine))
    return [{ field: 'rel', code: 'relation.second_parent', severity: 'error' }];
  return [];
}

/** Who stands around somebody: the words by which the others are called, read from that end. */
export function callings(
  id: string,
  relations: readonly RelationData[],
  known: (id: string) => Known | undefined,
): ReadonlySet<string> {
  return new Set(
    relations.flatMap((relation) => {
      const { kind, rel, from, to } = relation;
      if (kind !== 'kin' || rel === undefined) return [];
      if (to.id === id) return [rel];
      return from.id === id ? [inverseOf(rel, sexOf(known(to.id)))] : [];
    }),
  );
}

function sexOf(known: Known | undefined): Sex {
  return known?.sex === '1' || known?.sex === '2' ? known.sex : '9';
}

function lastDayOf(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  return date.length === 7 ? `${date}-28` : date;
}
