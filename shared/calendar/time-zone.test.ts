import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { businessDateOf, businessTimeOf, startOfBusinessDate } from './time-zone.ts';

describe('Beijing dates', () => {
  it('changes day at 16:00 UTC', () => {
    expect(businessDateOf('2026-03-01T15:59:59.999Z')).toBe('2026-03-01');
    expect(businessDateOf('2026-03-01T16:00:00.000Z')).toBe('2026-03-02');
    expect(businessDateOf('2025-12-31T18:00:00Z')).toBe('2026-01-01');
  });
  it('reads other offsets and epoch milliseconds', () => {
    expect(businessDateOf('2026-03-02T00:30:00+08:00')).toBe('2026-03-02');
    expect(businessDateOf(0)).toBe('1970-01-01');
  });
  it('shows the time to the minute', () => {
    expect(businessTimeOf('2026-03-01T16:05:59.000Z')).toBe('2026-03-02 00:05');
  });
  it('refuses times without a zone, which would depend on the machine', () => {
    expect(() => businessDateOf('2026-03-01T16:00:00')).toThrow(RangeError);
    expect(() => businessDateOf('2026-03-01')).toThrow(RangeError);
  });
  it('starts each day where the day before ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ms) => {
        const day = businessDateOf(ms);
        const start = Date.parse(startOfBusinessDate(day));
        expect(start).toBeLessThanOrEqual(ms);
        expect(ms - start).toBeLessThan(86_400_000);
      }),
    );
  });
});
