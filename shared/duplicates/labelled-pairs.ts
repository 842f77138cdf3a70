/**
 * Pairs of invented persons of whom it is known whether they are one: the same entry as two clerks would write it, against people who
 * only look alike (namesakes, twins, father and son at one telephone). The same seed gives the same pairs.
 */
import type { PlainData } from '../records/envelope.ts';
import { createDemoIdentities } from '../samples/demo-identity.ts';
import {
  chance,
  createRandom,
  pickOne,
  pickWeighted,
  randomInt,
  type Random,
} from '../samples/random.ts';

export interface LabelledPair {
  readonly a: PlainData;
  readonly b: PlainData;
  readonly isSame: boolean;
  /** How the second came about, for the test's message. */
  readonly how: string;
}

const communities = ['330203008001', '330203008002', '330203103001'];
/** Characters that sound alike and are mistaken for one another in lists; traditional and variant forms among them. */
const soundAlike: Readonly<Record<string, string>> = {
  陈: '陳',
  张: '張',
  红: '虹',
  伟: '玮',
  明: '铭',
  海: '海',
  建: '健',
  平: '萍',
  宁: '寧',
  菊: '鞠',
  兰: '蓝',
  秀: '绣',
  荣: '蓉',
  信: '信',
  嘉: '佳',
  思: '思',
};

export function labelledPairs(seed: number, count: number): readonly LabelledPair[] {
  const random = createRandom(seed);
  const identities = createDemoIdentities({ random, firstNumber: 500_000 });
  const fresh = (): PlainData => {
    const sex = chance(random, 0.5) ? '1' : '2';
    const year = randomInt(random, 1935, 2004);
    const birth = dateIn(random, year);
    return {
      nameCn: identities.name({ sex, birthYear: year }),
      sex,
      birth,
      community: pickOne(random, communities),
      phone: identities.phone(),
      documents: [{ id: 'd1', kind: 'id', number: identities.citizenId({ sex, birth }) }],
    };
  };
  return Array.from({ length: count }, (_, index) =>
    index % 2 === 0
      ? samePerson(random, fresh())
      : otherPerson(random, fresh(), fresh(), identities),
  );
}

/** What a second clerk makes of the same person. */
function samePerson(random: Random, a: PlainData): LabelledPair {
  const how = pickWeighted(random, {
    same_number: 34,
    no_number: 30,
    other_phone: 12,
    year_only: 10,
    sounds_alike: 9,
    all_different: 2,
    blanks: 3,
  });
  const { documents: _number, ...rest } = a;
  switch (how) {
    case 'same_number':
      return pair(a, { ...a, phone: undefined, nameCn: spaced(String(a['nameCn'])) }, true, how);
    case 'no_number':
      return pair(a, { ...rest, phone: undefined }, true, how);
    case 'other_phone':
      return pair(a, { ...rest, phone: '10199999999' }, true, how);
    case 'year_only':
      return pair(a, { ...rest, birth: String(a['birth']).slice(0, 4) }, true, how);
    case 'sounds_alike':
      return pair(
        a,
        { ...rest, nameCn: written(String(a['nameCn'])), phone: undefined },
        true,
        how,
      );
    case 'blanks':
      return pair(a, { ...rest, nameCn: `　${String(a['nameCn'])} `, sex: a['sex'] }, true, how);
    case 'all_different':
      // Nothing is left to go by: no rule finds it, and none should pretend to.
      return pair(
        a,
        { nameCn: `${String(a['nameCn']).slice(0, 1)}某`, sex: a['sex'], birth: '1900' },
        true,
        how,
      );
  }
}

function otherPerson(
  random: Random,
  a: PlainData,
  b: PlainData,
  identities: ReturnType<typeof createDemoIdentities>,
): LabelledPair {
  const how = pickWeighted(random, {
    stranger: 46,
    namesake: 22,
    family_phone: 14,
    twin: 8,
    namesake_year: 6,
    namesake_birthday: 4,
  });
  const otherYear = (year: string) => String(Number(year) + (Number(year) < 1990 ? 7 : -7));
  const birth = String(a['birth']);
  switch (how) {
    case 'namesake':
      return pair(
        a,
        { ...b, nameCn: a['nameCn'], birth: otherYear(birth.slice(0, 4)) + birth.slice(4) },
        false,
        how,
      );
    case 'family_phone':
      return pair(a, { ...b, phone: a['phone'], community: a['community'] }, false, how);
    case 'twin':
      return pair(
        a,
        { ...b, birth, sex: a['sex'], phone: a['phone'], community: a['community'] },
        false,
        how,
      );
    case 'namesake_year':
      // The same name and year in another community.
      return pair(
        a,
        {
          ...b,
          nameCn: a['nameCn'],
          sex: a['sex'],
          birth: birth.slice(0, 4),
          community: communities.find((each) => each !== a['community']),
          phone: identities.phone(),
        },
        false,
        how,
      );
    case 'namesake_birthday':
      return pair(a, { ...b, nameCn: a['nameCn'], birth, sex: a['sex'] }, false, how);
    case 'stranger':
      return pair(a, b, false, how);
  }
}

function pair(a: PlainData, b: PlainData, isSame: boolean, how: string): LabelledPair {
  return { a, b, isSame, how };
}

function dateIn(random: Random, year: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(randomInt(random, 1, 12))}-${two(randomInt(random, 1, 28))}`;
}

function spaced(name: string): string {
  return Array.from(name).join(' ');
}

function written(name: string): string {
  return Array.from(name, (character) => soundAlike[character] ?? character).join('');
}
