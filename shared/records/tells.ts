/**
 * A fact that a record owes to another: when it is saved, the record named by `into` learns it in the same unit of work, as an edit
 * with its own event. For figures that a list must show without asking a second table.
 */
import type { PlainData } from './envelope.ts';

export interface Tells<D = PlainData> {
  /** Reference field of this type. */
  readonly into: string;
  /** What that record should hold; null where this record has nothing to say. `now` is what it holds. */
  readonly patch: (data: D, now: PlainData) => PlainData | null;
}
