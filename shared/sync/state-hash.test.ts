import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateHash } from './state-hash.ts';

const scopes = fc.uniqueArray(
  fc.record({
    scope: fc.constantFrom('330203008', '330203103', '330203000', '330203001'),
    count: fc.nat({ max: 5 }),
    sum: fc.bigInt({ min: 0n, max: 2n ** 60n }).map(String),
  }),
  { selector: ({ scope }) => scope },
);

describe('stateHash', () => {
  it('does not depend on order', () => {
    fc.assert(
      fc.property(scopes, (held) => {
        expect(stateHash(held.toReversed())).toBe(stateHash(held));
      }),
    );
  });

  it('changes with every count, sum and scope', () => {
    fc.assert(
      fc.property(scopes, fc.nat(), (held, pick) => {
        const chosen = held[pick % Math.max(1, held.length)];
        if (chosen === undefined) return;
        const others = held.filter((each) => each !== chosen);
        const hash = stateHash(held);
        expect(stateHash(others)).not.toBe(hash);
        expect(stateHash([...others, { ...chosen, count: chosen.count + 1 }])).not.toBe(hash);
        const sum = String(BigInt(chosen.sum) + 1n);
        expect(stateHash([...others, { ...chosen, sum }])).not.toBe(hash);
      }),
    );
  });
});
