/** What people do with lists besides looking: views of their own, and one change for many records. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { identifier, typeName } from './shapes.ts';

const many = z.object({
  type: typeName,
  ids: z.array(identifier).min(1).max(500),
  field: z.string().max(60),
  /** Null empties the field. */
  value: z.json(),
});

export const ownView = z.object({
  key: identifier,
  name: z.string().min(1).max(30),
  view: z.string().max(60),
  text: z.string().max(100),
  chosen: z.record(
    z.string().max(60),
    z.array(z.union([z.string().max(200), z.number(), z.null()])).max(60),
  ),
  sort: z.object({ column: z.string().max(60), dir: z.enum(['asc', 'desc']) }).nullable(),
  hidden: z.array(z.string().max(60)).max(100).nullable(),
});
export type OwnView = z.infer<typeof ownView>;

export const listProcedures = {
  /** Kept in this person's encrypted store on this computer: a filter may hold a name. */
  'lists.views': { input: z.object({ type: typeName }), output: answer(z.array(ownView)) },
  'lists.saveView': {
    input: z.object({ type: typeName, view: ownView }),
    output: answer(z.array(ownView)),
  },
  'lists.dropView': {
    input: z.object({ type: typeName, key: identifier }),
    output: answer(z.array(ownView)),
  },
  /** What would happen; writes nothing. */
  'lists.previewMany': {
    input: many,
    output: answer(
      z.object({
        changed: z.int(),
        same: z.int(),
        refused: z.array(z.object({ label: z.string(), code: z.string() })),
        examples: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
      }),
    ),
  },
  'lists.editMany': {
    input: many,
    output: answer(z.object({ batch: identifier, changed: z.int(), kept: z.int() })),
  },
  'lists.undoMany': {
    input: z.object({ batch: identifier }),
    output: answer(z.object({ undone: z.int(), kept: z.int() })),
  },
} as const;
