/**
 * A decision about two records that looked like one: merged, or not the same (domain.md §2.4). A merge keeps both ids: the loser's record
 * stays as it was, in the state `absorbed`, and this record leads from it to the winner, on every device and at the district.
 */
import { choice, date, longText, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';

const mergeable = ['person', 'household', 'enterprise'] as const;

export const mergeFields = {
  decision: choice({ from: 'merge_decision', required: true }),
  winner: ref({ to: mergeable, required: true, privacy: 2 }),
  loser: ref({ to: mergeable, required: true, privacy: 2 }),
  decidedOn: date({ required: true }),
  /** Last day on which it can be taken back. */
  undoUntil: date({ required: true }),
  standing: choice({ from: 'merge_state', required: true }),
  reason: text({ max: 200 }),
  /** What the merge changed elsewhere, as JSON, for taking it back; it holds former values of every kind, so it is sensitive. */
  former: longText({ max: 100_000, privacy: 3 }),
};

export type MergeData = DataOf<typeof mergeFields>;
