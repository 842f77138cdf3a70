import { describe, expect, it } from 'vitest';
import { completenessOf, freshDays, freshUntil, isChecked } from './requirements.ts';

describe('what a record of the register must have', () => {
  const here = {
    nameCn: '虞一',
    sex: '1',
    birth: '1950',
    nationality: 'CHN',
    identities: [{ identity: 'gq', verifyLevel: 'self' }],
    liveCountry: 'CHN',
    liveState: 'in',
    segment: 'C',
    liaison: {},
    verifiedOn: '2026-01-01',
  };

  it('asks more of those who live here, and a foreign name of foreign nationals', () => {
    expect(completenessOf('person', here).missing).toEqual([
      'domicileAddr',
      'liveAddr',
      'community',
      'household',
    ]);
    const abroad = { ...here, liveCountry: 'ITA', identities: [{ identity: 'whr' }] };
    expect(completenessOf('person', abroad)).toEqual({
      required: 11,
      filled: 10,
      missing: ['nameForeign'],
    });
  });

  it('does not take an empty list or an empty text for an answer', () => {
    expect(completenessOf('person', { ...here, identities: [], nameCn: '' }).missing).toEqual(
      expect.arrayContaining(['identities', 'nameCn']),
    );
  });

  it('knows how long a verification counts', () => {
    expect(freshDays('household', { tags: ['hardship', 'key'] })).toBe(90);
    expect(freshDays('person', { segment: 'A' })).toBe(180);
    expect(freshDays('enterprise', { aboveScale: true })).toBe(180);
    expect(freshDays('enterprise', {})).toBe(365);
    expect(freshUntil('person', { segment: 'A', verifiedOn: '2026-01-01' })).toBe('2026-06-30');
    expect(freshUntil('person', {})).toBeNull();
  });

  it('believes an identity from the community upwards', () => {
    expect(isChecked('person', here)).toBe(false);
    expect(isChecked('person', { identities: [{ verifyLevel: 'community' }] })).toBe(true);
    expect(isChecked('household', {})).toBe(true);
  });
});
