/** Fields that a later step asks for, or that are written by steps: a form shows them once they hold something, and never to be filled in. */
import type { PlainData } from '../records/envelope.ts';
import type { RecordType } from '../records/record-type.ts';

const shownOnly = new Set(['readonly', 'readonlyRef']);

/** Whether the form leaves the field out: it belongs to a step, is not required of everybody, and is empty. */
export function waitsForStep(type: RecordType, field: string, data: PlainData): boolean {
  const spec = type.fields[field];
  if (spec === undefined || spec.required || data[field] !== undefined) return false;
  if (type.workflow === null) return false;
  const asking = type.workflow.transitions.filter((step) => step.asks?.includes(field) === true);
  const fromTheStart = asking.some((step) => step.from.includes(null));
  return shownOnly.has(spec.widget) || (asking.length > 0 && !fromTheStart);
}
