/** What every part of the generator draws from: one random stream, one day that is today, one maker of identities. */
import { addDays } from '../../calendar/day.ts';
import { surnameOf } from '../../text/compound-surnames.ts';
import { createDemoIdentities, type DemoIdentities } from '../demo-identity.ts';
import { isBlockedName } from '../demo-names.ts';
import { createRandom, randomInt, seedFrom, type Random } from '../random.ts';
import type { StreetSpec } from './street-spec.ts';

export type Sex = '1' | '2';

export interface Tools {
  readonly random: Random;
  /** Business date `YYYY-MM-DD`; nothing made lies after it. */
  readonly today: string;
  readonly identities: DemoIdentities;
  /** A name with a given surname. */
  namedAfter(surname: string, person: { sex: Sex; birthYear: number }): string;
  /** A full birth date of somebody who is `age` years old today. */
  birthAt(age: number): string;
  /** About a bell curve, within bounds, whole. */
  around(mean: number, spread: number, min: number, max: number): number;
}

export function createTools(spec: StreetSpec, seed: number, today: string): Tools {
  const random = createRandom(seedFrom(seed, spec.unit));
  const identities = createDemoIdentities({ random, firstNumber: spec.firstNumber });
  return {
    random,
    today,
    identities,
    namedAfter(surname, person) {
      for (;;) {
        const other = identities.name(person);
        const name = surname + other.slice(surnameOf(other).length);
        if (!isBlockedName(name)) return name;
      }
    },
    birthAt: (age) => addDays(today, -Math.ceil(age * 365.2425) - randomInt(random, 0, 363)),
    around(mean, spread, min, max) {
      const sum = random() + random() + random() + random();
      // The sum of four has a standard deviation of 1/√3.
      return Math.round(Math.min(max, Math.max(min, mean + (sum - 2) * spread * 1.73)));
    },
  };
}

/** Splits `total` into `count` parts of 1 to `most`, at random. Throws when it cannot be done. */
export function splitInto(random: Random, total: number, count: number, most: number): number[] {
  if (total < count || total > count * most)
    throw new RangeError('these parts cannot make this total');
  const parts = Array.from({ length: count }, () => 1);
  let left = total - count;
  while (left > 0) {
    const at = randomInt(random, 0, count - 1);
    if ((parts[at] ?? most) >= most) continue;
    parts[at] = (parts[at] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

/** A copy in random order. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = randomInt(random, 0, at);
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}
