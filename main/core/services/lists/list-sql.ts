/** Turns the conditions of a list into SQL over the type's projection table. Names come from the declaration, values only as parameters. */
import { addDays } from '../../../../shared/calendar/day.ts';
import type { Condition, ConditionValue, ListView } from '../../../../shared/records/list-spec.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { searchCondition, type SqlValue } from '../../storage/index.ts';
import { isColumn, sortColumnOf } from '../profile/list-columns.ts';
import { tableOf } from '../profile/type-tables.ts';
import { conditionsOf } from '../profile/view-flags.ts';

export interface SqlPart {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** What `$today`, `$today-365`, `$now` and `$me` stand for. */
export interface Placeholders {
  readonly today: string;
  readonly now: string;
  readonly me: string;
}

/** All conditions together; those on columns that do not exist select nothing, so that a stale view never shows too much. */
export function whereSql(
  type: RecordType,
  conditions: readonly Condition[],
  placeholders: Placeholders,
): SqlPart {
  const parts = conditions.map((condition) =>
    isColumn(type, condition.column)
      ? conditionSql(type, condition, placeholders)
      : { sql: '0', params: [] },
  );
  return {
    sql: parts.map((part) => part.sql).join(' AND ') || '1',
    params: parts.flatMap((part) => part.params),
  };
}

/** A saved view: its conditions and what nothing may name. The type's own table is called `list` in the question. */
export function viewSql(type: RecordType, view: ListView, placeholders: Placeholders): SqlPart {
  const where = whereSql(type, conditionsOf(view), placeholders);
  const other = view.without === undefined ? undefined : recordType(view.without.type);
  if (view.without === undefined || other === undefined) return where;
  const naming = whereSql(other, view.without.where, placeholders);
  return {
    sql: `${where.sql} AND NOT EXISTS (SELECT 1 FROM ${tableOf(other.name)} WHERE ${view.without.column} = list.id AND ${naming.sql})`,
    params: [...where.params, ...naming.params],
  };
}

/** Finds by 汉字, pinyin, initials or digits within the type; `null` when nothing was typed. */
export function textSql(type: RecordType, typed: string): SqlPart | null {
  const condition = searchCondition(typed);
  if (condition === undefined) return null;
  return {
    sql: `id IN (SELECT id FROM search WHERE type = ? AND (${condition.sql}))`,
    params: [type.name, ...condition.params],
  };
}

/** Empty values come last in either direction; equal ones are ordered by id, so that pages never overlap. */
export function orderSql(
  type: RecordType,
  sort: readonly { readonly column: string; readonly dir: 'asc' | 'desc' }[],
): string {
  const known = sort.filter((each) => isColumn(type, each.column));
  // Downwards the id goes down as well: then an index read backwards gives this order as it stands.
  const last = known.at(-1)?.dir ?? 'asc';
  return [
    ...known.map(({ column, dir }) => `${sortColumnOf(type, column)} ${dir} NULLS LAST`),
    `id ${last}`,
  ].join(', ');
}

function conditionSql(
  type: RecordType,
  { column, op, value }: Condition,
  placeholders: Placeholders,
): SqlPart {
  if (op === 'empty') return { sql: `(${column} IS NULL OR ${column} = '')`, params: [] };
  if (op === 'filled') return { sql: `(${column} IS NOT NULL AND ${column} <> '')`, params: [] };
  if (value === undefined) return { sql: '1', params: [] };
  if (op === 'in') {
    const values = (Array.isArray(value) ? value : [value]).map((each) => fill(each, placeholders));
    return {
      sql: `${column} IN (SELECT value FROM json_each(?))`,
      params: [JSON.stringify(values)],
    };
  }
  const one = fill(
    Array.isArray(value) ? (value[0] ?? '') : (value as ConditionValue),
    placeholders,
  );
  if (op === 'contains') return containsSql(type, column, String(one));
  if (op === '!=') return { sql: `${column} IS NOT ?`, params: [one] };
  return { sql: `${column} ${op} ?`, params: [one] };
}

/** Several dictionary keys stand in one cell with commas between: there a whole key must match, elsewhere any part. */
function containsSql(type: RecordType, column: string, value: string): SqlPart {
  const isKeys = type.list.columns.find((each) => each.key === column)?.format === 'choice';
  if (isKeys) return { sql: `instr(',' || ${column} || ',', ?) > 0`, params: [`,${value},`] };
  return { sql: `instr(${column}, ?) > 0`, params: [value] };
}

function fill(value: ConditionValue, { today, now, me }: Placeholders): ConditionValue {
  if (typeof value !== 'string' || !value.startsWith('$')) return value;
  if (value === '$me') return me;
  if (value === '$now') return now;
  const days = /^\$today(?:([+-]\d+))?$/.exec(value);
  return days === null ? value : addDays(today, Number(days[1] ?? 0));
}
