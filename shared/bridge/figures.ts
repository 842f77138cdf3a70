/** What the page may ask about figures (domain.md §4): the value, what it was made of, and the records behind it. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { condition, typeName } from './shapes.ts';

const day = z.iso.date();

export const figure = z.object({
  key: z.string(),
  /** Shares ×100 with two decimals; money in 分; null = "—". */
  value: z.number().nullable(),
  numerator: z.number(),
  denominator: z.number().nullable(),
});
export type Figure = z.infer<typeof figure>;

/** A figure that needs more than one list (domain.md §4.2, 4.3, 4.5, 4.8). */
export const caseFigure = figure.extend({
  unit: z.enum(['percent', 'fen', 'count']),
  /** The records that it counts, as a list limited to them; absent where a page of its own shows them. */
  behind: z.object({ type: typeName, where: z.array(condition).max(10) }).optional(),
});
export type CaseFigure = z.infer<typeof caseFigure>;

/** How a sum is made up: 来源占比, 投向占比, 资金来源构成. Labels are keys of the dictionary. */
export const figureSplit = z.object({
  key: z.string(),
  dictionary: z.string(),
  parts: z.array(z.object({ key: z.string(), fen: z.number(), percent: z.number().nullable() })),
});
export type FigureSplit = z.infer<typeof figureSplit>;

export const figureGroup = z.object({
  type: typeName,
  figures: z.array(figure),
  /** Keys are words of the page. */
  more: z.array(caseFigure),
  splits: z.array(figureSplit),
  /** Records by month of the period; empty where the type counts as of now. */
  months: z.array(z.object({ month: z.string(), count: z.int() })),
});
export type FigureGroup = z.infer<typeof figureGroup>;

export const figureProcedures = {
  'figures.board': {
    input: z.object({ from: day, to: day }),
    output: answer(z.object({ groups: z.array(figureGroup), asOf: z.string() })),
  },
} as const;
