/** A family with its place in the register: community, address, liaison, how fresh the entry is. */
import { addDays } from '../../calendar/day.ts';
import { chance, pickOne, randomInt } from '../random.ts';
import type { Ref } from '../../fields/kinds.ts';
import type { Family, Member } from './family.ts';
import type { StaffMember } from './staff.ts';
import type { Tools } from './tools.ts';

export interface Home {
  readonly id: string;
  readonly family: Family;
  readonly head: Member;
  readonly community: string;
  readonly addr: string;
  readonly liaison: StaffMember;
  readonly tags: readonly string[];
  /** Not verified for a year or more (18 % of all, a deliberate defect). */
  readonly stale: boolean;
  readonly verifiedOn: string;
  readonly ref: Ref;
}

export interface HomeDeps {
  readonly tools: Tools;
  readonly prefix: string;
  readonly liaisons: readonly StaffMember[];
  readonly hardshipHouseholds: number;
}

/** Gives every family a home; hardship goes to the older 归侨 and 侨眷 families. */
export function placeFamilies(
  { tools, prefix, liaisons, hardshipHouseholds }: HomeDeps,
  families: readonly Family[],
): Home[] {
  const { random, today, identities } = tools;
  const poor = new Set(
    families
      .filter(({ kind }) => kind === 'gq' || kind === 'qj')
      .toSorted((a, b) => hardshipOrder(b) - hardshipOrder(a))
      .slice(0, hardshipHouseholds * 3)
      .filter((_, index) => index % 3 === 0),
  );
  return families.map((family, index) => {
    const head = family.members[0] as Member;
    const liaison = pickOne(random, liaisons);
    const id = `${prefix}-h${String(index + 1).padStart(4, '0')}`;
    const tags = tagsOf(family, head, poor.has(family));
    // Families in need are seen often, so they are never among the stale.
    const stale = !tags.includes('hardship') && chance(random, 0.185);
    return {
      id,
      family,
      head,
      community: liaison.community,
      addr: identities.houseNumber(),
      liaison,
      tags,
      stale,
      verifiedOn: addDays(
        today,
        -(stale ? randomInt(random, 380, 1100) : randomInt(random, 2, 350)),
      ),
      ref: { type: 'household', id, label: `${head.name}户` },
    };
  });
}

function hardshipOrder({ members: [head], members }: Family): number {
  return (head?.age ?? 0) + (members.length === 1 ? 15 : 0);
}

function tagsOf(family: Family, head: Member, poor: boolean): string[] {
  return [
    ...(poor ? ['hardship'] : []),
    ...(family.members.length === 1 && head.age >= 70 ? ['alone'] : []),
    ...(head.age >= 80 ? ['aged'] : []),
    ...(family.kind === 'gq' ? ['key'] : []),
  ];
}
