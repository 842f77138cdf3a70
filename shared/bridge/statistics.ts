/** 侨情统计表: what the register counts, what the office reports, what stood there a quarter ago. */
import { z } from 'zod';
import { answer, nothing } from './answer.ts';
import { identifier } from './shapes.ts';

const cell = z.object({
  key: z.string(),
  computed: z.int(),
  reported: z.int().nullable(),
  /** In the frozen report of the quarter before; null: none, or nothing there. */
  last: z.int().nullable(),
});

export const statisticsProcedures = {
  'stats.board': {
    /** '' for the present quarter. */
    input: z.object({ period: z.string().max(7) }),
    output: answer(
      z.object({
        period: z.string(),
        /** Of which there are reports, and the present one. */
        periods: z.array(z.string()),
        asOf: z.string(),
        by: z.enum(['community', 'unit']),
        /** Null: not begun, or a district's sum over its units. */
        report: z.object({ id: identifier, state: z.string() }).nullable(),
        /** Frozen figures are shown as they were. */
        isFrozen: z.boolean(),
        cells: z.array(cell),
        checked: z.int(),
        equal: z.int(),
        /** Pairs of persons that may be one, which nobody has decided about. */
        pairs: z.int(),
        census: z.array(
          z.object({
            id: identifier,
            title: z.string(),
            state: z.string(),
            due: z.int(),
            done: z.int(),
            /** Of whom something was no longer as registered. */
            changed: z.int(),
          }),
        ),
      }),
    ),
  },
  /** Of the own unit: the newest total of each kind, and what the register counts of it. */
  'stats.shares': {
    input: nothing,
    output: answer(
      z.array(
        z.object({
          metric: z.string(),
          year: z.int(),
          value: z.int(),
          source: z.string(),
          asOf: z.string(),
          own: z.int().nullable(),
          share: z.number().nullable(),
        }),
      ),
    ),
  },
  /** Keeps what the office reports, with what the register counts now; begins the report where there is none. */
  'stats.save': {
    input: z.object({
      period: z.string().max(7),
      reported: z
        .array(
          z.object({ key: z.string().max(60), value: z.int().min(0).max(10_000_000).nullable() }),
        )
        .max(200),
    }),
    output: answer(z.object({ id: identifier })),
  },
} as const;
