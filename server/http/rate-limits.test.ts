import { describe, expect, it } from 'vitest';
import { createRateLimits } from './rate-limits.ts';

describe('rate limits', () => {
  it('count per key, say how long to wait, and start again with the next minute', () => {
    let now = 1_800_000_000_000;
    const limits = createRateLimits({ now: () => now });
    now += 15_000;
    for (let request = 0; request < 3; request += 1)
      expect(limits.take(['device a', 'user 1'], 3)).toEqual({ ok: true, value: null });
    expect(limits.take(['device a'], 3)).toEqual({
      ok: false,
      failure: { code: 'too_many', params: { seconds: 45 } },
    });
    expect(limits.take(['device b'], 3)).toMatchObject({ ok: true });
    // Another device of the same person does not help.
    expect(limits.take(['device b', 'user 1'], 3)).toMatchObject({ ok: false });
    now += 45_000;
    expect(limits.take(['device a', 'user 1'], 3)).toMatchObject({ ok: true });
  });
});
