/** Short ways to write list columns over `data`. */
import type { Cell, ListColumn, ListSpec } from './list-spec.ts';
import { flowOf } from '../workflow/flow.ts';
import type { PlainData } from './envelope.ts';

type Extra = Partial<Pick<ListColumn, 'options' | 'optional'>>;

/** A text column straight from one field. */
export function textColumn(key: string, width: number, extra: Extra = {}): ListColumn {
  return {
    key,
    sqlType: 'text',
    width,
    format: 'text',
    value: (record) => asText(record.data[key]),
    ...extra,
  };
}

/** A dictionary key, shown by its label. */
export function choiceColumn(
  key: string,
  options: string,
  width: number,
  extra: Extra = {},
): ListColumn {
  return {
    key,
    sqlType: 'text',
    width,
    format: 'choice',
    options,
    value: (record) => asText(record.data[key]),
    ...extra,
  };
}

export function dateColumn(key: string, width: number, extra: Extra = {}): ListColumn {
  return {
    key,
    sqlType: 'text',
    width,
    format: 'date',
    value: (record) => asText(record.data[key]),
    ...extra,
  };
}

/** A reference, shown by its label; pair it with `refIdColumn` to filter by the record it points to. */
export function refColumn(key: string, width: number, extra: Extra = {}): ListColumn {
  return {
    key,
    sqlType: 'text',
    width,
    format: 'text',
    value: (record) => refPart(record.data[key], 'label'),
    ...extra,
  };
}

/** The id behind a reference: never drawn, only filtered. */
export function refIdColumn(key: string, field: string): ListColumn {
  return {
    key,
    sqlType: 'text',
    width: 0,
    format: 'text',
    value: (record) => refPart(record.data[field], 'id'),
  };
}

export function flagColumn(key: string, width: number, extra: Extra = {}): ListColumn {
  return {
    key,
    sqlType: 'integer',
    width,
    format: 'flag',
    value: (record) => (record.data[key] === true ? 1 : 0),
    ...extra,
  };
}

export function moneyColumn(
  key: string,
  width: number,
  value: (data: PlainData) => number | null,
): ListColumn {
  return { key, sqlType: 'integer', width, format: 'money', value: (record) => value(record.data) };
}

export const bizNoColumn: ListColumn = {
  key: 'biz_no',
  sqlType: 'text',
  width: 150,
  format: 'text',
  value: (record) => record.bizNo || null,
  optional: true,
};
export const stateColumn: ListColumn = {
  key: 'state_label',
  sqlType: 'text',
  width: 112,
  format: 'state',
  value: (record) => record.state,
};
/** The day it entered the register; for figures, never drawn. */
export const sinceColumn: ListColumn = {
  key: 'since',
  sqlType: 'text',
  width: 0,
  format: 'date',
  value: (record) => record.createdAt.slice(0, 10),
};
/** The community's code; the page shows its name. */
export const communityColumn: ListColumn = {
  key: 'community_name',
  sqlType: 'text',
  width: 130,
  format: 'choice',
  options: 'community',
  value: (record) => record.community || null,
};
export const updatedColumn: ListColumn = {
  key: 'updated',
  sqlType: 'text',
  width: 130,
  format: 'instant',
  value: (record) => record.updatedAt,
  optional: true,
};

/** The deadline of the present state. The page draws it with its light from `warn_on` and `clock_stopped`. */
export const dueColumn: ListColumn = {
  key: 'due_on',
  sqlType: 'text',
  width: 116,
  format: 'due',
  value: (record) => flowOf(record)?.due ?? null,
};
/** First day of the yellow light; never drawn itself. */
const warnColumn: ListColumn = {
  key: 'warn_on',
  sqlType: 'text',
  width: 0,
  format: 'text',
  value: (record) => flowOf(record)?.warn ?? null,
};
/** 1 while the clock stands still. */
const stoppedColumn: ListColumn = {
  key: 'clock_stopped',
  sqlType: 'integer',
  width: 0,
  format: 'flag',
  value: (record) => (flowOf(record)?.stopped === undefined ? 0 : 1),
};
/** What a list needs to show and sort by deadlines; a type's list includes all three or none. */
export const clockColumns: readonly ListColumn[] = [dueColumn, warnColumn, stoppedColumn];

export function asText(value: unknown): Cell {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Lets a list be filtered by what these reference or text fields say, without a place in the search over everything. */
export function searchInList(...fields: readonly string[]): NonNullable<ListSpec['search']> {
  const words = ({ data }: { readonly data: PlainData }) =>
    fields.map((field) => refPart(data[field], 'label') ?? asText(data[field]) ?? '').map(String);
  return {
    listOnly: true,
    title: (record) => words(record).filter(Boolean).join('　'),
    subtitle: () => '',
    names: (record) => words(record).filter(Boolean),
    digits: (record) => [record.bizNo].filter(Boolean),
  };
}

/** Joins the labels of several references with the Chinese list comma. */
export function refLabels(value: unknown): string {
  return asList(value)
    .map((each) => refPart(each, 'label') ?? '')
    .filter((label) => label !== '')
    .join('、');
}

export function asList(value: unknown): readonly PlainData[] {
  return Array.isArray(value)
    ? value.filter((each): each is PlainData => typeof each === 'object' && each !== null)
    : [];
}

function refPart(value: unknown, part: 'id' | 'label'): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const found = (value as PlainData)[part];
  return typeof found === 'string' && found !== '' ? found : null;
}
