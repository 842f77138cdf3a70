/** What the page may ask about relations. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { identifier, reference, typeName } from './shapes.ts';

export const pictureNode = z.object({
  ...reference.shape,
  /** Steps from the record in the middle, which has 0. */
  distance: z.int(),
  /** Dictionary key of `identity`, or empty. */
  identity: z.string(),
  /** Dictionary key of `country` where somebody lives abroad, or empty. */
  country: z.string(),
  /** Dead, moved away, closed: drawn pale. */
  isGone: z.boolean(),
});
export type PictureNode = z.infer<typeof pictureNode>;

export const pictureEdge = z.object({
  id: z.string(),
  from: identifier,
  to: identifier,
  kind: z.enum(['kin', 'household', 'enterprise', 'org']),
  /** What `from` is to `to`, dictionary `relation_word`; and the other way round, dictionary `kin_word` (empty: not said). */
  word: z.string(),
  back: z.string(),
  /** The relation's own record; null where it follows from a field (所属户, 侨界人士). */
  relation: identifier.nullable(),
  isEnded: z.boolean(),
});
export type PictureEdge = z.infer<typeof pictureEdge>;

export const registerProcedures = {
  /** Everybody and everything around a record, at most 500, the nearest first. */
  'relations.picture': {
    input: z.object({ type: typeName, id: identifier, steps: z.int().min(1).max(4) }),
    output: answer(
      z.object({
        nodes: z.array(pictureNode),
        edges: z.array(pictureEdge),
        /** More lies around than is shown. */
        isCut: z.boolean(),
      }),
    ),
  },
} as const;
