/** Families as the register knows them: people who live here, and the relatives abroad through whom they are 侨眷. */
import { randomInt, pickOne, pickWeighted, chance } from '../random.ts';
import { surnameOf } from '../../text/compound-surnames.ts';
import type { Sex, Tools } from './tools.ts';
import type { StreetIdentity } from './street-spec.ts';

export type FamilyKind = 'gq' | 'qj' | 'gaj' | 'lx';

/** Dictionary `rel`, as far as the generator uses it. */
export type FamilyRole =
  | 'head'
  | 'spouse'
  | 'father'
  | 'mother'
  | 'son'
  | 'daughter'
  | 'grandchild'
  | 'elder_brother'
  | 'younger_brother'
  | 'elder_sister'
  | 'younger_sister';

export interface Member {
  name: string;
  readonly sex: Sex;
  readonly age: number;
  birth: string;
  readonly identity: StreetIdentity;
  readonly role: FamilyRole;
}

export interface Family {
  readonly kind: FamilyKind;
  /** The head is first. */
  readonly members: Member[];
  readonly abroad: Member[];
}

/** A family whose head is `headAge`; the members after the head come in a plausible order of kinship. */
export function makeFamily(
  tools: Tools,
  kind: FamilyKind,
  headAge: number,
  identities: readonly StreetIdentity[],
): Family {
  const [own = 'qj', ...rest] = identities;
  const sex: Sex = chance(tools.random, 0.6) ? '1' : '2';
  const head = newMember(tools, { sex, age: headAge, identity: own, role: 'head', surname: null });
  const family: Family = { kind, members: [head], abroad: [] };
  for (const identity of rest) family.members.push(relativeAtHome(tools, family, identity));
  return family;
}

/** Adds a relative who lives abroad; students are children of the house, others children, brothers or sisters of the head. */
export function addAbroad(tools: Tools, family: Family, identity: StreetIdentity): Member {
  const head = family.members[0] as Member;
  const student = identity === 'lx';
  const asChild = student || (head.age >= 48 && chance(tools.random, 0.6));
  const age = asChild
    ? randomInt(
        tools.random,
        student ? Math.max(17, head.age - 36) : Math.max(22, head.age - 34),
        student ? Math.min(30, head.age - 22) : Math.max(22, head.age - 22),
      )
    : Math.min(95, Math.max(20, head.age + randomInt(tools.random, -9, 9)));
  const sex: Sex = chance(tools.random, 0.5) ? '1' : '2';
  const role = asChild ? childRole(sex) : siblingRole(sex, age >= head.age);
  const surname = asChild ? familySurname(family) : surnameOf(head.name);
  const member = newMember(tools, { sex, age, identity, role, surname });
  family.abroad.push(member);
  return member;
}

/** Children carry the father's name. */
export function familySurname(family: Family): string {
  const [head, ...others] = family.members as [Member, ...Member[]];
  const husband = head.sex === '2' ? others.find(({ role }) => role === 'spouse') : undefined;
  return surnameOf((husband ?? head).name);
}

/** A child who studied abroad and is back at home. */
export function addReturnedChild(tools: Tools, family: Family): void {
  const head = family.members[0] as Member;
  const age = randomInt(
    tools.random,
    Math.max(24, head.age - 34),
    Math.max(24, Math.min(45, head.age - 24)),
  );
  const sex: Sex = chance(tools.random, 0.5) ? '1' : '2';
  family.members.push(
    newMember(tools, {
      sex,
      age,
      identity: 'hg',
      role: childRole(sex),
      surname: familySurname(family),
    }),
  );
}

function relativeAtHome(tools: Tools, family: Family, identity: StreetIdentity): Member {
  const head = family.members[0] as Member;
  const has = (role: FamilyRole) => family.members.some((member) => member.role === role);
  const returnee = identity === 'hg';
  if (!has('spouse') && (returnee || chance(tools.random, 0.8))) {
    const age = Math.max(
      returnee ? 24 : 22,
      Math.min(returnee ? 45 : 95, head.age + randomInt(tools.random, -5, 5)),
    );
    return newMember(tools, {
      sex: head.sex === '1' ? '2' : '1',
      age,
      identity,
      role: 'spouse',
      surname: null,
    });
  }
  const roles: FamilyRole[] = [];
  if (head.age >= 36) roles.push('son', 'daughter');
  if (head.age >= 58) roles.push('grandchild');
  if (head.age <= 66 && !has('father')) roles.push('father');
  if (head.age <= 68 && !has('mother')) roles.push('mother');
  const role = roles.length === 0 ? 'younger_sister' : pickOne(tools.random, roles);
  const [low, high] = ageGap(role);
  const age = Math.max(3, Math.min(98, head.age + randomInt(tools.random, low, high)));
  const sex: Sex =
    role === 'son' || role === 'father'
      ? '1'
      : role === 'grandchild'
        ? pickWeighted(tools.random, { '1': 1, '2': 1 })
        : '2';
  const surname =
    role === 'mother'
      ? null
      : role === 'father' || role === 'younger_sister'
        ? surnameOf(head.name)
        : familySurname(family);
  return newMember(tools, { sex, age, identity, role, surname });
}

function ageGap(role: FamilyRole): readonly [number, number] {
  if (role === 'father' || role === 'mother') return [22, 30];
  if (role === 'grandchild') return [-60, -50];
  return role === 'younger_sister' ? [-6, -1] : [-32, -23];
}

function childRole(sex: Sex): FamilyRole {
  return sex === '1' ? 'son' : 'daughter';
}

function siblingRole(sex: Sex, elder: boolean): FamilyRole {
  if (sex === '1') return elder ? 'elder_brother' : 'younger_brother';
  return elder ? 'elder_sister' : 'younger_sister';
}

function newMember(
  tools: Tools,
  facts: Pick<Member, 'sex' | 'age' | 'identity' | 'role'> & { surname: string | null },
): Member {
  const { surname, ...person } = facts;
  const birth = tools.birthAt(person.age);
  const birthYear = Number(birth.slice(0, 4));
  const name =
    surname === null
      ? tools.identities.name({ sex: person.sex, birthYear })
      : tools.namedAfter(surname, { sex: person.sex, birthYear });
  return { ...person, name, birth };
}
