/** Whom a confirmed visit found still there: their day of verification, and the entry in the log (E72). */
import { businessDateOf } from '../../calendar/time-zone.ts';
import { changesOfVisit } from '../../dictionaries/changed-fields.ts';
import type { Ref } from '../../fields/kinds.ts';
import type { Effect } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import { verificationLog } from '../verification_log/index.ts';
import type { VisitData } from './schema.ts';

/** A confirmed meeting proves that the subject and whoever was met are still there: their last verification moves forward (M1, rule `max`). */
export function markVerified({ data }: Envelope<VisitData>): readonly Effect[] {
  return seenAt(data)
    .filter(({ type }) => verifiedTypes.has(type))
    .map((each) => ({
      kind: 'patch',
      type: each.type,
      id: each.id,
      data: {
        verifiedOn: businessDateOf(data.visitAt),
        verifyMethod: methodOf(data),
        lastVisitOn: businessDateOf(data.visitAt),
      },
    }));
}

/** Each of them gets its entry of the log (E72), once for each visit; what was told of changes was told of the subject. */
export function logVerified({ id, data }: Envelope<VisitData>): readonly Effect[] {
  const told = changesOfVisit.filter((field) => data[field] !== undefined);
  return seenAt(data)
    .filter(({ type }) => verifiedTypes.has(type))
    .map((each) => ({
      kind: 'create',
      type: 'verification_log',
      id: `${id.slice(0, 36)}-v-${each.id.slice(-25)}`,
      action: '',
      data: {
        subject: each,
        on: businessDateOf(data.visitAt),
        by: data.recorder,
        method: methodOf(data),
        visit: { type: 'visit', id, label: data.subject.label },
        ...(each.id === data.subject.id && told.length > 0 ? { changedFields: told } : {}),
      },
    }));
}

const verifiedTypes: ReadonlySet<string> = new Set(
  verificationLog.fields['subject']?.refTypes ?? [],
);

/** Whom the visit found still there; an organisation keeps no day of verification. */
function seenAt({ subject, outcome, metMembers = [] }: VisitData): readonly Ref[] {
  if (outcome !== 'met' && outcome !== 'called') return [];
  return outcome === 'met' && subject.type === 'household' ? [subject, ...metMembers] : [subject];
}

function methodOf({ mode }: VisitData): string {
  return mode === 'home' || mode === 'office' ? 'visit' : 'phone';
}
