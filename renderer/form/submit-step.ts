/** What 提交 means for a form: the workflow step that brings the record into being, or the same step after it came back. */
import type { RecordType } from '../../shared/records/record-type.ts';

/** Name of the action taken with the save, or null for a plain save. */
export function submitAction(type: RecordType, state: string | null): string | null {
  const creating = type.workflow?.transitions.find((step) => step.from.includes(null));
  if (creating === undefined || state === null) return creating?.action ?? null;
  return creating.from.includes(state) ? creating.action : null;
}

/** The record's label, or empty while it cannot be made yet: labels trust required fields that a draft may lack. */
export function labelOf(type: RecordType, data: Readonly<Record<string, unknown>>): string {
  try {
    return type.label({ ...data }) ?? '';
  } catch (error) {
    if (error instanceof TypeError) return '';
    throw error;
  }
}
