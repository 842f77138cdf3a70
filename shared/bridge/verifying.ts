/** 核实: that records of the register were looked at again (E72), one or many at once, and what was noted of each. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { identifier, typeName } from './shapes.ts';

/** More at once is nobody's round through a community. */
export const mostVerified = 500;

export const verifyingProcedures = {
  /** Writes the day and an entry of the log for each. Whoever may not edit a record, or finds it incomplete, learns which and why. */
  'register.verify': {
    input: z.object({
      type: typeName,
      ids: z.array(identifier).min(1).max(mostVerified),
      on: z.iso.date(),
      method: z.string().min(1).max(40),
      note: z.string().max(200),
    }),
    output: answer(
      z.object({
        batch: identifier,
        verified: z.int(),
        refused: z.array(z.object({ label: z.string(), code: z.string(), field: z.string() })),
        refusedCount: z.int(),
      }),
    ),
  },
  /** Takes it back, except where a record has been changed since. */
  'register.undoVerify': {
    input: z.object({ batch: identifier }),
    output: answer(z.object({ undone: z.int(), kept: z.int() })),
  },
  /** Of a record and of those merged into it, newest first. */
  'register.verifications': {
    input: z.object({ id: identifier }),
    output: answer(
      z.object({
        total: z.int(),
        entries: z.array(
          z.object({
            id: identifier,
            on: z.string(),
            by: z.string(),
            method: z.string(),
            changed: z.array(z.string()),
          }),
        ),
      }),
    ),
  },
} as const;
