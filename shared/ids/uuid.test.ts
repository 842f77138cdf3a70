import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createUuidV7, isUuidV7, uuidV7Time } from './uuid.ts';

const NOON = Date.parse('2026-03-01T04:00:00.000Z');
const ones = (n: number) => new Uint8Array(n).fill(0xff);

describe('createUuidV7', () => {
  it('writes time, version and variant where RFC 9562 puts them', () => {
    const uuid = createUuidV7({ now: () => 0x017f22e279b0, random: ones })();
    expect(uuid).toBe('017f22e2-79b0-77ff-bfff-ffffffffffff');
    expect(uuidV7Time(uuid)).toBe(0x017f22e279b0);
  });
  it('stays in order within a millisecond, also past the counter', () => {
    const next = createUuidV7({ now: () => NOON, random: ones });
    const made = Array.from({ length: 10_000 }, next);
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(made.length);
    expect(made.every(isUuidV7)).toBe(true);
  });
  it('stays in order whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 2, maxLength: 50 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        (clock, bytes) => {
          let i = 0;
          const next = createUuidV7({ now: () => NOON + (clock[i++] ?? 0), random: () => bytes });
          const made = clock.map(() => next());
          expect(made).toEqual(made.toSorted());
          expect(new Set(made).size).toBe(made.length);
        },
      ),
    );
  });
  it('refuses a broken clock', () => {
    expect(createUuidV7({ now: () => Number.NaN, random: ones })).toThrow(RangeError);
  });
});

describe('isUuidV7', () => {
  it('refuses other versions and upper case', () => {
    expect(isUuidV7('017f22e2-79b0-47ff-bfff-ffffffffffff')).toBe(false);
    expect(isUuidV7('017F22E2-79B0-77FF-BFFF-FFFFFFFFFFFF')).toBe(false);
    expect(uuidV7Time('not an id')).toBeNull();
  });
});
