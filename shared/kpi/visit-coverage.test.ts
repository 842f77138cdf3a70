import { describe, expect, it } from 'vitest';
import {
  isCovered,
  planCompletion,
  visitCoverage,
  type CoverageSubject,
} from './visit-coverage.ts';

const asOf = '2026-11-25';
const subject = (more: Partial<CoverageSubject>): CoverageSubject => ({
  id: 's',
  visitClass: 'key',
  cadenceDays: 180,
  since: '2020-01-01',
  visits: [],
  ...more,
});
const met = (on: string) => ({ on, outcome: 'met' });
const called = (on: string) => ({ on, outcome: 'called' });

describe('coverage', () => {
  it('looks at the cadence that ends today', () => {
    expect(isCovered(subject({ visits: [met('2026-05-30')] }), asOf)).toBe(true);
    expect(isCovered(subject({ visits: [met('2026-05-29')] }), asOf)).toBe(false);
    expect(isCovered(subject({ visits: [met('2026-11-26')] }), asOf)).toBe(false);
  });

  it('does not take an attempt for a visit', () => {
    expect(isCovered(subject({ visits: [{ on: asOf, outcome: 'absent' }] }), asOf)).toBe(false);
    expect(isCovered(subject({ visits: [{ on: asOf, outcome: 'refused' }] }), asOf)).toBe(false);
  });

  it('takes a call only from those who need not be seen, and not twice running', () => {
    expect(isCovered(subject({ visits: [called(asOf)] }), asOf)).toBe(false);
    const ordinary = { visitClass: 'ordinary', cadenceDays: 30 } as const;
    expect(isCovered(subject({ ...ordinary, visits: [called(asOf)] }), asOf)).toBe(true);
    const twice = [called('2026-10-01'), called('2026-11-20')];
    expect(isCovered(subject({ ...ordinary, visits: twice }), asOf)).toBe(false);
    const between = [called('2026-10-01'), met('2026-10-10'), called('2026-11-20')];
    expect(isCovered(subject({ ...ordinary, visits: between }), asOf)).toBe(true);
  });

  it('is a share by class, names who is missing, and has no value where nobody counts', () => {
    const found = visitCoverage(
      [
        subject({ id: 'a', visits: [met('2026-11-01')] }),
        subject({ id: 'b' }),
        subject({ id: 'new', since: '2026-11-01' }),
      ],
      asOf,
    );
    expect(found.key).toEqual({
      share: { numerator: 1, denominator: 2, percent: 50 },
      missing: ['b'],
      tooNew: 1,
    });
    expect(found.elder.share.percent).toBeNull();
  });
});

describe('completion of the plan', () => {
  it('counts confirmed visits made at most a week late', () => {
    const plan = (dueTo: string, on?: string, state = 'confirmed') => ({
      dueTo,
      visit: on === undefined ? undefined : { on, state },
    });
    const plans = [
      plan('2026-10-09', '2026-10-16'),
      plan('2026-10-09', '2026-10-17'),
      plan('2026-10-09', '2026-10-09', 'submitted'),
      plan('2026-10-30'),
      plan('2026-11-06', '2026-11-06'),
    ];
    expect(planCompletion(plans, { from: '2026-10-01', to: '2026-10-31' })).toEqual({
      numerator: 1,
      denominator: 4,
      percent: 25,
    });
  });
});
