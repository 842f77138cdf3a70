/** Kinship read from both ends, what it founds, and what cannot be true together. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionaries } from '../../dictionaries/dictionary.ts';
import { contradictions, type Known } from './contradictions.ts';
import {
  constitutes,
  generationsAbove,
  inverseOf,
  isInForce,
  qualifies,
  sexOfWord,
} from './kin.ts';
import type { RelationData } from './schema.ts';

const ref = (id: string) => ({ type: 'person', id, label: id });
const kin = (from: string, rel: string, to: string, more: Partial<RelationData> = {}) =>
  ({ kind: 'kin', from: ref(from), rel, to: ref(to), ...more }) as RelationData;

const people: Record<string, Known> = {
  mother: { sex: '2', birth: '1952-09-15' },
  son: { sex: '1', birth: '1975' },
  daughter: { sex: '2', birth: '1979-05' },
  father: { sex: '1', birth: '1950' },
};
const codes = (relation: RelationData, others: readonly RelationData[] = []) =>
  contradictions(relation, { known: (id) => people[id], others }).map(
    ({ severity, code }) => `${severity} ${code}`,
  );
const words = Object.keys(dictionaries['rel'] ?? {}).filter(
  (word) => word !== 'head' && word !== 'other' && word !== 'support',
);

describe('both ends of a relation', () => {
  it('has a word for every word, which is in the dictionary, and stands as many generations the other way', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.constantFrom('1' as const, '2' as const, '9' as const),
        (word, sex) => {
          const back = inverseOf(word, sex);
          expect(dictionaries['kin_word']).toHaveProperty(back);
          expect(generationsAbove(back)).toBe(0 - (generationsAbove(word) ?? Number.NaN));
          const said = sexOfWord(back);
          if (said !== '9' && sex !== '9') expect(said).toBe(sex);
        },
      ),
    );
  });

  it.each([
    ['mother', '1', 'son'],
    ['son', '2', 'mother'],
    ['elder_sister', '1', 'younger_brother'],
    ['grandchild', '2', 'grandmother'],
    ['daughter_in_law', '2', 'parent_in_law'],
    ['spouse', '1', 'spouse'],
    ['father', '9', 'child'],
  ] as const)('whoever is the %s sees the other (sex %s) as %s', (word, sex, back) => {
    expect(inverseOf(word, sex)).toBe(back);
  });
});

describe('what a relation founds', () => {
  it.each([
    ['hq', 'qj'],
    ['gq', 'qj'],
    ['whr', 'whj'],
    ['hyi', 'whj'],
    ['ga', 'gaj'],
    ['lx', 'lxj'],
    ['hg', 'no'],
    ['oth', 'no'],
  ] as const)('through a relative who is %s: %s', (anchorIdentity, founded) => {
    expect(constitutes(kin('a', 'mother', 'b', { anchorIdentity }))).toBe(founded);
  });

  it('a daughter-in-law counts, another relative does not, support only with the notary', () => {
    const through = (rel: string, more = {}) =>
      constitutes(kin('a', rel, 'b', { anchorIdentity: 'hq', ...more }));
    expect(through('daughter_in_law')).toBe('qj');
    expect(through('other')).toBe('no');
    expect(through('support')).toBe('no');
    expect(through('support', { notarised: true })).toBe('qj');
  });

  it('outlives a death and ends with a divorce', () => {
    const ended = (endedReason: string) =>
      kin('a', 'spouse', 'b', { anchorIdentity: 'hq', country: 'SGP', until: '2020', endedReason });
    expect(qualifies(ended('died'))).toBe(true);
    expect(isInForce(ended('died'))).toBe(true);
    expect(qualifies(ended('divorced'))).toBe(false);
    expect(qualifies(kin('a', 'spouse', 'b', { anchorIdentity: 'hq' }))).toBe(false);
  });
});

describe('contradictions', () => {
  it('lets a family be', () => {
    expect(codes(kin('mother', 'mother', 'son'), [kin('father', 'father', 'son')])).toEqual([]);
    expect(codes(kin('daughter', 'younger_sister', 'son'))).toEqual([]);
  });

  it('registers two people once, whichever way round, until it ended', () => {
    const there = kin('son', 'son', 'mother');
    expect(codes(kin('mother', 'mother', 'son'), [there])).toEqual(['error relation.twice']);
    const ended = { ...there, until: '2020', endedReason: 'mistake' };
    expect(codes(kin('mother', 'mother', 'son'), [ended])).toEqual([]);
  });

  it('knows that a father is no woman', () => {
    expect(codes(kin('mother', 'father', 'son'))).toEqual(['error relation.sex']);
    expect(codes(kin('stranger', 'father', 'son'))).toEqual([]);
  });

  it('compares births only as far as they are known', () => {
    expect(codes(kin('son', 'father', 'mother'))).toEqual(['error relation.older']);
    expect(codes(kin('son', 'son', 'daughter'))).toEqual(['error relation.older']);
    expect(codes(kin('son', 'father', 'daughter'))).toEqual(['warning relation.too_young']);
    expect(codes(kin('daughter', 'elder_sister', 'son'))).toEqual(['error relation.siblings_age']);
    people['twin'] = { sex: '1', birth: '1975-03' };
    expect(codes(kin('son', 'elder_brother', 'twin'))).toEqual([]);
  });

  it('gives nobody two mothers or two spouses, from either end', () => {
    people['other'] = { sex: '2', birth: '1951' };
    expect(codes(kin('other', 'mother', 'son'), [kin('mother', 'mother', 'son')])).toEqual([
      'error relation.second_parent',
    ]);
    expect(codes(kin('son', 'son', 'other'), [kin('son', 'son', 'mother')])).toEqual([
      'error relation.second_parent',
    ]);
    expect(codes(kin('father', 'spouse', 'other'), [kin('mother', 'spouse', 'father')])).toEqual([
      'error relation.second_spouse',
    ]);
    const divorced = kin('mother', 'spouse', 'father', {
      until: '1990',
      endedReason: 'divorced',
    });
    expect(codes(kin('father', 'spouse', 'other'), [divorced])).toEqual([]);
  });

  it('asks about roles in one enterprise only once each', () => {
    const post = (role: string) =>
      ({
        kind: 'enterprise',
        from: ref('son'),
        to: { type: 'enterprise', id: 'e', label: 'e' },
        role,
      }) as RelationData;
    expect(codes(post('legal'), [post('shareholder')])).toEqual([]);
    expect(codes(post('legal'), [post('legal')])).toEqual(['error relation.twice']);
  });
});
