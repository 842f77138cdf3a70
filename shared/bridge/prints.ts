/** What the page may ask about paper: composing sheets, noting that they were printed, comparing paper with the record. */
import { z } from 'zod';
import { paper } from '../prints/paper.ts';
import { answer, nothing } from './answer.ts';
import { identifier, listQuery, reference, typeName } from './shapes.ts';

/** Which records: named ones, or all that a list shows. */
export const pick = z.discriminatedUnion('by', [
  z.object({ by: z.literal('ids'), ids: z.array(identifier).min(1).max(2000) }),
  z.object({ by: z.literal('query'), query: listQuery.omit({ offset: true, limit: true }) }),
]);
export type Pick = z.infer<typeof pick>;

const sheetChoice = {
  type: typeName,
  sheet: z.string().max(60),
  pick,
};

export const printProcedures = {
  /**
   * Sheets ready to be laid out, masked by the sheet's rules. With `full` the sensitive values are whole: that asks for the right and
   * leaves the reason at each record. `left` counts records that the person may not print or that have no such sheet now.
   */
  'prints.compose': {
    input: z.object({
      ...sheetChoice,
      full: z.object({ reason: z.string().min(1).max(200) }).nullable(),
    }),
    output: answer(
      z.object({
        papers: z.array(paper),
        ids: z.array(identifier),
        left: z.int(),
        /** Somebody of this role may ask for whole values. */
        mayBeFull: z.boolean(),
      }),
    ),
  },
  /** Leaves an event at each record: who, which sheet, how many, what for. Before anything goes to the printer. */
  'prints.note': {
    input: z.object({
      type: typeName,
      sheet: z.string().max(60),
      ids: z.array(identifier).min(1).max(2000),
      purpose: z.string().min(1).max(40),
      way: z.enum(['paper', 'pdf']),
      full: z.boolean(),
    }),
    output: answer(nothing),
  },
  /** `text`: what a scanner reads off the QR code, or the number and the eight letters as typed. */
  'prints.check': {
    input: z.object({ text: z.string().max(300) }),
    output: answer(
      z.object({
        /** same: nothing has changed since · older: the record went on · unknown: no paper of this record · absent: no such record here. */
        verdict: z.enum(['same', 'older', 'unknown', 'absent']),
        record: z.object({ ...reference.shape, state: z.string(), number: z.string() }).nullable(),
        /** When the record was as the paper shows it. */
        at: z.string().nullable(),
        /** What happened since, oldest first: what kind of event, by whom. */
        since: z.array(
          z.object({ at: z.string(), who: z.string(), kind: z.string(), action: z.string() }),
        ),
        /** Of a list on paper: how many lines it has and how many have changed. */
        lines: z.object({ count: z.int(), changed: z.int() }).nullable(),
      }),
    ),
  },
} as const;
