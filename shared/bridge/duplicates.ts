/** 疑似重复: hints while typing, the list, comparing, merging and taking it back. */
import { z } from 'zod';
import { duplicateLevels, duplicateRules } from '../duplicates/key.ts';
import { plainData } from '../records/envelope.ts';
import { answer } from './answer.ts';
import { identifier, problemSchema, reference, typeName } from './shapes.ts';

const found = {
  level: z.enum(duplicateLevels),
  rules: z.array(z.enum(duplicateRules)),
};
export const duplicateHint = z.object({ ...reference.shape, place: z.string(), ...found });
export type DuplicateHint = z.infer<typeof duplicateHint>;

const side = z.object({ ...reference.shape, place: z.string(), verifiedOn: z.string() });
export const duplicatePair = z.object({ a: side, b: side, ...found });
export type DuplicatePair = z.infer<typeof duplicatePair>;

const pickSchema = z.enum(['winner', 'loser', 'both']);

export const duplicateProcedures = {
  /** Records that may be the one being written; the strongest first, at most five. */
  'duplicates.hint': {
    input: z.object({ type: typeName, id: identifier.nullable(), data: plainData }),
    output: answer(z.array(duplicateHint)),
  },
  'duplicates.list': {
    input: z.object({ type: typeName }),
    output: answer(z.object({ pairs: z.array(duplicatePair), isCut: z.boolean() })),
  },
  /** What differs between two records; sensitive values come masked, whether they are equal is said. */
  'duplicates.compare': {
    input: z.object({ type: typeName, a: identifier, b: identifier }),
    output: answer(
      z.object({
        a: plainData,
        b: plainData,
        fields: z.array(z.object({ field: z.string(), isSame: z.boolean() })),
        /** How many other records name each side. */
        references: z.object({ a: z.int(), b: z.int() }),
      }),
    ),
  },
  'duplicates.merge': {
    input: z.object({
      type: typeName,
      winner: identifier,
      loser: identifier,
      picks: z.record(z.string(), pickSchema),
      reason: z.string().max(200),
    }),
    output: answer(z.object({ id: identifier, problems: z.array(problemSchema) })),
  },
  /** Not the same: the pair is not shown again, here or elsewhere. */
  'duplicates.different': {
    input: z.object({ type: typeName, a: identifier, b: identifier }),
    output: answer(z.object({ id: identifier })),
  },
  'duplicates.undo': { input: z.object({ id: identifier }), output: answer(z.object({})) },
  /** Decisions of the last 90 days. */
  'duplicates.decisions': {
    input: z.object({}),
    output: answer(
      z.array(
        z.object({
          id: identifier,
          decision: z.enum(['merged', 'different']),
          winner: reference,
          loser: reference,
          on: z.string(),
          undoUntil: z.string(),
          isUndone: z.boolean(),
        }),
      ),
    ),
  },
} as const;
