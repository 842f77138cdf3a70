import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCounts, gaugesOf, levelOf, noCounts, type ClearCounts } from './gauges.ts';

describe('四清', () => {
  it('of the fixture is as the specification computed it (domain.md §4.12)', () => {
    // p1…p5: 12/12, 10/12, 12/12, 11/12, 12/12 filled; p5's identity is unchecked; p3 lacks its relation, p5 needs none.
    const counts: ClearCounts = {
      records: 5,
      filledShare: 1 + 10 / 12 + 1 + 11 / 12 + 1,
      complete: 2,
      relationDue: 4,
      relationOk: 3,
      // Ages 60, 244, 456, 77, 30 against 180, 365, 365, 90, 365 days.
      fresh: 4,
      persons: 5,
    };
    expect(gaugesOf(counts, { cells: 5, cellsEqual: 4, unresolvedPairs: 1 })).toEqual({
      dz: 95,
      full: 40,
      gx: 75,
      dt: 80,
      sz: 80,
      sq: 82.5,
      level: 'nearly',
    });
  });

  it('has no value where there is nothing to divide by', () => {
    expect(gaugesOf(noCounts, null)).toEqual({
      dz: null,
      full: null,
      sz: null,
      gx: null,
      dt: null,
      sq: null,
      level: 'none',
    });
  });

  it.each([
    [95, [95, 95, 95, 95], 'clear'],
    [94.99, [99, 99, 99, 82], 'nearly'],
    [80, [80, 80, 80, 80], 'nearly'],
    [79.99, [80, 80, 80, 79.96], 'unclear'],
    [89, [100, 100, 100, 59.99], 'unclear'],
    [89, [100, 100, null, 67], 'nearly'],
  ] as const)('%d of %j is %s', (sq, gauges, level) => {
    expect(levelOf(sq, gauges)).toBe(level);
  });

  it('of a street is that of its communities together, in whatever order they come', () => {
    const count = fc.nat({ max: 500 });
    const anyCounts = fc.record({
      records: count,
      filledShare: count,
      complete: count,
      relationDue: count,
      relationOk: count,
      fresh: count,
      persons: count,
    });
    fc.assert(
      fc.property(fc.array(anyCounts, { maxLength: 12 }), (communities) => {
        const sum = (all: readonly ClearCounts[]) => all.reduce(addCounts, noCounts);
        expect(gaugesOf(sum(communities), null)).toEqual(
          gaugesOf(sum(communities.toReversed()), null),
        );
        const half = Math.floor(communities.length / 2);
        expect(addCounts(sum(communities.slice(0, half)), sum(communities.slice(half)))).toEqual(
          sum(communities),
        );
      }),
      { seed: 20261125, numRuns: 200 },
    );
  });
});
