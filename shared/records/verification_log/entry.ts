/** When a record of the register was verified: read from an edit of it, or from a confirmed visit (E72). Pure. */
import type { Ref } from '../../fields/kinds.ts';
import type { PlainData } from '../envelope.ts';
import type { VerificationLogData } from './index.ts';

/** What a verification itself writes; no change of the register. */
const ofVerification: ReadonlySet<string> = new Set(['verifiedOn', 'verifyMethod', 'lastVisitOn']);

/**
 * The entry that an edit of a registered record leaves: null where its day of verification did not move forward. The first
 * verification stands in the record's own beginning and has no entry.
 */
export function verificationIn(edit: {
  readonly subject: Ref;
  readonly before: PlainData;
  readonly after: PlainData;
  /** Fields that the edit changed. */
  readonly changed: readonly string[];
  readonly by: Ref;
}): VerificationLogData | null {
  const [was, is] = [edit.before['verifiedOn'], edit.after['verifiedOn']];
  if (typeof is !== 'string' || is === '') return null;
  if (typeof was === 'string' && is <= was) return null;
  const method = edit.after['verifyMethod'];
  const changed = edit.changed.filter((field) => !ofVerification.has(field));
  return {
    subject: edit.subject,
    on: is,
    by: edit.by,
    ...(typeof method === 'string' ? { method } : {}),
    ...(changed.length === 0 ? {} : { changedFields: changed }),
  };
}
