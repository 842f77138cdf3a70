/** The identity of one person with its country and dates, in the order that life has them. */
import { chance, pickWeighted, randomInt, type Random } from '../random.ts';
import type { PersonData } from '../../records/person/schema.ts';
import type { Member } from './family.ts';
import type { StreetIdentity } from './street-spec.ts';

type IdentityRow = NonNullable<PersonData['identities']>[number];

const newCountries = {
  USA: 22,
  CAN: 14,
  AUS: 12,
  JPN: 11,
  SGP: 9,
  GBR: 9,
  ITA: 7,
  ESP: 6,
  NZL: 4,
  DEU: 3,
  FRA: 3,
} as const;
const oldCountries = { IDN: 46, MYS: 18, VNM: 12, SGP: 8, THA: 6, JPN: 5, PHL: 5 } as const;

/** Where somebody of this identity lives abroad, or where a returned one came back from; none for the others. */
export function countryFor(random: Random, identity: StreetIdentity): string | null {
  if (identity === 'gq') return pickWeighted(random, oldCountries);
  if (identity === 'ga') return pickWeighted(random, { HKG: 88, MAC: 12 });
  return identity === 'hq' || identity === 'whr' || identity === 'lx' || identity === 'hg'
    ? pickWeighted(random, newCountries)
    : null;
}

export function identityRow(
  random: Random,
  member: Member,
  country: string | null,
  today: string,
): IdentityRow {
  const dates = datesFor(random, member, Number(today.slice(0, 4)));
  const verifyLevel = pickWeighted(random, { community: 52, street: 27, self: 18, certified: 3 });
  return {
    id: 'i1',
    identity: member.identity,
    ...(country === null ? {} : { country }),
    ...dates,
    verifyLevel,
    ...foundation(member, verifyLevel, today),
  };
}

const clauses: Readonly<Partial<Record<StreetIdentity, string>>> = {
  hq: 'hq_2y',
  whr: 'whr_former',
  gq: 'gq_hq',
};
const clausesOfKin: Readonly<Partial<Record<Member['role'], string>>> = {
  spouse: 'qj_spouse',
  father: 'qj_child',
  mother: 'qj_child',
  son: 'qj_grandparent',
  daughter: 'qj_grandparent',
};
const proofs: Readonly<Partial<Record<StreetIdentity, readonly string[]>>> = {
  gq: ['hukou', 'archive'],
  qj: ['kinship'],
  hq: ['passport', 'permit'],
  whr: ['passport'],
};

/** Whatever was looked at more closely than at the door says what it rests on; a certificate has a number that nobody issued. */
function foundation(member: Member, verifyLevel: string, today: string): Partial<IdentityRow> {
  if (verifyLevel !== 'street' && verifyLevel !== 'certified') return {};
  const clause =
    clauses[member.identity] ??
    (member.identity === 'qj' ? (clausesOfKin[member.role] ?? 'qj_parent') : 'served');
  const evidence = proofs[member.identity];
  return {
    clause,
    ...(evidence === undefined ? {} : { evidence: [...evidence] }),
    ...(verifyLevel === 'certified'
      ? {
          certNo: `演示-${member.birth.slice(0, 4)}`,
          certDate: `${Number(today.slice(0, 4)) - 1}-06-18`,
        }
      : {}),
  };
}

function datesFor(
  random: Random,
  { identity, birth, age }: Member,
  thisYear: number,
): Partial<IdentityRow> {
  const born = Number(birth.slice(0, 4));
  if (identity === 'gq') {
    const returned = randomInt(random, Math.max(born + 4, 1950), 1979);
    return {
      ...(chance(random, 0.3)
        ? { emigrated: String(randomInt(random, born + 1, returned - 2)) }
        : {}),
      returned: vague(random, returned),
      householdRegisteredOn: String(returned + (returned < 1979 && chance(random, 0.2) ? 1 : 0)),
    };
  }
  if (identity === 'hg') {
    const left = born + randomInt(random, 18, Math.max(18, Math.min(24, age - 6)));
    return {
      emigrated: vague(random, left),
      returned: vague(random, Math.min(thisYear - 1, left + randomInt(random, 3, 6))),
    };
  }
  if (identity === 'lx')
    return { emigrated: vague(random, Math.max(born + 16, thisYear - randomInt(random, 1, 4))) };
  if (identity === 'hq' || identity === 'whr')
    return {
      emigrated: vague(random, born + randomInt(random, 17, Math.max(17, Math.min(38, age - 3)))),
    };
  return {};
}

/** Years are remembered, months sometimes. */
function vague(random: Random, year: number): string {
  return chance(random, 0.5)
    ? String(year)
    : `${year}-${String(randomInt(random, 1, 12)).padStart(2, '0')}`;
}
