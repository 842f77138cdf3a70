/** What the page may ask about 四清. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { typeName } from './shapes.ts';

const value = z.number().nullable();

export const gauges = z.object({
  dz: value,
  full: value,
  sz: value,
  gx: value,
  dt: value,
  sq: value,
  level: z.enum(['clear', 'nearly', 'unclear', 'none']),
});

/** Records that lower a gauge: a saved view of the type's list. */
export const gap = z.object({
  gauge: z.enum(['dz', 'gx', 'dt']),
  type: typeName,
  view: z.string(),
  count: z.int(),
  /** By how much the gauge would rise if all of them were mended. */
  gain: z.number(),
});
export type Gap = z.infer<typeof gap>;

const byType = z.record(z.string(), z.int());

export const clearRow = z.object({
  /** A unit's or a community's code. */
  place: z.string(),
  records: z.int(),
  gauges,
  /** Records that lower a gauge, by type. */
  missing: z.object({ dz: byType, gx: byType, dt: byType }),
  /** Of 关系清 by what is missing: `type/view` → records on that list; some may be on two. */
  lacking: byType,
});
export type ClearRow = z.infer<typeof clearRow>;

export const fourClearProcedures = {
  'fourClears.board': {
    input: z.object({}),
    output: answer(
      z.object({
        asOf: z.string(),
        /** Rows are communities of the own unit, or units for the district. */
        by: z.enum(['community', 'unit']),
        total: clearRow,
        persons: z.int(),
        households: z.int(),
        enterprises: z.int(),
        /** 变动登记及时率: change events recorded in time, and all of them. */
        changes: z.object({ prompt: z.int(), all: z.int() }),
        rows: z.array(clearRow),
        gaps: z.array(gap),
      }),
    ),
  },
} as const;
