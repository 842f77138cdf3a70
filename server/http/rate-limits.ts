/** Counts requests per minute and key (a device, an account). Fixed windows in memory: each server of a district counts for itself. */
import type { Clock } from '../deps.ts';
import { fail, type Answer } from './answer.ts';

export interface RateLimits {
  /** Counts one request of each key; too many of any of them fail with the seconds until the window ends. */
  take(keys: readonly string[], perMinute: number): Answer<null>;
}

const windowMs = 60_000;

export function createRateLimits(clock: Clock): RateLimits {
  let started = Math.floor(clock.now() / windowMs);
  let counts = new Map<string, number>();
  return {
    take(keys, perMinute) {
      const now = clock.now();
      const current = Math.floor(now / windowMs);
      if (current !== started) {
        started = current;
        counts = new Map();
      }
      const over = keys.filter((key) => {
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        return count > perMinute;
      });
      if (over.length === 0) return { ok: true, value: null };
      return fail('too_many', { seconds: Math.ceil(((current + 1) * windowMs - now) / 1000) });
    },
  };
}
