/** 花名册导入: reading a roster of people, deciding row by row, writing it, and taking it back. */
import { z } from 'zod';
import { answer, nothing } from './answer.ts';
import { identifier, problemSchema } from './shapes.ts';

const job = z.object({ job: identifier });
const upload = z.object({ upload: identifier });

/** ask: somebody must decide · merge: goes into somebody who is registered · skip: decided to be left out. */
export const rosterKinds = ['ask', 'error', 'new', 'merge', 'same', 'skip'] as const;
export type RosterKind = (typeof rosterKinds)[number];
/** fill: only what is missing · take: what the roster says counts · without: cells that cannot be read are left out · back: as it was judged. */
export const rosterDecisions = ['new', 'fill', 'take', 'skip', 'without', 'back'] as const;
export type RosterDecision = (typeof rosterDecisions)[number];

export const rosterOptions = z.object({
  /** Community of rows that do not say one; '': none. */
  community: z.string().max(12),
  /** Account that cares for rows that do not say who; '': who imports. */
  liaison: z.string().max(64),
  /** Business date on which the roster was checked; '': nobody says that it was. */
  verifiedOn: z.string().max(10),
  verifyMethod: z.string().max(20),
});
export type RosterOptions = z.infer<typeof rosterOptions>;

export const rosterCounts = z.object(
  Object.fromEntries(rosterKinds.map((kind) => [kind, z.int()])) as Record<RosterKind, z.ZodInt>,
);
const change = z.object({ field: z.string(), before: z.string(), after: z.string() });

export const rosterRow = z.object({
  no: z.int(),
  /** As people count; `part` from 1 where the row names several people. */
  row: z.int(),
  part: z.int(),
  kind: z.enum(rosterKinds),
  name: z.string(),
  facts: z.string(),
  problems: z.array(problemSchema),
  /** Cells of the row that were read, to be corrected in place; sensitive ones masked. */
  cells: z.array(z.object({ key: z.string(), text: z.string() })),
  candidates: z.array(
    z.object({
      id: identifier,
      label: z.string(),
      place: z.string(),
      level: z.enum(['exact', 'strong', 'weak']),
    }),
  ),
  target: z.string(),
  changes: z.array(change),
  differs: z.array(change),
});
export type RosterRowView = z.infer<typeof rosterRow>;

export const rosterProcedures = {
  /** Reads and judges in the background; `roster.preview` has the answer when the job is ready. */
  'roster.read': {
    input: upload.extend({
      sheet: z.string().max(100).nullable(),
      adapter: z.string().max(40),
      /** Column index → key; null: as remembered for these headings, else as the headings say. */
      mapping: z.record(z.string(), z.string().max(60)).nullable(),
      options: rosterOptions,
    }),
    output: answer(job),
  },
  'roster.preview': {
    input: upload,
    output: answer(
      z.object({
        sheets: z.array(z.string()),
        sheet: z.string(),
        encoding: z.string(),
        headerRow: z.int(),
        adapter: z.string(),
        /** The mapping was made by hand for an earlier file with these headings. */
        isRemembered: z.boolean(),
        columns: z.array(
          z.object({
            index: z.int(),
            heading: z.string(),
            example: z.string(),
            key: z.string().nullable(),
          }),
        ),
        counts: rosterCounts,
        households: z.int(),
        relatives: z.int(),
      }),
    ),
  },
  'roster.rows': {
    input: upload.extend({
      kind: z.enum(rosterKinds).nullable(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    output: answer(z.object({ total: z.int(), rows: z.array(rosterRow) })),
  },
  /** For some rows, or for all of a kind; answers the counts afterwards. */
  'roster.decide': {
    input: upload.extend({
      rows: z.array(z.int()).max(200),
      kind: z.enum(rosterKinds).nullable(),
      decision: z.enum(rosterDecisions),
      target: z.string().max(64),
    }),
    output: answer(z.object({ counts: rosterCounts, decided: z.int() })),
  },
  /** Another text for one cell, in memory only; the row is judged again. */
  'roster.correct': {
    input: upload.extend({ no: z.int(), key: z.string().max(60), text: z.string().max(500) }),
    output: answer(rosterCounts),
  },
  'roster.apply': { input: upload, output: answer(job) },
  'roster.cancel': { input: job, output: answer(nothing) },
  'roster.template': { input: nothing, output: answer(job) },
  'roster.batches': {
    input: nothing,
    output: answer(
      z.array(
        z.object({
          batch: identifier,
          at: z.string(),
          created: z.int(),
          changed: z.int(),
          undone: z.boolean(),
        }),
      ),
    ),
  },
  'roster.undo': { input: z.object({ batch: identifier }), output: answer(job) },
} as const;
