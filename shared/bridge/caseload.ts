/** 联络包干: who cares for how much, and handing it over in one action. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { identifier, reference } from './shapes.ts';

const counts = z.object({ household: z.int(), person: z.int(), enterprise: z.int() });

const part = z.object({
  from: identifier,
  /** Twelve digits; empty: all communities. */
  community: z.string(),
  types: z.array(z.enum(['household', 'person', 'enterprise'])).min(1),
});

export const caseloadProcedures = {
  'caseload.board': {
    input: z.object({}),
    output: answer(
      z.object({
        people: z.array(
          z.object({
            ...reference.shape,
            /** False: the account is gone, and what it had waits to be handed over. */
            isActive: z.boolean(),
            ...counts.shape,
          }),
        ),
        past: z.array(
          z.object({
            id: identifier,
            on: z.string(),
            from: z.string(),
            to: z.string(),
            count: z.int(),
            reason: z.string(),
            isUndone: z.boolean(),
          }),
        ),
      }),
    ),
  },
  /** What would go over, by name, without changing anything. */
  'caseload.preview': {
    input: part,
    output: answer(z.object({ counts, labels: z.array(z.string()) })),
  },
  'caseload.handOver': {
    input: part.extend({ to: identifier, reason: z.string().max(200) }),
    output: answer(z.object({ id: identifier, count: z.int() })),
  },
  /** Gives back whatever the new liaison still has of it. */
  'caseload.undo': {
    input: z.object({ id: identifier }),
    output: answer(z.object({ count: z.int() })),
  },
} as const;
