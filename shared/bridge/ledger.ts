/** What the page may ask about the books. */
import { z } from 'zod';
import { failureSchema } from './shapes.ts';

const fen = z.int();

export const balance = z.object({
  source: z.string(),
  /** Carried over from earlier years, in 分. */
  open: fen,
  income: fen,
  spent: fen,
  balance: fen,
  /** Entries that wait as 待核. */
  toReview: z.int(),
});
export type Balance = z.infer<typeof balance>;

export const ledgerProcedures = {
  /** By source for one year, of the own unit; the district names the unit. */
  'ledger.balances': {
    input: z.object({ year: z.int().min(2000).max(2100), unit: z.string().max(12).optional() }),
    output: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.array(balance) }),
      z.object({ ok: z.literal(false), error: failureSchema }),
    ]),
  },
} as const;
