/**
 * Which fields of a collection get a real SQL column, and how a JavaScript value is stored in it.
 * Columns are filled here and not by SQL over JSON, because only JavaScript knows the UTF-16 order
 * that RxDB sorts by. A document whose indexed value breaks its schema type is marked "odd".
 */
import type { RxJsonSchema } from 'rxdb';
import type { SqlValue } from './sqlite-database.ts';
import { toSortable } from './sortable-text.ts';

export type ColumnType = 'string' | 'number' | 'boolean';

export type Column = { path: string; name: string; type: ColumnType };

/** What of a schema decides the shape of its SQL table; kept in the file to notice a change. */
export type TableShape = { columns: Column[]; indexes: string[][] };

type AnySchema = Pick<RxJsonSchema<unknown>, 'properties' | 'indexes'>;

type SchemaNode = { type?: unknown; properties?: Record<string, SchemaNode> };

/** Derives columns and SQL indexes from a (filled) RxDB schema. Fields of a type we cannot order are left out. */
export function shapeOf(schema: AnySchema, primaryPath: string): TableShape {
  const columns: Column[] = [];
  const indexes: string[][] = [];
  for (const index of schema.indexes ?? []) {
    const names: string[] = [];
    for (const path of typeof index === 'string' ? [index] : index) {
      if (path === '_deleted') continue; // Every index is partial, WHERE del=0.
      const name = columnNameOf(path, primaryPath, schema, columns);
      if (name === undefined) break;
      names.push(name);
    }
    addIndex(indexes, names);
  }
  return { columns, indexes };
}

/** The column values of one document in the order of `columns`, and whether any of them is odd. */
export function columnValues(
  columns: readonly Column[],
  document: unknown,
): { values: SqlValue[]; odd: boolean } {
  let odd = false;
  const values = columns.map((column) => {
    const found = valueAt(document, column.path);
    const value = found.regular ? toColumnValue(column.type, found.value) : undefined;
    if (value === undefined) odd = true;
    return value ?? null;
  });
  return { values, odd };
}

/**
 * A JavaScript value as a column or a query parameter. A missing value is null; undefined means that the value
 * does not have the column's type, so SQL cannot stand in for JavaScript.
 */
export function toColumnValue(type: ColumnType, value: unknown): SqlValue | undefined {
  if (value === undefined) return null;
  if (type === 'string') return typeof value === 'string' ? toSortable(value) : undefined;
  if (type === 'boolean') return typeof value === 'boolean' ? Number(value) : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function columnNameOf(
  path: string,
  primaryPath: string,
  schema: AnySchema,
  columns: Column[],
): string | undefined {
  if (path === primaryPath) return 'id';
  if (path === '_meta.lwt') return 'lwt';
  const known = columns.find((column) => column.path === path);
  if (known !== undefined) return known.name;
  const type = typeAt(schema, path);
  if (type === undefined) return undefined;
  const column: Column = { path, name: `c${columns.length}`, type };
  columns.push(column);
  return column.name;
}

function typeAt(schema: AnySchema, path: string): ColumnType | undefined {
  let node: SchemaNode | undefined = { properties: schema.properties };
  for (const part of path.split('.')) node = node?.properties?.[part];
  if (node?.type === 'string' || node?.type === 'boolean') return node.type;
  return node?.type === 'number' || node?.type === 'integer' ? 'number' : undefined;
}

function addIndex(indexes: string[][], names: string[]): void {
  const useful = names.some((name) => name !== 'id' && name !== 'lwt');
  const key = names.join();
  if (useful && !indexes.some((other) => other.join() === key)) indexes.push(names);
}

/** `regular` is false where RxDB's matcher might see more than one value on the way (arrays) or a path into a scalar. */
function valueAt(document: unknown, path: string): { regular: boolean; value: unknown } {
  let value = document;
  for (const part of path.split('.')) {
    if (value === undefined) return { regular: true, value };
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { regular: false, value };
    value = Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined;
  }
  return { regular: true, value };
}
