/** Kinship as words that read from both ends, and what it founds (domain.md §2.2, R2). Pure. */
import type { RelationData } from './schema.ts';

export type Sex = '1' | '2' | '9';

/** Generations that whoever is called so stands above (+) or below (−) the other. */
const generations: Readonly<Record<string, number>> = {
  spouse: 0,
  father: 1,
  mother: 1,
  son: -1,
  daughter: -1,
  daughter_in_law: -1,
  son_in_law: -1,
  elder_brother: 0,
  younger_brother: 0,
  elder_sister: 0,
  younger_sister: 0,
  grandfather: 2,
  grandmother: 2,
  maternal_grandfather: 2,
  maternal_grandmother: 2,
  grandchild: -2,
  maternal_grandchild: -2,
  parent: 1,
  child: -1,
  sibling: 0,
  grandparent: 2,
  maternal_grandparent: 2,
  parent_in_law: 1,
};

const sexes: Readonly<Record<string, Sex>> = {
  father: '1',
  son: '1',
  son_in_law: '1',
  elder_brother: '1',
  younger_brother: '1',
  grandfather: '1',
  maternal_grandfather: '1',
  mother: '2',
  daughter: '2',
  daughter_in_law: '2',
  elder_sister: '2',
  younger_sister: '2',
  grandmother: '2',
  maternal_grandmother: '2',
};

export function generationsAbove(word: string): number | null {
  return generations[word] ?? null;
}

/** The sex of whoever is called so; '9': any. */
export function sexOfWord(word: string): Sex {
  return sexes[word] ?? '9';
}

/** What the other is to this person when this person is the other's `rel`: dictionary `kin_word`. */
export function inverseOf(rel: string, sexOfOther: Sex): string {
  const bySex = (male: string, female: string, unknown: string) =>
    sexOfOther === '1' ? male : sexOfOther === '2' ? female : unknown;
  switch (rel) {
    case 'father':
    case 'mother':
    case 'parent':
      return bySex('son', 'daughter', 'child');
    case 'son':
    case 'daughter':
    case 'child':
      return bySex('father', 'mother', 'parent');
    case 'elder_brother':
    case 'elder_sister':
      return bySex('younger_brother', 'younger_sister', 'sibling');
    case 'younger_brother':
    case 'younger_sister':
      return bySex('elder_brother', 'elder_sister', 'sibling');
    case 'sibling':
      return 'sibling';
    case 'grandfather':
    case 'grandmother':
    case 'grandparent':
      return 'grandchild';
    case 'maternal_grandfather':
    case 'maternal_grandmother':
    case 'maternal_grandparent':
      return 'maternal_grandchild';
    case 'grandchild':
      return bySex('grandfather', 'grandmother', 'grandparent');
    case 'maternal_grandchild':
      return bySex('maternal_grandfather', 'maternal_grandmother', 'maternal_grandparent');
    case 'daughter_in_law':
    case 'son_in_law':
      return 'parent_in_law';
    case 'parent_in_law':
      return bySex('son_in_law', 'daughter_in_law', 'child');
    default:
      return rel;
  }
}

/** A divorce, the end of support and a mistake end what a relation founds; a death does not (domain.md §2.2). */
const ending: ReadonlySet<string> = new Set(['divorced', 'support_ended', 'mistake']);

/** Whether the relation holds today: not ended, or ended by a death that leaves it standing. */
export function isInForce(relation: Pick<Partial<RelationData>, 'until' | 'endedReason'>): boolean {
  return relation.until === undefined || relation.endedReason === 'died';
}

/** The words that make a 侨眷; `support` only when notarised, `other` and the head's own entry never. */
const founding: ReadonlySet<string> = new Set(
  Object.keys(generations).filter((word) => word !== 'parent_in_law'),
);
const founds: Readonly<Record<string, string>> = {
  hq: 'qj',
  gq: 'qj',
  whr: 'whj',
  hyi: 'whj',
  ga: 'gaj',
  lx: 'lxj',
};

/** What `from` is by this relation: qj, whj, gaj, lxj or no (dictionary `constitutes`). Children's spouses count, parents-in-law do not. */
export function constitutes(relation: Partial<RelationData>): 'qj' | 'whj' | 'gaj' | 'lxj' | 'no' {
  const { kind, rel, anchorIdentity, notarised, endedReason } = relation;
  if (kind !== 'kin' || rel === undefined || anchorIdentity === undefined) return 'no';
  if (endedReason !== undefined && ending.has(endedReason)) return 'no';
  const isKin = founding.has(rel) || (rel === 'support' && notarised === true);
  return isKin ? ((founds[anchorIdentity] ?? 'no') as 'qj') : 'no';
}

/** Counts for 关系清: it founds something and names the country (domain.md §4.1 GX). */
export function qualifies(relation: Partial<RelationData>): boolean {
  return constitutes(relation) !== 'no' && relation.country !== undefined;
}
