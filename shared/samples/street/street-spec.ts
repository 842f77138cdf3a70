/** How large the synthetic streets are (domain.md §5.1, §5.2). Every number is invented; only unit codes and names are real. */

export interface StreetSpec {
  readonly unit: string;
  readonly name: string;
  /** Start of the logins of its staff. */
  readonly login: string;
  readonly communityKind: 'community' | 'village';
  readonly communities: number;
  readonly households: number;
  /** Persons by identity (dictionary `identity`); their sum is the register. */
  readonly persons: Readonly<Record<StreetIdentity, number>>;
  readonly enterprises: number;
  readonly aboveScale: number;
  readonly hardshipHouseholds: number;
  /** Visits in the last twelve months. */
  readonly householdVisits: number;
  readonly enterpriseVisits: number;
  /** Suggestions that did not come out of a visit. */
  readonly suggestions: number;
  /** First running number of telephones and credit codes, so that streets share none. */
  readonly firstNumber: number;
  /** What the street's enterprises mostly do. */
  readonly economy: 'city' | 'enterprise';
}

export type StreetIdentity = 'gq' | 'qj' | 'gaj' | 'hg' | 'lxj' | 'hq' | 'whr' | 'ga' | 'lx';

export const wangchun: StreetSpec = {
  unit: '330203008',
  name: '望春街道',
  login: 'wangchun',
  communityKind: 'community',
  communities: 9,
  households: 610,
  persons: { gq: 6, qj: 525, gaj: 98, hg: 207, lxj: 256, hq: 79, whr: 122, ga: 73, lx: 220 },
  enterprises: 26,
  aboveScale: 8,
  hardshipHouseholds: 12,
  householdVisits: 365,
  enterpriseVisits: 52,
  suggestions: 18,
  firstNumber: 1000,
  economy: 'city',
};

export const gulin: StreetSpec = {
  unit: '330203103',
  name: '古林镇',
  login: 'gulin',
  communityKind: 'village',
  communities: 16,
  households: 520,
  persons: { gq: 4, qj: 530, gaj: 114, hg: 83, lxj: 114, hq: 104, whr: 83, ga: 88, lx: 104 },
  enterprises: 72,
  aboveScale: 40,
  hardshipHouseholds: 11,
  householdVisits: 314,
  enterpriseVisits: 144,
  suggestions: 14,
  firstNumber: 11_000,
  economy: 'enterprise',
};

/** The same street at a fraction of its size, with at least one of everything; for quick tests. */
export function smallStreet(spec: StreetSpec, share = 0.03): StreetSpec {
  const part = (count: number) => Math.max(1, Math.round(count * share));
  const persons = Object.fromEntries(
    Object.entries(spec.persons).map(([key, count]) => [key, part(count)]),
  );
  return {
    ...spec,
    communities: Math.min(spec.communities, 3),
    households: part(spec.households),
    persons: persons as StreetSpec['persons'],
    enterprises: part(spec.enterprises),
    aboveScale: 1,
    hardshipHouseholds: 1,
    householdVisits: part(spec.householdVisits),
    enterpriseVisits: part(spec.enterpriseVisits),
    suggestions: part(spec.suggestions),
  };
}

/** How many persons the street's register holds. */
export function registerSize(spec: StreetSpec): number {
  return Object.values(spec.persons).reduce((sum, count) => sum + count, 0);
}
