/** The pauses of a device that does not reach the district, for any run of failures. A failing property prints its seed. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSchedule, pauseAfter } from './schedule.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const failures = fc.integer({ min: 1, max: 5_000 });
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
/** From the shortest to the longest that an office may set. */
const interval = fc.integer({ min: 60_000, max: 24 * 3_600_000 });
const shortest = 3_000;
const longest = 300_000;

/** Milliseconds until the next run after these outcomes, one after the other. */
function pauseOf(outcomes: readonly boolean[], intervalMs: number, jitter: number): number {
  let ranAt: number | null = null;
  const schedule = createSchedule({
    run: () => void (ranAt = Date.now()),
    intervalMs: () => intervalMs,
    jitter: () => jitter,
  });
  for (const ok of outcomes) schedule.after(ok);
  const from = Date.now();
  vi.advanceTimersByTime(24 * 3_600_000);
  schedule.stop();
  if (ranAt === null) throw new Error('no run was planned');
  return ranAt - from;
}

describe('the pause after failures', () => {
  it('grows with each failure and stays within its limits', () => {
    fc.assert(
      fc.property(failures, (count) => {
        const pause = pauseAfter(count);
        const next = pauseAfter(count + 1);
        expect(pause).toBeGreaterThanOrEqual(shortest);
        expect(next).toBeLessThanOrEqual(longest);
        expect(next).toBe(Math.min(pause * 2, longest));
      }),
    );
  });

  it('is spread over its later half, and never longer than the interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), interval, share, (count, every, jitter) => {
        const whole = Math.min(pauseAfter(count), every);
        const pause = pauseOf(
          Array.from({ length: count }, () => false),
          every,
          jitter,
        );
        expect(pause).toBeGreaterThanOrEqual(Math.floor(whole / 2));
        expect(pause).toBeLessThanOrEqual(whole);
        expect(Math.abs(pause - whole * (0.5 + jitter / 2))).toBeLessThan(1);
      }),
    );
  });

  it('begins anew after a success', () => {
    const run = fc.array(fc.boolean(), { maxLength: 20 });
    fc.assert(
      fc.property(run, interval, share, (before, every, jitter) => {
        expect(pauseOf([...before, true], every, jitter)).toBe(every);
        expect(pauseOf([...before, true, false], every, jitter)).toBe(
          pauseOf([false], every, jitter),
        );
      }),
    );
  });
});
