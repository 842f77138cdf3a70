/** What the page may ask about matters that have risen (提级, domain.md §3 common rules), and about whom legal service does not reach. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { line } from './panorama.ts';
import { reference } from './shapes.ts';

const share = z.object({
  numerator: z.number(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
});

export const escalationProcedures = {
  'escalations.board': {
    input: z.object({}),
    output: answer(
      z.object({
        asOf: z.string(),
        /** Working days overdue from which a matter rises to the chair, the district, its leaders. */
        after: z.object({ H: z.int(), D: z.int(), B: z.int() }),
        rows: z.array(
          line.extend({
            /** none: overdue, not risen yet · meeting: it waits for a joint meeting. */
            level: z.enum(['none', 'H', 'D', 'B']),
            /** Working days. */
            late: z.int(),
            bizNo: z.string(),
            unitName: z.string(),
            /** 提级协调, or overdue so far that the next joint meeting hears of it. */
            forMeeting: z.boolean(),
            meeting: reference.nullable(),
          }),
        ),
        /** Joint meetings that are still to come, the next first. */
        meetings: z.array(z.object({ ...reference.shape, heldOn: z.string(), items: z.int() })),
      }),
    ),
  },
  'legal.coverage': {
    input: z.object({}),
    output: answer(
      z.object({
        asOf: z.string(),
        headline: share,
        assigned: share,
        touched: share,
        /** Active enterprises that miss the headline: without a lawyer, without a touch in 365 days, or both. */
        rows: z.array(
          z.object({
            ...reference.shape,
            community: z.string(),
            officer: z.string(),
            lawyers: z.array(z.string()),
            lastTouch: z.string().nullable(),
            isTouched: z.boolean(),
          }),
        ),
        isComplete: z.boolean(),
      }),
    ),
  },
} as const;
