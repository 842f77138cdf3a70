/** Puts a value at a clash's path: `phone`, `needs.<row id>`, `needs.<row id>.text`. */
import type { PlainData } from '../../../../shared/records/envelope.ts';

/** A copy of the data with the value there; nothing as the value takes the field, or the row, away. */
export function setAtPath(data: PlainData, path: string, value: unknown): PlainData {
  const [field = '', rowId, ...rest] = path.split('.');
  if (rowId === undefined) return withValue(data, field, value);
  const rows = Array.isArray(data[field]) ? (data[field] as PlainData[]) : [];
  return withValue(
    data,
    field,
    rest.length === 0
      ? withRow(rows, rowId, value)
      : rows.map((row) => (row['id'] === rowId ? setAtPath(row, rest.join('.'), value) : row)),
  );
}

/** The value at a path of the same form; undefined where there is nothing. */
export function valueAtPath(data: PlainData, path: string): unknown {
  const [field = '', rowId, ...rest] = path.split('.');
  if (rowId === undefined) return data[field];
  const rows = Array.isArray(data[field]) ? (data[field] as PlainData[]) : [];
  const row = rows.find((each) => each['id'] === rowId);
  return rest.length === 0 || row === undefined ? row : valueAtPath(row, rest.join('.'));
}

function withValue(data: PlainData, field: string, value: unknown): PlainData {
  const { [field]: _old, ...others } = data;
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
    ? others
    : { ...others, [field]: value };
}

function withRow(rows: readonly PlainData[], id: string, value: unknown): PlainData[] {
  const others = rows.filter((row) => row['id'] !== id);
  if (value === null || value === undefined) return others;
  return rows.some((row) => row['id'] === id)
    ? rows.map((row) => (row['id'] === id ? (value as PlainData) : row))
    : [...others, value as PlainData];
}
