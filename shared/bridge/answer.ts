/** The form of every answer over the bridge that can fail: `{ok:true, value}` or `{ok:false, error}`. */
import { z } from 'zod';
import { failureSchema } from './shapes.ts';

export function answer<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: failureSchema }),
  ]);
}
export const nothing = z.object({});
