/** The street's own people: officer, lead and one liaison for each community. */
import { demoCommunity } from '../demo-identity.ts';
import { createDemoIdentities } from '../demo-identity.ts';
import { createRandom, seedFrom } from '../random.ts';
import type { Role } from '../../access/actor.ts';
import type { StreetSpec } from './street-spec.ts';

export interface StaffMember {
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  readonly unit: string;
  /** Twelve digits for a liaison, else empty. */
  readonly community: string;
  readonly roles: readonly Role[];
  readonly post: string;
  readonly phone: string;
}

export interface Community {
  readonly code: string;
  readonly name: string;
}

/** Invented communities (or villages) of the street: `330203008001 演示一社区`… */
export function streetCommunities(spec: StreetSpec): Community[] {
  return Array.from({ length: spec.communities }, (_, index) => ({
    code: `${spec.unit}${String(index + 1).padStart(3, '0')}`,
    name: demoCommunity(spec.unit, index + 1, spec.communityKind).name,
  }));
}

/**
 * Accounts of the street: `wangchun` 干事, `wangchun2` 主席, `wangchun-l1`… liaisons. The same seed gives the same names; a district
 * that chooses user ids by itself puts them in place of ours before the street is generated.
 */
export function streetStaff(spec: StreetSpec, seed: number): StaffMember[] {
  const random = createRandom(seedFrom(seed, `${spec.unit} staff`));
  const identities = createDemoIdentities({ random, firstNumber: spec.firstNumber - 200 });
  const taken = new Set<string>();
  const member = (
    login: string,
    roles: readonly Role[],
    post: string,
    community = '',
  ): StaffMember => {
    let name = '';
    do
      name = identities.name({
        sex: random() < 0.5 ? '1' : '2',
        birthYear: 1972 + Math.floor(random() * 22),
      });
    while (taken.has(name));
    taken.add(name);
    return {
      userId: `demo-${login}`,
      login,
      name,
      unit: spec.unit,
      community,
      roles,
      post,
      phone: identities.phone(),
    };
  };
  return [
    member(spec.login, ['O'], '侨务干事'),
    member(`${spec.login}2`, ['H'], '侨联主席'),
    ...streetCommunities(spec).map(({ code }, index) =>
      member(`${spec.login}-l${index + 1}`, ['L'], '社区联络员', code),
    ),
    member(`${spec.login}-w`, ['W'], '法律顾问（律师）'),
  ];
}
