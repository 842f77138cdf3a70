import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from './digest.ts';

describe('digestOf', () => {
  it('is an integer of at most 40 bits and depends on id and mutation', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (id, mutation) => {
        const digest = digestOf(id, mutation);
        expect(Number.isSafeInteger(digest)).toBe(true);
        expect(digest).toBeGreaterThanOrEqual(0);
        expect(digest).toBeLessThan(2 ** 40);
        expect(digestOf(id, mutation)).toBe(digest);
      }),
    );
  });

  it('rarely meets itself: 20,000 neighbouring records give 20,000 digests', () => {
    const digests = new Set(
      Array.from({ length: 20_000 }, (_, index) => digestOf(`0199a-${index}`, `m-${index % 7}`)),
    );
    expect(digests.size).toBeGreaterThanOrEqual(19_999);
  });

  it('spreads over all 40 bits', () => {
    const digests = Array.from({ length: 2000 }, (_, index) => digestOf(`id-${index}`, 'm'));
    for (let bit = 0; bit < 40; bit += 1) {
      const ones = digests.filter((digest) => Math.floor(digest / 2 ** bit) % 2 === 1).length;
      expect(ones, `bit ${bit}`).toBeGreaterThan(700);
      expect(ones, `bit ${bit}`).toBeLessThan(1300);
    }
  });
});
