import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTrouble } from './json-limits.ts';

describe('jsonTrouble', () => {
  it('finds nothing in ordinary values', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value);
        const bad = text.includes(String.raw`\u0000`) || /\\ud[89a-f]/.test(text);
        fc.pre(!bad);
        expect(jsonTrouble(value)).toBeNull();
      }),
    );
  });

  it('finds null characters and half letters wherever they are', () => {
    for (const bad of ['\0', 'a\0', '\ud800', 'x\udc00y']) {
      expect([bad, [bad], { a: { b: [bad] } }, { [bad]: 1 }].map(jsonTrouble)).toEqual(
        Array(4).fill('bad_text'),
      );
    }
    expect(jsonTrouble('\u{20BB7}野家')).toBeNull();
  });

  it('stops at great depth without overflowing', () => {
    let deep: unknown = 0;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(jsonTrouble(deep)).toBe('too_deep');
  });
});
