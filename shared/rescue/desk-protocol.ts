/**
 * 抢救箱 at the district's desk, for roles A and D (as the device board), and what a person may know of the own work. Whoever may not
 * read a record sees that it is there and cannot decide it.
 *
 *   POST /v1/rescue/boxes   {}                                    -> {boxes}     newest first; counts, no content
 *   POST /v1/rescue/look    {boxId, from}                         -> {items…}    each with the district's present state; an entry in the log
 *   POST /v1/rescue/decide  {boxId, numbers, decision, reason}    -> {results}   放行: pushed as the author's; 不采纳: kept, with the reason
 *   POST /v1/rescue/mine    {}                                    -> {boxes}     of the asking person, whatever device they came from
 *
 * A record is decided together with its events and its files. Released rows go the way of every push, with author and times as they
 * were; the author's rights are those that the district gave out on that device. What meets a newer state is merged by field, and
 * what both sides changed comes back as `clash`, from which the desk makes its card.
 */
import { z } from 'zod';
import { wireRow } from '../sync/protocol.ts';
import { rescueReasons } from './box-format.ts';

const identifier = z.string().min(1).max(64);
const count = z.int().min(0);

const boxHead = {
  id: identifier,
  reason: z.enum(rescueReasons),
  deviceName: z.string(),
  letter: z.string(),
  madeAt: z.string(),
  arrivedAt: z.string(),
};

export const rescueBoxes = z.object({
  boxes: z.array(
    z.object({
      ...boxHead,
      unit: z.string(),
      unitName: z.string(),
      userName: z.string(),
      /** Record type -> records; what happened to them is not counted apart. */
      types: z.record(z.string(), count),
      drafts: count,
      files: count,
      /** Matters to decide: undecided, released, rejected. */
      waiting: count,
      released: count,
      rejected: count,
    }),
  ),
});
export type RescueBoxes = z.infer<typeof rescueBoxes>;

export const itemKinds = ['record', 'event', 'draft', 'file'] as const;
const problems = z.array(
  z.object({
    field: z.string(),
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
);
/** What became of a matter. `tried`: released and refused, with the refusal's code; it can be released again. */
const verdict = {
  decision: z.enum(['released', 'rejected']).nullable(),
  /** accepted · merged: met a newer state, different fields · clash: a card was made · same: the district had it already. */
  outcome: z.enum(['', 'accepted', 'merged', 'clash', 'same', 'refused']),
  code: z.string(),
  problems,
  reason: z.string(),
  decidedBy: z.string(),
  decidedAt: z.string().nullable(),
};
export const rescueItem = z.object({
  number: count,
  kind: z.enum(itemKinds),
  type: z.string(),
  recordId: z.string(),
  /** Who may not read it gets neither state: hidden. */
  isHidden: z.boolean(),
  row: wireRow.nullable(),
  /** A form's content, for drafts. */
  draft: z.record(z.string(), z.json()).nullable(),
  /** The state it grew from, and the district's present one. */
  assumed: wireRow.nullable(),
  master: wireRow.nullable(),
  /** What goes with it: events and files. */
  events: count,
  files: count,
  ...verdict,
});
export type RescueItem = z.infer<typeof rescueItem>;

export const rescueLook = z.strictObject({ boxId: identifier, from: count });
export const rescueLooked = z.object({
  items: z.array(rescueItem),
  /** Where to go on; null: that was all. */
  next: count.nullable(),
});
export type RescueLooked = z.infer<typeof rescueLooked>;

export const mostDecided = 100;
export const rescueDecide = z.strictObject({
  boxId: identifier,
  numbers: z.array(count).min(1).max(mostDecided),
  decision: z.enum(['release', 'reject']),
  /** Needed for 不采纳. */
  reason: z.string().max(200),
});
export type RescueDecide = z.infer<typeof rescueDecide>;
export const rescueDecided = z.object({
  results: z.array(
    z.object({
      number: count,
      ...verdict,
      /** For the card: what was wanted, what the district has, and the state both grew from. */
      clash: z.object({ mine: wireRow, district: wireRow, assumed: wireRow.nullable() }).nullable(),
    }),
  ),
});
export type RescueDecided = z.infer<typeof rescueDecided>;

export const myRescue = z.object({
  boxes: z.array(
    z.object({
      ...boxHead,
      items: z.array(
        z.object({
          number: count,
          kind: z.enum(itemKinds),
          type: z.string(),
          recordId: z.string(),
          ...verdict,
        }),
      ),
    }),
  ),
});
export type MyRescue = z.infer<typeof myRescue>;
