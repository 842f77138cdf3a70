/** The records behind a figure, as the conditions of a list: what is counted can always be opened (domain.md §4.10 click-through). */
import { addDays } from '../calendar/day.ts';
import { startOfBusinessDate } from '../calendar/time-zone.ts';
import type { Condition } from '../records/list-spec.ts';
import type { KpiSpec, RecordType } from '../records/record-type.ts';

export interface Period {
  /** Both included; `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/** Which records of the type belong to the period; none of the conditions where it counts as of now. */
export function periodConditions(type: RecordType, { from, to }: Period): readonly Condition[] {
  const column = type.list.columns.find(({ key }) => key === type.countedOn);
  if (column === undefined) return [];
  // Instants are cut at midnight in Ningbo, dates as they stand.
  const [first, after] =
    column.format === 'instant'
      ? [startOfBusinessDate(from), startOfBusinessDate(addDays(to, 1))]
      : [from, addDays(to, 1)];
  return [
    { column: column.key, op: '>=', value: first },
    { column: column.key, op: '<', value: after },
  ];
}

/** What the figure counts: its numerator, within the period. */
export function countedBy(type: RecordType, kpi: KpiSpec, period: Period): readonly Condition[] {
  return [...periodConditions(type, period), ...kpi.numerator];
}

/** What a share is taken of; null for counts and sums. */
export function takenOf(
  type: RecordType,
  kpi: KpiSpec,
  period: Period,
): readonly Condition[] | null {
  return kpi.denominator === undefined
    ? null
    : [...periodConditions(type, period), ...kpi.denominator];
}
