/** Validation of one record's data: presence, shape, standards, then the type's own rules. Same answer on page, core and server. */
import type { CheckContext, Field, Fields, Problem } from '../fields/field.ts';
import { dictionaryHas } from '../dictionaries/dictionary.ts';
import { flowField } from '../workflow/flow.ts';
import type { PlainData } from './envelope.ts';
import type { RecordType } from './record-type.ts';

/** Drops empty text, empty lists and nulls, and trims text, so that "nothing" has one form only: absence. */
export function cleanData(fields: Fields, data: PlainData): PlainData {
  const clean: PlainData = {};
  for (const [key, value] of Object.entries(data)) {
    const kept = cleanValue(fields[key], value);
    if (kept !== undefined) clean[key] = kept;
  }
  return clean;
}

/** Everything wrong with the data, in form order; warnings included. Empty = the data may be stored. */
export function validateRecord(
  type: RecordType,
  data: PlainData,
  context: CheckContext,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const key of Object.keys(data)) {
    // The way through the workflow is nobody's field; the district replays it (shared/workflow/judge-path.ts).
    if (key === flowField && type.workflow !== null) continue;
    if (type.fields[key] === undefined)
      problems.push({ field: key, code: 'unknown_field', severity: 'error' });
  }
  for (const [key, field] of Object.entries(type.fields)) {
    const needed = field.required || type.form.requiredWhen?.[key]?.(data) === true;
    problems.push(...checkField(key, field, data[key], needed, context));
  }
  // Rules may trust the shape of the data, so they run only when the shape is right. A field may be missing, a row must be whole.
  const broken = problems.some(
    ({ severity, code, field }) =>
      severity === 'error' && (code !== 'required' || field.includes('.')),
  );
  if (!broken) problems.push(...type.rules.flatMap((rule) => rule(data, context)));
  return inFormOrder(type, problems);
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

function checkField(
  path: string,
  field: Field,
  value: unknown,
  needed: boolean,
  context: CheckContext,
): readonly Problem[] {
  if (value === undefined)
    return needed ? [{ field: path, code: 'required', severity: 'error' }] : [];
  if (!field.schema.safeParse(value).success) return [shapeProblem(path, field, value)];
  const problems: Problem[] = (field.check?.(value, context) ?? []).map((found) => ({
    ...found,
    field: path,
  }));
  problems.push(...checkOptions(path, field, value));
  if (field.items !== undefined && Array.isArray(value)) {
    const rowFields = Object.entries(field.items);
    value.forEach((row: PlainData, index) => {
      for (const [key, child] of rowFields) {
        problems.push(
          ...checkField(`${path}.${index}.${key}`, child, row[key], child.required, context),
        );
      }
    });
  }
  return problems;
}

function checkOptions(path: string, field: Field, value: unknown): readonly Problem[] {
  if (field.options === undefined) return [];
  const chosen = Array.isArray(value) ? value : [value];
  const name = field.options;
  return chosen
    .filter((key) => !dictionaryHas(name, String(key)))
    .map((key) => ({
      field: path,
      code: 'not_in_dictionary',
      severity: 'error' as const,
      params: { value: String(key) },
    }));
}

function shapeProblem(path: string, field: Field, value: unknown): Problem {
  if (
    typeof value === 'string' &&
    field.maxLength !== undefined &&
    Array.from(value).length > field.maxLength
  ) {
    return {
      field: path,
      code: 'too_long',
      severity: 'error',
      params: { max: field.maxLength, now: Array.from(value).length },
    };
  }
  return { field: path, code: `invalid_${field.kind}`, severity: 'error' };
}

function inFormOrder(type: RecordType, problems: readonly Problem[]): readonly Problem[] {
  const order = type.form.sections.flatMap((section) =>
    section.fields.map((each) => (typeof each === 'string' ? each : each.field)),
  );
  const rank = (problem: Problem) => {
    const place = order.indexOf(problem.field.split('.')[0] ?? '');
    return place === -1 ? order.length : place;
  };
  return problems.toSorted((a, b) => rank(a) - rank(b));
}

function cleanValue(field: Field | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value.normalize('NFC').trim() || undefined;
  if (!Array.isArray(value)) return value;
  if (value.length === 0) return undefined;
  const children = field?.items;
  if (children === undefined) return value;
  return value.map((row: PlainData) => cleanData(children, row));
}
