/** The duplicate rules against pairs of whom it is known whether they are one person, with the real readings of names (domain.md §2.4). */
import { describe, expect, it } from 'vitest';
import { judgePair } from '../../../shared/duplicates/key.ts';
import { labelledPairs } from '../../../shared/duplicates/labelled-pairs.ts';
import { personKeys } from '../../../shared/duplicates/person-keys.ts';
import type { PlainData } from '../../../shared/records/envelope.ts';
import { createPinyinProPort } from './pinyin-pro-port.ts';

const pinyin = createPinyinProPort();
const keys = (data: PlainData) =>
  personKeys({ data, community: String(data['community'] ?? ''), unit: '330203008' }, pinyin);

describe.each([1, 7, 2026])('2,000 labelled pairs of seed %i', (seed) => {
  const pairs = labelledPairs(seed, 2000).map((pair) => ({
    ...pair,
    found: judgePair(keys(pair.a), keys(pair.b)),
  }));

  it('finds at least 95 in 100 and is right at least 8 times in 10', () => {
    const same = pairs.filter(({ isSame }) => isSame);
    const found = pairs.filter((pair) => pair.found !== null);
    const right = found.filter(({ isSame }) => isSame).length;
    const missed = same.filter((pair) => pair.found === null).map(({ how }) => how);
    expect(
      right / same.length,
      `seed ${seed} missed ${JSON.stringify(tally(missed))}`,
    ).toBeGreaterThanOrEqual(0.95);
    expect(right / found.length, `seed ${seed}`).toBeGreaterThanOrEqual(0.8);
  });

  it('calls exact only what has the same number', () => {
    for (const { a, b, found } of pairs) {
      if (found?.level !== 'exact') continue;
      const number = (data: PlainData) => (data['documents'] as { number: string }[])[0]?.number;
      expect(number(a)).toBe(number(b));
    }
  });

  it('takes no stranger, no twin and nobody’s father at the same telephone for the same', () => {
    for (const { how, found } of pairs)
      if (how === 'twin' || how === 'family_phone' || how === 'namesake')
        expect([how, found]).toEqual([how, null]);
  });
});

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
