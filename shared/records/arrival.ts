/**
 * What the district looks at when a row arrives, beside the row itself: what other devices have taken from the same source meanwhile
 * (domain.md §2.5, M4). A finding never refuses the row: the money is spent, hiding it would be worse. The row is kept in the
 * state that waits for a decision (待核), with an event that says why; which steps lead on from there is the type's workflow.
 */
import type { Envelope, PlainData } from './envelope.ts';

export interface Arrival<D = PlainData> {
  /** Field whose value names the source: a code, or a reference (then its id). Rows without it are not looked at. */
  readonly sourceField: string;
  /** Types that draw on a source of this kind; each names it in a field of the same name. */
  readonly types: readonly string[];
  /** State of the type's workflow that waits for a decision. A row that leaves it is not looked at again. */
  readonly state: string;
  /** Pure. Null: nothing wrong. */
  readonly find: (view: ArrivalView<D>) => Finding | null;
}

export interface ArrivalView<D = PlainData> {
  readonly record: Envelope<D>;
  /** Living rows of `types` with the same source in all units, without the record itself. */
  readonly others: readonly Envelope[];
  /** The source's own record where the field is a reference to one that the district holds. */
  readonly source: Envelope | null;
}

/** `code` is a key of the type's `texts.problems`; `params` fill its holes. */
export interface Finding {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The source that a row draws on; null when it names none. */
export function sourceOf(arrival: Pick<Arrival, 'sourceField'>, data: PlainData): string | null {
  const value = data[arrival.sourceField];
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' ? value.id : null;
}
