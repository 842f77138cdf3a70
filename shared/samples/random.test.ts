import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { chance, createRandom, pickOne, pickWeighted, randomInt, seedFrom } from './random.ts';

describe('seeded randomness', () => {
  it('repeats itself for the same seed on every machine', () => {
    const first = Array.from({ length: 5 }, createRandom(42));
    expect(Array.from({ length: 5 }, createRandom(42))).toEqual(first);
    expect(Array.from({ length: 5 }, createRandom(43))).not.toEqual(first);
  });
  it('gives labels streams of their own', () => {
    const seeds = ['望春街道', '古林镇', '章水镇', ''].map((label) => seedFrom(1, label));
    expect(new Set(seeds).size).toBe(4);
  });
  it('stays in range', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = createRandom(seed);
        for (let i = 0; i < 20; i += 1) {
          const n = randomInt(random, 3, 5);
          expect([3, 4, 5]).toContain(n);
        }
      }),
    );
  });
  it('is spread evenly enough for samples', () => {
    const random = createRandom(7);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 10_000; i += 1) {
      const n = randomInt(random, 0, 9);
      counts[n] = (counts[n] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
  it('follows weights and never picks a weight of zero', () => {
    const random = createRandom(7);
    const picks = Array.from({ length: 2000 }, () => pickWeighted(random, { a: 3, b: 1, c: 0 }));
    const share = picks.filter((p) => p === 'a').length / picks.length;
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.8);
    expect(picks).not.toContain('c');
  });
  it('has sure things', () => {
    const random = createRandom(1);
    expect(chance(random, 1)).toBe(true);
    expect(chance(random, 0)).toBe(false);
    expect(pickOne(random, ['x'])).toBe('x');
    expect(() => pickOne(random, [])).toThrow(RangeError);
  });
});
