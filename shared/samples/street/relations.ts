/** Who belongs to whom: the relatives abroad through whom the families of the street are what they are, and who runs its enterprises. */
import type { PersonData } from '../../records/person/schema.ts';
import { qualifies } from '../../records/relation/kin.ts';
import type { RelationData } from '../../records/relation/schema.ts';
import type { EnterpriseEntry } from './enterprises.ts';
import { familySurname, type FamilyRole, type Member } from './family.ts';
import { chance } from '../random.ts';
import { countryFor } from './identity-row.ts';
import type { Home } from './home.ts';
import { memberId, personRef } from './people.ts';
import { instantOf, type Recorder } from './recorder.ts';
import type { RecordDeps } from './record-street.ts';
import type { StreetIdentity } from './street-spec.ts';

/** Generations above the head. */
const level: Readonly<Record<FamilyRole, number>> = {
  head: 0,
  spouse: 0,
  father: 1,
  mother: 1,
  son: -1,
  daughter: -1,
  grandchild: -2,
  elder_brother: 0,
  younger_brother: 0,
  elder_sister: 0,
  younger_sister: 0,
};
/** One of these many relations is missing, a deliberate defect (domain.md §5.3). */
const everyMissing = 11;

/** Every relative at home with the nearest relative abroad, or with the 归侨 of the house. */
export function recordRelations(deps: RecordDeps, homes: readonly Home[]): void {
  let running = 0;
  for (const home of homes) {
    const { members, abroad } = home.family;
    const returnee = members.findIndex(({ identity }) => identity === 'gq');
    const known = abroad[0] ?? members[returnee];
    if (known === undefined && !isRelative(home.head)) continue;
    const anchor = known ?? putThinRelative(deps, home);
    const anchorAt = known === undefined || abroad.length > 0 ? members.length : returnee;
    members.forEach((member, index) => {
      if (index === anchorAt || !isRelative(member)) return;
      running += 1;
      if (running % everyMissing === 0) return;
      const data = kinship(deps, home, member, index, anchor, anchorAt);
      putRelation(deps, home, {
        id: `${home.id}-r${index + 1}`,
        data,
      });
      if (qualifies(data)) tellPerson(deps.recorder, data);
    });
  }
}

/** Founders as shareholders; their enterprises name them already, the relation says in which role. */
export function recordOwners(
  deps: RecordDeps,
  homes: readonly Home[],
  enterprises: readonly EnterpriseEntry[],
): void {
  const homeOf = new Map(
    homes.flatMap((home) =>
      home.family.members.map((_member, index) => [memberId(home.id, index), home] as const),
    ),
  );
  for (const { id, data } of enterprises) {
    const [owner] = data.people ?? [];
    const home = homeOf.get(owner?.id ?? '');
    if (owner === undefined || home === undefined) continue;
    putRelation(deps, home, {
      id: `${id}-r1`,
      data: {
        kind: 'enterprise',
        from: owner,
        to: { type: 'enterprise', id, label: data.name },
        role: data.legalRep === owner.label ? 'legal' : 'shareholder',
        ...(data.founded === undefined ? {} : { since: data.founded.slice(0, 7) }),
      },
    });
  }
}

function kinship(
  { recorder }: RecordDeps,
  home: Home,
  member: Member,
  index: number,
  anchor: Member,
  anchorAt: number,
): RelationData {
  const { country, emigrated } = factsOf(recorder, memberId(home.id, anchorAt));
  return {
    kind: 'kin',
    from: personRef(memberId(home.id, index), member),
    to: personRef(memberId(home.id, anchorAt), anchor),
    rel: relationWord(member, anchor),
    anchorIdentity: anchor.identity,
    ...(country === undefined ? {} : { country }),
    ...(emigrated === undefined ? {} : { emigrated }),
    contactFrequency: ['often', 'sometimes', 'seldom'][index % 3] ?? 'often',
  };
}

/** Country and emigration as they stand in the relative's own record. */
function factsOf(
  recorder: Recorder,
  id: string,
): { readonly country?: string | undefined; readonly emigrated?: string | undefined } {
  const person = recorder.records.find((each) => each.id === id)?.data as
    | Partial<PersonData>
    | undefined;
  const identity = person?.identities?.[0];
  return { country: identity?.country, emigrated: identity?.emigrated };
}

