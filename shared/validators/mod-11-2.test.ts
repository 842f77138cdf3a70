import { describe, expect, it } from 'vitest';
import { mod112CheckCharacter } from './mod-11-2.ts';

describe('mod112CheckCharacter', () => {
  it.each([
    ['11010519491231002', 'X'],
    ['44052418800101001', '4'],
    ['00000019380312001', '9'],
    ['81000019800101001', '4'],
  ])('%s ends in %s', (body, check) => {
    expect(mod112CheckCharacter(body)).toBe(check);
  });
  it('throws on anything but 17 digits', () => {
    for (const body of ['', '1101051949123100', '1101051949123100X']) {
      expect(() => mod112CheckCharacter(body)).toThrow(RangeError);
    }
  });
});
