import { describe, expect, it } from 'vitest';
import { deviceLetter } from './device-letter.ts';

describe('deviceLetter', () => {
  it('gives six hundred different ones that fit the protocol', () => {
    const letters = Array.from({ length: 600 }, (_, index) => deviceLetter(index + 1));
    expect(new Set(letters).size).toBe(600);
    expect(letters.filter((letter) => !/^[A-Z]{1,2}$/.test(letter))).toEqual([]);
    expect(letters.filter((letter) => /[IO]/.test(letter))).toEqual([]);
    expect([letters[0], letters[23], letters[24], letters[599]]).toEqual(['A', 'Z', 'AA', 'ZZ']);
  });

  it('has no more than that', () => {
    expect(() => deviceLetter(601)).toThrow(RangeError);
  });
});
