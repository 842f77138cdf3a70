import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSortable } from './sortable-text.ts';
import { textArbitrary } from './testing/random-queries.ts';

const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 4 })
  .map((codes) => String.fromCharCode(...codes));

describe('toSortable', () => {
  it('makes UTF-8 byte order follow UTF-16 order, and keeps different texts different', () => {
    fc.assert(
      fc.property(fc.oneof(textArbitrary, units), fc.oneof(textArbitrary, units), (left, right) => {
        const order = left === right ? 0 : left < right ? -1 : 1;
        expect(Buffer.compare(Buffer.from(toSortable(left)), Buffer.from(toSortable(right)))).toBe(
          order,
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it('leaves common Chinese as it is', () => {
    expect(toSortable('海曙区 张三 Rossi 2026')).toBe('海曙区 张三 Rossi 2026');
  });
});
