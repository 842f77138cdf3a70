/** Which fields may be changed for many records at once: one value that fits all, nothing that is decided one by one (domain.md §2.5 M1). */
import type { Field } from '../fields/field.ts';
import type { RecordType } from './record-type.ts';

/** More is a job for an import. */
export const mostEdited = 500;

const kinds: ReadonlySet<Field['kind']> = new Set(['choice', 'date', 'flag', 'ref']);

export function manyFields(type: RecordType): readonly string[] {
  if (
    type.collection !== 'records' ||
    (type.workflow !== null &&
      !Object.values(type.workflow.states).some(({ editable }) => editable))
  )
    return [];
  const drawn = type.form.sections.flatMap(({ fields }) =>
    fields.map((each) => (typeof each === 'string' ? each : each.field)),
  );
  return drawn.filter((name) => {
    const field = type.fields[name];
    if (
      field === undefined ||
      !kinds.has(field.kind) ||
      field.privacy === 3 ||
      field.merge === 'max'
    )
      return false;
    if (field.kind === 'ref' && (field.refTypes ?? []).some((target) => target !== 'user'))
      return false;
    return (
      !['readonly', 'readonlyRef', 'computed', 'consentGate'].includes(field.widget) &&
      !(type.manual ?? []).includes(name) &&
      name !== 'thin'
    );
  });
}
