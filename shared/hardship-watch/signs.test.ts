import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/day.ts';
import { signsOf, unaidedSigns, type HouseholdFacts } from './signs.ts';

const today = '2026-11-26';
const plain: HouseholdFacts = {
  tags: [],
  taggedOn: {},
  known: '2020-01-01',
  visits: [],
  cases: [],
};
const term = { today, days: 60 };
const names = (facts: Partial<HouseholdFacts>) =>
  unaidedSigns({ ...plain, ...facts }, term).map(({ sign }) => sign);

describe('signs of hardship', () => {
  it.each([
    [
      'a tag that has stood for 60 days',
      { tags: ['hardship'], taggedOn: { hardship: '2026-09-27' } },
      ['tagged'],
    ],
    ['a tag of 59 days: not yet', { tags: ['hardship'], taggedOn: { hardship: '2026-09-28' } }, []],
    ['a tag without a day counts from the register', { tags: ['hardship'] }, ['tagged']],
    ['alone and aged together', { tags: ['alone', 'aged'] }, ['alone_aged']],
    ['alone only', { tags: ['alone'] }, []],
    [
      'both tags, the later of them fresh',
      { tags: ['alone', 'aged'], taggedOn: { aged: '2026-11-01' } },
      [],
    ],
    ['a hardship visit', { visits: [{ on: '2026-09-01', kind: 'hardship' }] }, ['hard_visit']],
    [
      'a visit after a misfortune',
      { visits: [{ on: '2026-09-01', kind: 'urgent' }] },
      ['hard_visit'],
    ],
    ['a festival visit says nothing', { visits: [{ on: '2026-09-01', kind: 'festival' }] }, []],
    [
      'a hardship visit more than a year ago',
      { visits: [{ on: '2025-11-20', kind: 'hardship' }] },
      [],
    ],
  ] as const)('%s', (_what, facts, expected) => {
    expect(names(facts)).toEqual(expected);
  });

  it('are silent while a case is open, whenever it was applied for', () => {
    const open = { appliedOn: '2024-01-01', endedOn: null, lowIncome: 'db' };
    expect(names({ tags: ['hardship', 'alone', 'aged'], cases: [open] })).toEqual([]);
  });

  it('come back a year and sixty days after the last case ended', () => {
    const ended = (endedOn: string) => [{ appliedOn: '2024-01-01', endedOn, lowIncome: 'db' }];
    const long = addDays(today, -(365 + 60));
    expect(names({ tags: ['hardship'], cases: ended(long) })).toEqual(['tagged', 'low_income']);
    expect(names({ tags: ['hardship'], cases: ended(addDays(long, 1)) })).toEqual([]);
  });

  it('leave out whoever asked after the sign appeared, however it ended', () => {
    const refused = [{ appliedOn: '2026-10-01', endedOn: '2026-10-10', lowIncome: 'none' }];
    expect(names({ tags: ['hardship'], cases: refused })).toEqual([]);
  });

  it('never count from before the aid ran out, and never from the future', () => {
    const day = fc.integer({ min: -1500, max: 0 }).map((offset) => addDays(today, offset));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(day, day), { maxLength: 4 }),
        fc.subarray(['hardship', 'alone', 'aged']),
        fc.array(fc.record({ on: day, kind: fc.constantFrom('hardship', 'daily') }), {
          maxLength: 5,
        }),
        (spans, tags, visits) => {
          const cases = spans.map(([a, b]) => ({
            appliedOn: a < b ? a : b,
            endedOn: a < b ? b : a,
            lowIncome: 'db',
          }));
          const facts = { ...plain, tags, visits, cases };
          const last = cases
            .map(({ endedOn }) => endedOn)
            .toSorted()
            .at(-1);
          for (const { since } of signsOf(facts, today))
            if (last !== undefined) expect(since >= addDays(last, 365)).toBe(true);
          for (const { since } of unaidedSigns(facts, term))
            expect(since <= addDays(today, -60)).toBe(true);
        },
      ),
      { seed: 20261126, numRuns: 300 },
    );
  });
});