const throughWhom: Readonly<Record<string, StreetIdentity>> = { gaj: 'ga', lxj: 'lx' };

/** Of whom nothing is kept but name, sex and country: a child of the head, or a brother or sister where the head is young. */
function putThinRelative(deps: RecordDeps, home: Home): Member {
  const { tools, recorder } = deps;
  const { head } = home;
  const identity = throughWhom[head.identity] ?? 'hq';
  const sex = chance(tools.random, 0.5) ? '1' : '2';
  const asChild = identity === 'lx' || head.age >= 50;
  const age = asChild ? Math.max(18, head.age - 28) : head.age + 2;
  const anchor: Member = {
    name: tools.namedAfter(familySurname(home.family), {
      sex,
      birthYear: Number(tools.today.slice(0, 4)) - age,
    }),
    sex,
    age,
    birth: tools.birthAt(age),
    identity,
    role: asChild
      ? sex === '1'
        ? 'son'
        : 'daughter'
      : sex === '1'
        ? 'elder_brother'
        : 'elder_sister',
  };
  const country = countryFor(tools.random, identity) ?? 'USA';
  const data: PersonData = {
    nameCn: anchor.name,
    thin: true,
    sex,
    identities: [
      {
        id: 'i1',
        identity,
        country,
        verifyLevel: 'self',
        ...(identity === 'ga' ? {} : { emigrated: String(leftIn(anchor, tools.today)) }),
      },
    ],
    liveCountry: country,
    liveState: 'abroad',
    community: home.community,
  };
  recorder.put({
    id: memberId(home.id, home.family.members.length),
    type: 'person',
    data,
    community: home.community,
    state: 'active',
    history: [
      { at: instantOf(home.verifiedOn, 16, 10), by: home.liaison, facts: { to: 'active' } },
    ],
  });
  return anchor;
}

function leftIn({ age, identity }: Member, today: string): number {
  const year = Number(today.slice(0, 4));
  return identity === 'lx' ? year - 2 : year - age + Math.min(26, age - 2);
}

/** What the member is to the anchor; both roles are towards the head. */
function relationWord(member: Member, anchor: Member): string {
  const above = level[member.role] - level[anchor.role];
  const male = member.sex === '1';
  const blood = (role: FamilyRole) => role !== 'spouse';
  if (above === 0) {
    if (member.role === 'head' && anchor.role === 'spouse') return 'spouse';
    if (member.role === 'spouse' && anchor.role === 'head') return 'spouse';
    if (!blood(member.role) || !blood(anchor.role)) return 'other';
    const elder = member.birth < anchor.birth;
    if (male) return elder ? 'elder_brother' : 'younger_brother';
    return elder ? 'elder_sister' : 'younger_sister';
  }
  const headLine = (role: FamilyRole) => role === 'head' || role === 'spouse';
  if (above === 1)
    return headLine(member.role) || level[member.role] === 1
      ? male
        ? 'father'
        : 'mother'
      : 'other';
  if (above === -1)
    return headLine(anchor.role) || level[anchor.role] === 1
      ? male
        ? 'son'
        : 'daughter'
      : 'other';
  if (above === 2) return male ? 'grandfather' : 'grandmother';
  return above === -2 ? 'grandchild' : 'other';
}

function isRelative({ identity }: Member): boolean {
  return identity === 'qj' || identity === 'gaj' || identity === 'lxj';
}

/** As the app does when a relation is saved: the person learns when the family left. */
function tellPerson(recorder: Recorder, { from, emigrated }: RelationData): void {
  const at = recorder.records.findIndex((each) => each.id === from.id);
  const person = recorder.records[at];
  if (person === undefined || emigrated === undefined) return;
  recorder.records[at] = { ...person, data: { ...person.data, kinEmigrated: emigrated } };
}

function putRelation(
  deps: RecordDeps,
  home: Home,
  { id, data }: { id: string; data: RelationData },
): void {
  deps.recorder.put({
    id,
    type: 'relation',
    data,
    community: home.community,
    state: 'active',
    history: [
      { at: instantOf(home.verifiedOn, 16, 20), by: home.liaison, facts: { to: 'active' } },
    ],
  });
}
