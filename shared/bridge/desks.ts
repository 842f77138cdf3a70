/** What the page may ask about the two centres (双中心, domain.md S77): what waits at each, by step, with deadlines. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { line, tally } from './panorama.ts';
import { reference } from './shapes.ts';

/** One step at which cases wait: all of them, those overdue, those due within two days. */
export const waitingStep = z.object({ all: tally, overdue: tally, soon: tally });
export type WaitingStep = z.infer<typeof waitingStep>;

export const desk = z.object({
  kind: z.enum(['service', 'rights']),
  /** The centres of this kind, with who is on duty today. */
  points: z.array(
    z.object({
      ...reference.shape,
      address: z.string(),
      opening: z.string(),
      phone: z.string(),
      onDuty: z.array(z.string()),
    }),
  ),
  /** 接待登记 that were not routed yet, then the cases of the centre by state. */
  steps: z.array(waitingStep),
  /** What is due first, over all steps. */
  urgent: z.array(line),
  intakesThisMonth: tally.nullable(),
  /** Routed within one working day, of those routed this year. */
  inTime: z.object({
    numerator: z.int(),
    denominator: z.int(),
    percent: z.number().nullable(),
  }),
});
export type Desk = z.infer<typeof desk>;

export const deskProcedures = {
  'desks.board': {
    input: z.object({}),
    output: answer(z.object({ asOf: z.string(), weekday: z.string(), desks: z.array(desk) })),
  },
} as const;
