/**
 * One figure from its definition over records (domain.md §4): the definition is the type's `kpis`, its conditions are over list columns.
 * A share with an empty denominator has no value and is shown as "—", never as 0 or 100. The core computes the same in SQL.
 */
import { addDays } from '../calendar/day.ts';
import type { Envelope } from '../records/envelope.ts';
import type { Cell, Condition, ConditionValue } from '../records/list-spec.ts';
import type { KpiSpec, RecordType } from '../records/record-type.ts';

export interface Measured {
  /** Shares ×100 with two decimals, half up; money in 分; null = "—". */
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number | null;
}

/** Deterministic: `today` is the as-of day. */
export function measure(
  type: RecordType,
  kpi: KpiSpec,
  records: readonly Envelope[],
  today: string,
): Measured {
  const cells = records.map((record) => cellsOf(type, record));
  const keyed = keyColumns(type);
  const matching = (conditions: readonly Condition[]) =>
    cells.filter((row) => conditions.every((condition) => holds(row, condition, today, keyed)));
  const numerator = matching(kpi.numerator);
  if (kpi.sum !== undefined) return plain(total(numerator, kpi.sum));
  if (kpi.distinct !== undefined)
    return plain(new Set(numerator.map((row) => row[kpi.distinct ?? ''])).size);
  if (kpi.mean !== undefined) {
    const sum = total(numerator, kpi.mean);
    return share(sum, numerator.length, 1);
  }
  return kpi.denominator === undefined
    ? plain(numerator.length)
    : share(numerator.length, matching(kpi.denominator).length, 100);
}

/** The records that a list limited by these conditions shows, as the core finds them in SQL. `$me` and `$now` are not known here. */
export function recordsMatching(
  type: RecordType,
  records: readonly Envelope[],
  conditions: readonly Condition[],
  today: string,
): readonly Envelope[] {
  const keyed = keyColumns(type);
  return records.filter((record) => {
    const row = cellsOf(type, record);
    return conditions.every((condition) => holds(row, condition, today, keyed));
  });
}

/** Columns in which several dictionary keys stand with commas between: a whole key matches, no part of one. */
function keyColumns(type: RecordType): ReadonlySet<string> {
  return new Set(
    type.list.columns.filter(({ format }) => format === 'choice').map(({ key }) => key),
  );
}

/** Rounded to two decimals, half up; "—" where there is nothing to divide by. */
export function share(numerator: number, denominator: number, times: number): Measured {
  return {
    value:
      denominator === 0
        ? null
        : Math.round((numerator * times * 100) / denominator + Number.EPSILON) / 100,
    numerator,
    denominator,
  };
}

function plain(value: number): Measured {
  return { value, numerator: value, denominator: null };
}

type Row = Readonly<Record<string, Cell>>;

function cellsOf(type: RecordType, record: Envelope): Row {
  const own = type.list.columns.map((column) => [column.key, column.value(record)] as const);
  return {
    ...Object.fromEntries(own),
    id: record.id,
    unit: record.unit,
    community: record.community,
    state: record.state,
    updated_at: record.updatedAt,
  };
}

function total(rows: readonly Row[], column: string): number {
  return rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
}

function holds(
  row: Row,
  { column, op, value }: Condition,
  today: string,
  keyed: ReadonlySet<string>,
): boolean {
  const cell = row[column] ?? null;
  const isEmpty = cell === null || cell === '';
  if (op === 'empty') return isEmpty;
  if (op === 'filled') return !isEmpty;
  const wanted = (Array.isArray(value) ? value : [value]).map((each) =>
    fill(each as ConditionValue, today),
  );
  if (op === 'in') return cell !== null && wanted.includes(cell);
  const [one = ''] = wanted;
  if (op === '!=') return cell !== one;
  if (cell === null) return false;
  if (op === '=') return cell === one;
  if (op === 'contains')
    return keyed.has(column)
      ? String(cell).split(',').includes(String(one))
      : String(cell).includes(String(one));
  const order = cell === one ? 0 : cell < one ? -1 : 1;
  if (op === '<') return order < 0;
  if (op === '<=') return order <= 0;
  return op === '>' ? order > 0 : order >= 0;
}

function fill(value: ConditionValue, today: string): ConditionValue {
  const days = typeof value === 'string' ? /^\$today(?:([+-]\d+))?$/.exec(value) : null;
  return days === null ? value : addDays(today, Number(days[1] ?? 0));
}
