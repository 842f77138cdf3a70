/**
 * Translates an RxDB selector into SQL that selects a superset of the matching documents, and says
 * whether it is exactly the matching ones. When it is not, the caller lets RxDB's own matcher decide.
 * Not translated: $regex $exists $type $mod $size $elemMatch $not $nor, fields without a column.
 */
import type { FilledMangoQuery } from 'rxdb';
import { toColumnValue } from './columns.ts';
import type { Column, ColumnType } from './columns.ts';
import type { SqlValue } from './sqlite-database.ts';

export type SqlCondition = { sql: string; params: SqlValue[]; exact: boolean };

/** Paths that SQL may use. With odd documents in the table `columns` must be empty. */
export type QueryFields = { primaryPath: string; columns: readonly Column[] };

type SqlField = { sql: string; type: ColumnType };

const ANYTHING: SqlCondition = { sql: '1', params: [], exact: false };
const MAX_IN_LIST = 500;

/** SQL for a selector as RxDB hands it to a storage (shorthands already expanded to $eq). */
export function selectorToSql(fields: QueryFields, selector: object): SqlCondition {
  const parts = Object.entries(selector).map(([key, matcher]: [string, unknown]): SqlCondition => {
    if (key === '$and')
      return Array.isArray(matcher) ? all(matcher.map((part) => nested(fields, part))) : ANYTHING;
    if (key === '$or')
      return Array.isArray(matcher) && matcher.length > 0
        ? any(matcher.map((part) => nested(fields, part)))
        : ANYTHING;
    if (key.startsWith('$')) return ANYTHING;
    return matcherToSql(fieldOf(fields, key), matcher);
  });
  return all(parts);
}

/** ORDER BY for RxDB's sort, made total by the primary key; undefined if a field has no column. */
export function sortToSql<RxDocType>(
  fields: QueryFields,
  sort: FilledMangoQuery<RxDocType>['sort'],
): string | undefined {
  const terms: string[] = [];
  for (const part of sort) {
    for (const [path, direction] of Object.entries(part)) {
      const field = fieldOf(fields, path);
      if (field === undefined) return undefined;
      terms.push(`${field.sql} ${direction === 'desc' ? 'DESC' : 'ASC'}`);
    }
  }
  if (!terms.some((term) => term.startsWith('id '))) terms.push('id ASC');
  return terms.join(', ');
}

function nested(fields: QueryFields, part: unknown): SqlCondition {
  return typeof part === 'object' && part !== null ? selectorToSql(fields, part) : ANYTHING;
}

function fieldOf(fields: QueryFields, path: string): SqlField | undefined {
  if (path === fields.primaryPath) return { sql: 'id', type: 'string' };
  if (path === '_deleted') return { sql: 'del', type: 'boolean' };
  if (path === '_meta.lwt') return { sql: 'lwt', type: 'number' };
  const column = fields.columns.find((candidate) => candidate.path === path);
  return column === undefined ? undefined : { sql: column.name, type: column.type };
}

function matcherToSql(field: SqlField | undefined, matcher: unknown): SqlCondition {
  if (field === undefined || typeof matcher !== 'object' || matcher === null) return ANYTHING;
  const operators = Object.entries(matcher);
  // An empty object, an array or a RegExp is a comparison of its own kind.
  if (operators.length === 0 || Array.isArray(matcher)) return ANYTHING;
  return all(
    operators.map(([operator, operand]: [string, unknown]) =>
      operatorToSql(field, operator, operand),
    ),
  );
}

function operatorToSql(field: SqlField, operator: string, operand: unknown): SqlCondition {
  if (operator === '$in' || operator === '$nin')
    return listToSql(field, operator === '$in', operand);
  if (operand === null && operator === '$eq') return exactly(`${field.sql} IS NULL`);
  if (operand === null && operator === '$ne') return exactly(`${field.sql} IS NOT NULL`);
  const value = operand === undefined ? undefined : toColumnValue(field.type, operand);
  if (value === undefined || value === null) return ANYTHING;
  if (operator === '$eq')
    return field.sql === 'del'
      ? exactly(`del=${Number(value)}`)
      : exactly(`${field.sql} = ?`, value);
  // A missing value is "not equal" to RxDB, hence IS NOT.
  if (operator === '$ne') return exactly(`${field.sql} IS NOT ?`, value);
  const comparison = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' }[operator];
  if (comparison === undefined || field.type === 'boolean') return ANYTHING;
  return exactly(`${field.sql} ${comparison} ?`, value);
}

function listToSql(field: SqlField, inside: boolean, operand: unknown): SqlCondition {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length > MAX_IN_LIST)
    return ANYTHING;
  const values: SqlValue[] = [];
  for (const item of operand as unknown[]) {
    const value = item === undefined || item === null ? undefined : toColumnValue(field.type, item);
    if (value === undefined) return ANYTHING;
    values.push(value);
  }
  const marks = values.map(() => '?').join();
  return inside
    ? exactly(`${field.sql} IN (${marks})`, ...values)
    : exactly(`(${field.sql} IS NULL OR ${field.sql} NOT IN (${marks}))`, ...values);
}

function exactly(sql: string, ...params: SqlValue[]): SqlCondition {
  return { sql, params, exact: true };
}

function all(parts: SqlCondition[]): SqlCondition {
  const useful = parts.filter((part) => part.sql !== '1');
  return {
    sql: useful.length === 0 ? '1' : useful.map((part) => part.sql).join(' AND '),
    params: useful.flatMap((part) => part.params),
    exact: parts.every((part) => part.exact),
  };
}

function any(parts: SqlCondition[]): SqlCondition {
  // One branch that may match anything makes the whole condition match anything.
  if (parts.some((part) => part.sql === '1'))
    return { ...ANYTHING, exact: parts.every((part) => part.exact) };
  return {
    sql: `(${parts.map((part) => `(${part.sql})`).join(' OR ')})`,
    params: parts.flatMap((part) => part.params),
    exact: parts.every((part) => part.exact),
  };
}
