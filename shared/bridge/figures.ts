/** What the page may ask about figures (domain.md §4): the value, what it was made of, and the records behind it. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { typeName } from './shapes.ts';

const day = z.iso.date();

export const figure = z.object({
  key: z.string(),
  /** Shares ×100 with two decimals; money in 分; null = "—". */
  value: z.number().nullable(),
  numerator: z.number(),
  denominator: z.number().nullable(),
});
export type Figure = z.infer<typeof figure>;

/** A figure that needs more than one list (domain.md §4.2, 4.3, 4.5, 4.8); it leads to a page instead of rows. */
export const caseFigure = figure.extend({ unit: z.enum(['percent', 'fen', 'count']) });
export type CaseFigure = z.infer<typeof caseFigure>;

export const figureGroup = z.object({
  type: typeName,
  figures: z.array(figure),
  /** Keys are words of the page. */
  more: z.array(caseFigure),
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
