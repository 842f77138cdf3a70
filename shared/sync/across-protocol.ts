/**
 * 跨街道重复: records of different streets with the same number, for roles D and B of the district's own desk; everybody else gets
 * `forbidden`. The number itself never leaves the district. Acting is D's and carries a `Device-Proof`.
 *
 *   POST /v1/across         {}                        -> {pairs, isCut}
 *   POST /v1/across/ask     {a, b, note}              -> {}   each street gets a list for its own record, and hears nothing of the other
 *   POST /v1/across/apart   {a, b, note}              -> {}   two records that stay two; the pair is not shown as open any more
 */
import { z } from 'zod';

const identifier = z.string().min(1).max(64);

export const acrossSide = z.object({
  id: identifier,
  label: z.string(),
  unit: z.string(),
  unitName: z.string(),
  community: z.string(),
  birth: z.string(),
  verifiedOn: z.string(),
});

export const acrossStates = ['open', 'asked', 'apart'] as const;

export const acrossPair = z.object({
  type: z.string(),
  rule: z.string(),
  a: acrossSide,
  b: acrossSide,
  state: z.enum(acrossStates),
  /** Of the last decision; '' where there is none. */
  note: z.string(),
  by: z.string(),
  at: z.string(),
});
export type AcrossPair = z.infer<typeof acrossPair>;

export const acrossReply = z.object({ pairs: z.array(acrossPair), isCut: z.boolean() });
export const acrossRequest = z.strictObject({
  a: identifier,
  b: identifier,
  note: z.string().max(200),
});
