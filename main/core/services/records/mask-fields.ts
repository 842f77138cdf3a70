/**
 * Sensitive values (privacy class 3) leave the core as a fixed mask. A form that was opened on masked data sends the mask back;
 * here it is put back into the value it stood for, so that saving never writes a mask and never needs the value on the page.
 */
import { sameValue } from '../../../../shared/sync/merge.ts';
import type { Fields } from '../../../../shared/fields/field.ts';
import type { FieldChange, PlainData } from '../../../../shared/records/envelope.ts';

/** The same for every value: its length would already tell something. */
export const mask = '******';

export interface Masked {
  readonly data: PlainData;
  /** Paths of masked values, `documents.0.number`. */
  readonly paths: readonly string[];
}

export function maskData(fields: Fields, data: PlainData, prefix = ''): Masked {
  const shown: PlainData = {};
  const paths: string[] = [];
  for (const [key, value] of Object.entries(data)) {
    const field = fields[key];
    if (field?.items !== undefined && Array.isArray(value)) {
      const children = field.items;
      const rows = value.map((row: PlainData, index) =>
        maskData(children, row, `${prefix}${key}.${index}.`),
      );
      shown[key] = rows.map((row) => row.data);
      paths.push(...rows.flatMap((row) => row.paths));
    } else if (field?.privacy === 3) {
      shown[key] = mask;
      paths.push(`${prefix}${key}`);
    } else {
      shown[key] = value;
    }
  }
  return { data: shown, paths };
}

/** Puts the stored values back where `data` still holds the mask; rows meet by id. A mask without a value behind it is dropped. */
export function unmaskData(fields: Fields, data: PlainData, stored: PlainData): PlainData {
  const whole: PlainData = {};
  for (const [key, value] of Object.entries(data)) {
    const field = fields[key];
    if (field?.items !== undefined && Array.isArray(value)) {
      const children = field.items;
      const rows = new Map(rowsOf(stored[key]).map((row) => [row['id'], row]));
      whole[key] = value.map((row: PlainData) =>
        unmaskData(children, row, rows.get(row['id']) ?? {}),
      );
    } else if (field?.privacy === 3 && value === mask) {
      if (stored[key] !== undefined) whole[key] = stored[key];
    } else {
      whole[key] = value;
    }
  }
  return whole;
}

/** The value at a path such as `documents.0.number`, if that is a sensitive one. */
export function sensitiveValue(
  fields: Fields,
  data: PlainData,
  path: string,
): { readonly found: boolean; readonly value: unknown } {
  const [key = '', index, child = ''] = path.split('.');
  const field = fields[key];
  if (index === undefined)
    return {
      found: field?.privacy === 3 && field.items === undefined && data[key] !== undefined,
      value: data[key],
    };
  const row = rowsOf(data[key])[Number(index)];
  return {
    found: field?.items?.[child]?.privacy === 3 && row?.[child] !== undefined,
    value: row?.[child],
  };
}

/** What differs between two states of a record, field by field, for the timeline. */
export function changesBetween(before: PlainData, after: PlainData): readonly FieldChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys]
    .filter((key) => !sameValue(before[key], after[key]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

/** Changes as they may be shown: sensitive values on both sides masked. */
export function maskChanges(
  fields: Fields,
  changes: readonly FieldChange[],
): readonly FieldChange[] {
  const hide = (field: string, value: unknown): unknown =>
    value === null || value === undefined ? null : maskData(fields, { [field]: value }).data[field];
  return changes.map(({ field, before, after }) => ({
    field,
    before: hide(field, before),
    after: hide(field, after),
  }));
}

export interface MaskableClash {
  readonly field: string;
  readonly base?: unknown;
  readonly mine?: unknown;
  readonly theirs?: unknown;
}

/** Both sides of a clash as they may be shown; a row with a sensitive cell is sensitive as a whole. */
export function maskClash<T extends MaskableClash>(fields: Fields, clash: T): T {
  const field = fields[clash.field.split('.')[0] ?? ''];
  const sensitive =
    field?.privacy === 3 || Object.values(field?.items ?? {}).some((child) => child.privacy === 3);
  return sensitive ? { ...clash, base: mask, mine: mask, theirs: mask } : clash;
}

function rowsOf(value: unknown): readonly PlainData[] {
  return Array.isArray(value)
    ? value.filter((row): row is PlainData => typeof row === 'object' && row !== null)
    : [];
}
