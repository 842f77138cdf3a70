/** One member of a family as an entry of the register. */
import { LEGACY_DEMO_ID, LONG_LATIN_NAMES, UNIT_ALIASES } from '../demo-oddities.ts';
import { chance, pickOne, pickWeighted, type Random } from '../random.ts';
import type { Ref } from '../../fields/kinds.ts';
import type { PersonData } from '../../records/person/schema.ts';
import type { Member } from './family.ts';
import type { Home } from './home.ts';
import { countryFor, identityRow } from './identity-row.ts';
import type { StaffMember } from './staff.ts';
import type { StreetSpec } from './street-spec.ts';
import type { Tools } from './tools.ts';

export interface PersonFacts {
  readonly tools: Tools;
  readonly spec: StreetSpec;
  readonly verifiedOn: string;
  readonly lastVisitOn: string | null;
}

/** Somebody who lives here. About 6 % lack a field that visits or checks would want. */
export function residentData(facts: PersonFacts, member: Member, home: Home): PersonData {
  const { tools, spec } = facts;
  const { random, identities } = tools;
  const gap = chance(random, 0.06)
    ? pickOne(random, ['phone', 'address', 'document'] as const)
    : null;
  const country = countryFor(random, member.identity);
  const legacy = isLegacyHolder(member);
  const documents: NonNullable<PersonData['documents']> = [
    ...(gap === 'document' || member.age < 16
      ? []
      : [
          {
            id: 'd1',
            kind: 'id',
            number: identities.citizenId({ sex: member.sex, birth: member.birth }),
          },
        ]),
    ...(legacy ? [{ id: 'd2', kind: 'id_old', number: LEGACY_DEMO_ID }] : []),
  ];
  const alias = Object.entries(UNIT_ALIASES).find(([, name]) => name === spec.name)?.[0];
  return {
    ...base(facts, member, country, home.liaison),
    nationality: 'CHN',
    liveCountry: 'CHN',
    liveState:
      member.role === 'head'
        ? 'in'
        : pickWeighted(random, { in: 965, moved: 17, dead: 9, lost: 9 }),
    ...(member.age < 6
      ? {}
      : { education: educationOf(random, member), occupation: occupationOf(random, member) }),
    ...(documents.length === 0 ? {} : { documents }),
    ...(gap === 'phone' || member.age < 12 ? {} : { phone: identities.phone() }),
    household: home.ref,
    householdRole: member.role,
    ...(gap === 'address' ? {} : { liveAddr: home.addr }),
    community: home.community,
    segment: segmentOf(random, member, home),
    ...(alias !== undefined && chance(random, 0.01) ? { note: `原名册单位写作“${alias}”` } : {}),
    source: pickWeighted(random, { census: 62, visit: 22, self: 8, import: 8 }),
    verifyMethod: pickWeighted(random, { visit: 60, phone: 25, wechat: 10, data: 5 }),
  };
}

/** Somebody abroad: kept thin on purpose. Without `home` nobody wrote down whose relative it is. */
export function abroadData(
  facts: PersonFacts,
  member: Member,
  home: Home | null,
  liaison: StaffMember,
): PersonData {
  const { random, identities } = facts.tools;
  const country = countryFor(random, member.identity) ?? 'OTH';
  const foreign = member.identity === 'whr';
  return {
    ...base(facts, member, country, liaison),
    ...(foreign
      ? {
          nameForeign: chance(random, 0.02)
            ? pickOne(random, LONG_LATIN_NAMES)
            : identities.foreignName(),
        }
      : {}),
    nationality: foreign ? country : 'CHN',
    liveCountry: country,
    liveState: 'abroad',
    ...(member.identity === 'lx' ? { occupation: 'student' } : {}),
    ...(home === null
      ? {}
      : { household: home.ref, householdRole: member.role, community: home.community }),
    segment:
      member.identity !== 'lx' && chance(random, 0.08)
        ? 'A'
        : pickWeighted(random, { B: 20, C: 80 }),
    source: pickWeighted(random, { census: 55, self: 25, visit: 20 }),
    verifyMethod: pickWeighted(random, { phone: 45, wechat: 45, data: 10 }),
  };
}

/** The one person of a street who still has a fifteen-digit number to show. */
export function isLegacyHolder({ birth, sex }: Member): boolean {
  return birth === '1938-03-12' && sex === '1';
}

/** Id of a family's member, the head first, relatives abroad after those at home. */
export function memberId(homeId: string, index: number): string {
  return `${homeId}-p${index + 1}`;
}

export function personRef(id: string, member: Member): Ref {
  return { type: 'person', id, label: member.name };
}

function base(
  { tools, verifiedOn, lastVisitOn }: PersonFacts,
  member: Member,
  country: string | null,
  liaison: StaffMember,
) {
  return {
    nameCn: member.name,
    sex: member.sex,
    birth: member.birth,
    identities: [identityRow(tools.random, member, country, tools.today)],
    liaison: { type: 'user', id: liaison.userId, label: liaison.name },
    verifiedOn,
    ...(lastVisitOn === null ? {} : { lastVisitOn }),
  };
}

function segmentOf(random: Random, member: Member, home: Home): string {
  if (member.identity === 'gq' || (member.role === 'head' && home.tags.includes('hardship')))
    return 'A';
  return pickWeighted(random, { A: 4, B: 28, C: 68 });
}

function educationOf(random: Random, { identity, age }: Member): string {
  if (identity === 'hg') return pickWeighted(random, { bachelor: 25, master: 62, doctor: 13 });
  if (age < 13) return 'primary';
  if (age < 19) return pickWeighted(random, { junior: 1, senior: 1 });
  if (age >= 70)
    return pickWeighted(random, { primary: 45, junior: 32, senior: 16, college: 5, bachelor: 2 });
  return pickWeighted(random, { junior: 18, senior: 27, college: 25, bachelor: 26, master: 4 });
}

function occupationOf(random: Random, { identity, age, sex }: Member): string {
  if (age < 20) return 'student';
  if (age >= (sex === '1' ? 61 : 56)) return 'retired';
  return pickWeighted(random, {
    employee: 46,
    professional: identity === 'hg' ? 30 : 12,
    owner: 12,
    freelance: 10,
    teacher: 4,
    official: 5,
    researcher: 3,
    other: 8,
  });
}
