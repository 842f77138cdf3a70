/** What the page may ask around hardship cases: households in need without a case (应救未救), and a household's file (一户一档). */
import { z } from 'zod';
import { hardshipSigns } from '../hardship-watch/signs.ts';
import { plainData } from '../records/envelope.ts';
import { answer } from './answer.ts';
import { line, tally } from './panorama.ts';
import { identifier, reference } from './shapes.ts';

const aid = z.object({
  on: z.string(),
  /** gift: 慰问 of a visit · payment: 发放 of a case. */
  kind: z.enum(['gift', 'payment']),
  what: z.string(),
  source: z.string(),
  fen: z.int(),
  record: reference,
});
export type Aid = z.infer<typeof aid>;

export const householdFile = z.object({
  asOf: z.string(),
  household: reference,
  fileNo: z.string(),
  tags: z.array(z.string()),
  people: z.array(
    z.object({
      ...reference.shape,
      relation: z.string(),
      age: z.int().nullable(),
      identity: z.string(),
      abroad: z.boolean(),
    }),
  ),
  tallies: z.array(tally),
  cases: z.array(line.extend({ aidTypes: z.array(z.string()), approvedFen: z.int().nullable() })),
  /** 此前帮扶: what was given in the last 24 months, the newest first. */
  aid: z.array(aid),
  visits: z.array(line.extend({ note: z.string() })),
  followUps: z.array(
    z.object({
      record: reference,
      due: z.string(),
      on: z.string().nullable(),
      effect: z.string(),
    }),
  ),
});
export type HouseholdFile = z.infer<typeof householdFile>;

export const hardshipWatchProcedures = {
  'hardship.unaided': {
    input: z.object({}),
    output: answer(
      z.object({
        asOf: z.string(),
        /** Days for which a sign must have stood. */
        days: z.int(),
        rows: z.array(
          z.object({
            ...reference.shape,
            head: reference.nullable(),
            community: z.string(),
            liaison: z.string(),
            signs: z.array(z.object({ sign: z.enum(hardshipSigns), since: z.string() })),
            /** Of the oldest sign. */
            since: z.string(),
            lastVisitOn: z.string().nullable(),
            lastAid: z.object({ on: z.string(), fen: z.int() }).nullable(),
          }),
        ),
        isComplete: z.boolean(),
      }),
    ),
  },
  /** What an application for this household may start with. */
  'hardship.known': {
    input: z.object({ household: identifier }),
    output: answer(z.object({ data: plainData })),
  },
  'hardship.file': { input: z.object({ household: identifier }), output: answer(householdFile) },
} as const;
