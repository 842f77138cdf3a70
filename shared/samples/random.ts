// Seeded randomness for sample data and simulators: the same seed gives the same people on every
// machine. Not for keys, ids or anything secret.

/** Numbers in [0, 1). */
export type Random = () => number;

/** A stream of numbers from a 32-bit seed: a counter with a mixing function over it. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state) / 2 ** 32;
  };
}

/** A seed from a seed and a label, so that each unit or record type has a stream of its own. */
export function seedFrom(seed: number, label: string): number {
  let hash = seed >>> 0;
  for (const character of label) hash = mix(hash ^ (character.codePointAt(0) ?? 0));
  return hash;
}

/** A whole number from `min` to `max`, both included. */
export function randomInt(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1));
}

/** One item of a list that is not empty. */
export function pickOne<T>(random: Random, list: readonly T[]): T {
  const at = randomInt(random, 0, list.length - 1);
  for (const item of list.slice(at, at + 1)) return item;
  throw new RangeError('nothing to pick from');
}

/** One key, with a chance in proportion to its weight. */
export function pickWeighted<K extends string>(
  random: Random,
  weights: Readonly<Record<K, number>>,
): K {
  let left = random() * Object.values<number>(weights).reduce((sum, weight) => sum + weight, 0);
  for (const key in weights) {
    left -= weights[key];
    if (left < 0) return key;
  }
  throw new RangeError('weights must be positive');
}

/** True with probability `p`. */
export function chance(random: Random, p: number): boolean {
  return random() < p;
}

function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
