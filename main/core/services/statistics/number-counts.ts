/** What 数字清 looks at (domain.md §4.1): reported cells against the register as it counts today, and pairs that nobody has decided about. */
import type { NumberCounts } from '../../../../shared/four-clears/gauges.ts';
import { cellsOf, compareReported } from '../../../../shared/statistics/cells.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { undecidedPairs } from '../register/duplicates.ts';
import { countRegister } from './count-register.ts';
import { cellsBy, latestReport, reportsOf } from './reports.ts';

/** By unit. One that has reported nothing has no cells to compare, but its pairs count in the district's sum; empty where nobody has reported. */
export async function numberCounts(
  context: ProfileContext,
): Promise<ReadonlyMap<string, NumberCounts>> {
  const reports = await reportsOf(context);
  const reporting = [...new Set(reports.map(({ unit }) => unit))].filter(
    (unit) => latestReport(reports, unit) !== null,
  );
  if (reporting.length === 0) return new Map();
  const { today } = checkContextOf(context);
  const [counts, pairs] = await Promise.all([countRegister(context), undecidedPairs(context)]);
  return new Map(
    [...new Set([...reporting, ...pairs.keys()])].map((unit) => {
      const computed = cellsOf(
        counts.get(unit) ?? { persons: [], households: 0, enterprises: 0 },
        today,
      );
      const { cells, equal } = compareReported(
        cellsBy(latestReport(reports, unit), 'reported'),
        computed,
      );
      return [unit, { cells, cellsEqual: equal, unresolvedPairs: pairs.get(unit) ?? 0 }];
    }),
  );
}
