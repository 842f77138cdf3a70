/** Three tiers over 9 and 17, and the seed's claims about zones judged by figures. */
import { describe, expect, it } from 'vitest';
import { coverageOf, isCovered, type TierRow } from './tiers.ts';
import { claimsOf, oldShare, type ZoneFigures } from './zones.ts';

const row = (place: string, kind: string, tiers: Record<string, number>): TierRow => ({
  place,
  kind,
  tiers,
});
const zone = (name: string, more: Partial<ZoneFigures>): ZoneFigures => ({
  zone: name,
  persons: 100,
  old: 0,
  young: 0,
  enterprises: 0,
  aboveScale: 0,
  ecommerce: 0,
  startups: 0,
  donations: 0,
  donated: 0,
  ...more,
});

describe('three tiers', () => {
  it('cover a place only together, and the park is in neither denominator', () => {
    const rows = [
      row('a', 'street', { '1': 1, '2': 4, '3': 1 }),
      row('b', 'street', { '1': 1, '2': 4 }),
      row('c', 'town', { '1': 1, '2': 1, '3': 2, x: 1 }),
      row('p', 'park', { '1': 1, '2': 1, '3': 1 }),
    ];
    expect(rows.map(isCovered)).toEqual([true, false, true, true]);
    expect(coverageOf(rows, ['street'])).toEqual({ covered: 1, of: 2, share: 50 });
    expect(coverageOf(rows, ['street', 'town', 'township'])).toEqual({
      covered: 2,
      of: 3,
      share: 66.67,
    });
    expect(coverageOf([], ['street']).share).toBeNull();
  });
});

describe('claims about zones', () => {
  it('hold, fail or stay open by what is counted', () => {
    const zones = [
      zone('east', { old: 20, young: 80, startups: 5 }),
      zone('middle', { old: 40, young: 60, enterprises: 9, donated: 1 }),
      zone('west', { old: 30, young: 70, enterprises: 3, donated: 5 }),
    ];
    expect(claimsOf(zones).map(({ key, verdict }) => `${key} ${verdict}`)).toEqual([
      'few_old holds',
      'startups holds',
      'many_old not',
      'enterprises holds',
      'donations not',
    ]);
    expect(claimsOf([]).every(({ verdict }) => verdict === 'unknown')).toBe(true);
    expect(oldShare(zone('east', {}))).toBeNull();
  });
});
