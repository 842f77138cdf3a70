/** Deliberate defects among people (domain.md §5.3), so that screens and searches meet awkward data early. */
import { LEAP_BIRTHS, RARE_NAMES } from '../demo-oddities.ts';
import { chance, pickOne } from '../random.ts';
import { surnameOf } from '../../text/compound-surnames.ts';
import type { Family, Member } from './family.ts';
import { shuffled, type Tools } from './tools.ts';

/** Given names with characters outside the common fonts and outside the basic plane. */
const rareGivenNames = RARE_NAMES.map((name) => name.slice(surnameOf(name).length));

/** Changes names and births in place. Family ties stay plausible: surnames are kept, births move within their year. */
export function addDefects(tools: Tools, families: readonly Family[], loners: Family): void {
  const everybody = families.flatMap(({ members }) => members);
  addDuplicates(tools, families, Math.round(everybody.length * 0.01));
  for (const member of everybody) {
    if (chance(tools.random, 0.01))
      member.name = surnameOf(member.name) + pickOne(tools.random, rareGivenNames);
  }
  addLeapBirths(everybody);
  const old = everybody.find(
    ({ sex, age, role }) => sex === '1' && role === 'head' && age >= 85 && age <= 91,
  );
  // The holder of the fifteen-digit number (`isLegacyHolder`).
  if (old !== undefined) old.birth = '1938-03-12';
  for (const member of [...families.flatMap(({ abroad }) => abroad), ...loners.abroad]) {
    // What people remember of a relative far away: the year, perhaps the month.
    if (chance(tools.random, 0.4))
      member.birth = member.birth.slice(0, chance(tools.random, 0.5) ? 4 : 7);
  }
}

/** Two entries for what may be one person: same name, sex and birth in two households, with different numbers. */
function addDuplicates(tools: Tools, families: readonly Family[], pairs: number): void {
  const single = shuffled(
    tools.random,
    families
      .filter(
        ({ members, abroad, kind }) => members.length === 1 && abroad.length === 0 && kind === 'qj',
      )
      .map(({ members }) => members[0] as Member),
  );
  let made = 0;
  for (const sex of ['1', '2'] as const) {
    const candidates = single
      .filter((member) => member.sex === sex)
      .toSorted((a, b) => a.age - b.age);
    for (
      let at = 0;
      at + 1 < candidates.length && made < Math.ceil(pairs / 2) * (sex === '1' ? 1 : 2);
      at += 6
    ) {
      const [first, second] = [candidates[at], candidates[at + 1]];
      if (first === undefined || second === undefined) continue;
      second.name = first.name;
      second.birth = first.birth;
      made += 1;
    }
  }
}

function addLeapBirths(everybody: readonly Member[]): void {
  for (const leap of LEAP_BIRTHS) {
    const member = everybody.find(
      ({ birth }) => birth.slice(0, 4) === leap.slice(0, 4) && birth > leap,
    );
    if (member !== undefined) member.birth = leap;
  }
}
