import { describe, expect, it } from 'vitest';
import { createParked } from './parked.ts';

const notSent = { code: 'E_FILE_NOT_SENT' } as const;

describe('parked files', () => {
  it('wait longer each time, but not for somebody who looks at them', () => {
    const clock = { now: 1_000_000 };
    const parked = createParked(() => clock.now);
    for (const pause of [15_000, 30_000, 60_000]) {
      parked.park('a', notSent);
      clock.now += pause - 1;
      expect(parked.isParked('a')).toBe(true);
      clock.now += 1;
      expect(parked.isParked('a')).toBe(false);
    }
    parked.park('a', notSent);
    // The page asks many times while it waits: one try every two seconds.
    for (const [passed, isParked] of [
      [200, true],
      [1_700, true],
      [100, false],
    ] as const) {
      clock.now += passed;
      parked.askedFor('a');
      expect(parked.isParked('a')).toBe(isParked);
    }
    expect(parked.failureOf('a')).toEqual(notSent);
  });

  it('plan no further look for one that could have tried and that nobody wants any more', () => {
    const clock = { now: 1_000_000 };
    const parked = createParked(() => clock.now);
    parked.park('a', notSent);
    parked.park('b', null);
    expect(parked.nextIn(clock.now)).toBe(15_000);
    clock.now += 20_000;
    expect(parked.nextIn(clock.now)).toBeNull();
    // It ran out after the last look: that look is owed.
    expect(parked.nextIn(clock.now - 10_000)).toBe(0);
  });
});
