/** What is wrong in a form, section by section. Pure, so that the foot, the gutter and F8 always agree. */
import type { CheckContext, Field, Problem } from '../../shared/fields/field.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { FormSection, RecordType } from '../../shared/records/record-type.ts';
import { cleanData, validateRecord } from '../../shared/records/validate.ts';

/** The data as it would be stored: hidden fields keep no value (FormSpec.visible). */
export function storableData(type: RecordType, data: PlainData): PlainData {
  const visible = type.form.visible ?? {};
  const kept = Object.fromEntries(
    Object.entries(data).filter(([key]) => visible[key]?.(data) ?? true),
  );
  return cleanData(type.fields, kept);
}

/** Problems of what was typed; covered values are the core's business and never reported here. */
export function findProblems(
  type: RecordType,
  data: PlainData,
  context: CheckContext,
): readonly Problem[] {
  return validateRecord(type, withoutCovered(type, storableData(type, data)), context).filter(
    (problem) => !isCovered(fieldAt(type, problem.field), valueAt(data, problem.field)),
  );
}

/** Stars are no number and no date: a row that holds some must not look broken as a whole. */
function withoutCovered(type: RecordType, data: PlainData): PlainData {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      const children = type.fields[key]?.items;
      if (children === undefined || !Array.isArray(value)) return [key, value];
      const rows = value.map((row: PlainData) =>
        Object.fromEntries(
          Object.entries(row).filter(([child, cell]) => !isCovered(children[child], cell)),
        ),
      );
      return [key, rows];
    }),
  );
}

/** A sensitive value that the core sent as stars. It travels back unchanged, and the core puts the stored value in its place. */
export function isCovered(field: Field | undefined, value: unknown): boolean {
  return field?.privacy === 3 && typeof value === 'string' && /^\*+$/.test(value);
}

function fieldAt(type: RecordType, path: string): Field | undefined {
  const [key = '', , child] = path.split('.');
  return child === undefined ? type.fields[key] : type.fields[key]?.items?.[child];
}

function valueAt(data: PlainData, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as PlainData)[key] : undefined,
      data,
    );
}

export function sectionFields(
  section: FormSection,
): readonly { readonly field: string; readonly span: number }[] {
  return section.fields.map((each) => (typeof each === 'string' ? { field: each, span: 1 } : each));
}

export function topField(path: string): string {
  return path.split('.')[0] ?? path;
}

export type SectionState =
  | { readonly state: 'done' | 'open' | 'optional' | 'confirm' }
  | { readonly state: 'problems'; readonly count: number };

/** The word under a section's title: shown problems first, then what is still missing, then whether anything was written at all. */
export function sectionState(
  type: RecordType,
  section: FormSection,
  data: PlainData,
  problems: readonly Problem[],
  isShown: (problem: Problem) => boolean,
): SectionState {
  const fields = new Set(sectionFields(section).map(({ field }) => field));
  const mine = problems.filter(
    (problem) => fields.has(topField(problem.field)) && problem.severity === 'error',
  );
  const shown = mine.filter(isShown).length;
  if (shown > 0) return { state: 'problems', count: shown };
  const isGate = [...fields].some((field) => type.fields[field]?.widget === 'consentGate');
  if (mine.length > 0) return { state: isGate ? 'confirm' : 'open' };
  const anyValue = [...fields].some((field) => hasValue(data[field]));
  return { state: anyValue ? 'done' : 'optional' };
}

export function hasValue(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    value !== '' &&
    value !== false &&
    !(Array.isArray(value) && value.length === 0)
  );
}
