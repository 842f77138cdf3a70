/** What the page may ask about one enterprise as a whole (domain.md S78 侨企 360°). Every number comes with the conditions of the list that it counts. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { condition, identifier, reference, typeName } from './shapes.ts';

/** A count that opens exactly the rows it counts. */
export const tally = z.object({
  key: z.string(),
  type: typeName,
  count: z.int(),
  where: z.array(condition),
});
export type Tally = z.infer<typeof tally>;

/** A record as one line: what it is, where it stands, and when. */
export const line = z.object({
  ...reference.shape,
  state: z.string(),
  /** `YYYY-MM-DD`; null where nothing is due. */
  due: z.string().nullable(),
  stopped: z.boolean(),
  on: z.string().nullable(),
});
export type Line = z.infer<typeof line>;

const yearCell = z.object({
  key: z.string(),
  type: typeName,
  unit: z.enum(['count', 'fen']),
  value: z.int(),
  where: z.array(condition),
});

export const panorama = z.object({
  asOf: z.string(),
  label: z.string(),
  officer: reference.nullable(),
  /** Lawyers and teams that answer for it today. */
  lawyers: z.array(
    z.object({ ...reference.shape, firm: z.string(), until: z.string().nullable() }),
  ),
  people: z.array(z.object({ ...reference.shape, role: z.string(), country: z.string() })),
  relations: tally,
  /** Tickets by state, in the order of the workflow. */
  tickets: z.array(tally),
  openTickets: z.array(line),
  /** 共性问题: the leading ticket and how many enterprises share it. */
  common: z.array(z.object({ ...reference.shape, enterprises: z.int(), members: tally })),
  visits: z.array(tally),
  lastVisits: z.array(line.extend({ note: z.string() })),
  needs: z.array(
    z.object({
      text: z.string(),
      route: z.string(),
      visit: reference,
      on: z.string(),
      target: reference.extend({ state: z.string() }).nullable(),
    }),
  ),
  legal: z.array(tally),
  others: z.array(tally),
  /** One row for each figure, one cell for each of the years. */
  years: z.object({ years: z.array(z.int()), rows: z.array(z.array(yearCell)) }),
  files: z.array(
    z.object({ record: reference, on: z.string(), field: z.string(), files: z.array(z.json()) }),
  ),
});
export type Panorama = z.infer<typeof panorama>;

export const panoramaProcedures = {
  'panorama.enterprise': { input: z.object({ id: identifier }), output: answer(panorama) },
} as const;
