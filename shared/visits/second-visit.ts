/** What is known of a visit before it is written: from the last one to the same door, and from how often the door is seen (domain.md E18 `next_on`). */
import { addDays } from '../calendar/day.ts';
import type { Ref } from '../fields/kinds.ts';
import type { VisitData } from '../records/visit/schema.ts';
import type { VisitClass } from './visit-class.ts';

export interface KnownDoor {
  readonly subjectType: string;
  /** The newest visit to the subject or to anybody behind its door; null for the first one. */
  readonly last: Partial<VisitData> | null;
  /** Where the subject lives or works, as the register says. */
  readonly address: string;
  /** Null where no visit rule names such a subject: then nobody says when to come again. */
  readonly visitClass: VisitClass | null;
  readonly cadenceDays: number | null;
}

/** Occasions of their own: they do not repeat themselves. */
const once = new Set(['festival', 'urgent', 'returnee', 'verify']);

/**
 * Only what people see and can change at once; never what was found there (outcome, situation, needs, gifts). Pure.
 */
export function knownOfVisit(
  { subjectType, last, address, visitClass, cadenceDays }: KnownDoor,
  { today, me }: { readonly today: string; readonly me: Ref },
): Partial<VisitData> {
  const mode = last?.mode ?? 'home';
  const place = mode === last?.mode ? (last.place ?? address) : address;
  const others = (last?.visitors ?? []).filter(({ id }) => id !== me.id).slice(0, 3);
  return {
    kind: kindOf(subjectType, visitClass, last?.kind),
    mode,
    ...(place === '' ? {} : { place: Array.from(place).slice(0, 100).join('') }),
    visitors: [me, ...others],
    ...(cadenceDays === null ? {} : { nextOn: addDays(today, cadenceDays) }),
  };
}

function kindOf(
  subjectType: string,
  visitClass: VisitClass | null,
  last: string | undefined,
): string {
  if (subjectType === 'enterprise') return 'enterprise';
  if (visitClass === 'hardship') return 'hardship';
  if (visitClass === 'key') return 'key';
  return last === undefined || once.has(last) || last === 'enterprise' ? 'daily' : last;
}
