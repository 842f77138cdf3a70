/** Turns the street's head counts into families, so that every identity's number comes out exactly. */
import { randomInt } from '../random.ts';
import { addAbroad, addReturnedChild, makeFamily, type Family, type FamilyKind } from './family.ts';
import type { StreetIdentity, StreetSpec } from './street-spec.ts';
import { shuffled, splitInto, type Tools } from './tools.ts';

const largest: Readonly<Record<string, number>> = { qj: 5, gaj: 4, lxj: 4, hg: 2 };

/** Everybody on the register, in families; `loners` live abroad and nobody knows to whom they belong (a deliberate defect). */
export function makeFamilies(
  tools: Tools,
  spec: StreetSpec,
): { families: Family[]; loners: Family } {
  const { gq, qj, gaj, hg, lxj } = spec.persons;
  const relativesOfReturnees = Math.min(gq, Math.max(0, qj - 1));
  const returnedAtHome = Math.min(Math.floor(hg * 0.35), Math.floor(lxj / 4));
  const domestic = { qj: qj - relativesOfReturnees, gaj, lxj, hg: hg - returnedAtHome };
  const counts = shareHouseholds(domestic, spec.households - gq);

  const families: Family[] = [];
  for (let index = 0; index < gq; index += 1) {
    families.push(
      makeFamily(
        tools,
        'gq',
        randomInt(tools.random, 72, 95),
        index < relativesOfReturnees ? ['gq', 'qj'] : ['gq'],
      ),
    );
  }
  for (const identity of ['qj', 'gaj', 'lxj', 'hg'] as const) {
    const sizes =
      counts[identity] === 0
        ? []
        : splitInto(tools.random, domestic[identity], counts[identity], largest[identity] ?? 1);
    for (const size of sizes) {
      families.push(
        makeFamily(
          tools,
          kindOf(identity),
          headAge(tools, identity),
          Array.from({ length: size }, () => identity),
        ),
      );
    }
  }
  addReturnedChildren(tools, families, returnedAtHome);
  const loners = addRelativesAbroad(tools, spec, families);
  return { families: shuffled(tools.random, families), loners };
}

type Domestic = 'qj' | 'gaj' | 'lxj' | 'hg';

/** Households in proportion to persons, never more than persons nor fewer than their largest size allows. */
function shareHouseholds(
  persons: Readonly<Record<Domestic, number>>,
  households: number,
): Record<Domestic, number> {
  const total = persons.qj + persons.gaj + persons.lxj + persons.hg;
  const share = (identity: Domestic) =>
    Math.min(
      persons[identity],
      Math.max(
        Math.ceil(persons[identity] / (largest[identity] ?? 1)),
        Math.round((persons[identity] / total) * households),
      ),
    );
  const [gaj, lxj, hg] = [share('gaj'), share('lxj'), share('hg')];
  const qj = households - gaj - lxj - hg;
  if (qj > persons.qj || qj * (largest['qj'] ?? 1) < persons.qj)
    throw new RangeError('too many or too few households for these persons');
  return { qj, gaj, lxj, hg };
}

function kindOf(identity: Domestic): FamilyKind {
  return identity === 'qj' || identity === 'gaj' ? identity : 'lx';
}

/** 侨眷 58 on average, returned students 24–45, parents of students in between (domain.md §5.2). */
function headAge(tools: Tools, identity: Domestic): number {
  if (identity === 'hg') return randomInt(tools.random, 24, 45);
  if (identity === 'lxj') return randomInt(tools.random, 46, 60);
  return tools.around(identity === 'qj' ? 60 : 57, 12, 30, 92);
}

function addReturnedChildren(tools: Tools, families: readonly Family[], count: number): void {
  const homes = shuffled(
    tools.random,
    families.filter((family) => isStudentHome(family) && (family.members[0]?.age ?? 0) >= 50),
  );
  const spare = shuffled(tools.random, families.filter(isStudentHome));
  for (let index = 0; index < count; index += 1)
    addReturnedChild(tools, homes[index] ?? (spare[index % spare.length] as Family));
}

/** Every relative abroad has a family here, but for 9 % whose relation nobody wrote down. */
function addRelativesAbroad(tools: Tools, spec: StreetSpec, families: readonly Family[]): Family {
  const loners = makeFamily(tools, 'qj', 60, ['qj']);
  const place = (identity: StreetIdentity, homes: readonly Family[]) => {
    const order = shuffled(tools.random, homes);
    const count = spec.persons[identity];
    const unknown = Math.round(count * 0.09);
    for (let index = 0; index < count; index += 1) {
      const home = index < unknown ? undefined : order[(index - unknown) % order.length];
      addAbroad(tools, home ?? loners, identity);
    }
  };
  const kin = families.filter(({ kind }) => kind === 'gq' || kind === 'qj');
  place('hq', kin);
  place('whr', kin);
  place(
    'ga',
    families.filter(({ kind }) => kind === 'gaj'),
  );
  place('lx', families.filter(isStudentHome));
  return loners;
}

function isStudentHome(family: Family): boolean {
  return family.kind === 'lx' && family.members[0]?.identity === 'lxj';
}
