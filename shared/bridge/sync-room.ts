/** What the page may ask about conflicts: the cards, one choice per field, many at once, back again, and giving up. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { identifier, problemSchema, typeName } from './shapes.ts';

const side = z.enum(['mine', 'theirs']);

export const card = z.object({
  id: identifier,
  kind: z.enum(['rejected', 'clash']),
  type: typeName,
  recordId: identifier,
  label: z.string(),
  at: z.string(),
  code: z.string(),
  problems: z.array(problemSchema),
  clashes: z.array(
    z.object({
      field: z.string(),
      base: z.json().optional(),
      mine: z.json().optional(),
      theirs: z.json().optional(),
      mineBy: z.string(),
      mineAt: z.string(),
      theirsBy: z.string(),
      theirsAt: z.string(),
      chosen: side.nullable(),
      /** Left out when many are decided at once (domain.md §2.5 M1). */
      manual: z.boolean(),
    }),
  ),
  /** Other fields of the record that met by themselves. */
  merged: z.int(),
  /** A step that was taken here and does not count, because another one reached the district first: 退回待处理, with its text. */
  lost: z.object({ action: z.string(), opinion: z.string(), redone: z.boolean() }).nullable(),
  /** When the last choice was made; null while one is open. */
  decidedAt: z.string().nullable(),
  /** The last choice can be taken back. */
  undoable: z.boolean(),
});
export type Card = z.infer<typeof card>;

/** What sync has done, for 最近经过: each kind has its own words and says what there is to do (renderer/sync/log-words.ts). */
export const syncLogKinds = [
  'sent',
  'rejected',
  'failed',
  'stuck',
  'reread',
  'purged',
  'rescued',
  'decided',
] as const;
export type SyncLogKind = (typeof syncLogKinds)[number];

export const syncRoom = {
  /** One choice per field; choosing again changes it. `state` with `mine` takes the lost step once more. */
  'sync.choose': {
    input: z.object({ cardId: identifier, field: z.string(), choice: side }),
    output: answer(card),
  },
  /** The same side for every open field of these cards. Fields for a person alone, and what is not allowed, stay open. */
  'sync.chooseMany': {
    input: z.object({ cardIds: z.array(identifier).max(1000), choice: side }),
    output: answer(
      z.object({
        /** Card by card, how many fields were decided: what `sync.undo` takes back. */
        done: z.array(z.object({ cardId: identifier, fields: z.int() })),
        /** Fields that still wait. */
        left: z.int(),
      }),
    ),
  },
  /** Takes the last choice of a card back. Refused when the field has been written again since. */
  'sync.undo': { input: z.object({ cardId: identifier }), output: answer(card) },
  /** Lays a decided card away, or gives a rejected change up: what the district has comes back. */
  'sync.dismiss': { input: z.object({ cardId: identifier }), output: answer(z.object({})) },
} as const;
