/**
 * How long a profile opens without contact to the district (design.md §5): counted from the last time the district confirmed the
 * person. Kept inside the encrypted store, with the latest moment ever seen, so that a clock set back lengthens nothing.
 */
import { z } from 'zod';
import { addDays } from '../../../../shared/calendar/day.ts';
import { businessDateOf } from '../../../../shared/calendar/time-zone.ts';
import type { LocalValues } from '../../documents/local-values.ts';

const day = 86_400_000;
const key = 'session:lease';
const schema = z.object({ confirmedAt: z.number(), latest: z.number(), days: z.int() });

export interface Lease {
  /** The district has said who this is; the lease starts anew. */
  confirm(days: number): Promise<void>;
  /** Last day (Shanghai) of the lease; null before the district has ever confirmed. */
  endsOn(): string | null;
  /** Whole days since the last confirmation when the lease is over, else null. */
  over(): number | null;
  /** Writes down how late it is. */
  remember(): Promise<void>;
}

export async function openLease(deps: {
  readonly local: LocalValues;
  /** Epoch milliseconds of this machine's clock. */
  readonly now: () => number;
}): Promise<Lease> {
  const parsed = schema.safeParse(await deps.local.get(key));
  let state = parsed.success ? parsed.data : null;
  const latest = () => Math.max(deps.now(), state?.latest ?? 0);

  async function put(next: z.infer<typeof schema>): Promise<void> {
    state = next;
    await deps.local.put(key, 'session', next);
  }

  return {
    // The district's word counts from our own clock; a clock that was ahead is forgiven by it.
    confirm: (days) => put({ confirmedAt: deps.now(), latest: deps.now(), days }),
    endsOn: () =>
      state === null
        ? null
        : addDays(businessDateOf(new Date(state.confirmedAt).toISOString()), state.days),
    over() {
      if (state === null) return null;
      const gone = latest() - state.confirmedAt;
      return gone > state.days * day ? Math.floor(gone / day) : null;
    },
    async remember() {
      if (state !== null) await put({ ...state, latest: latest() });
    },
  };
}
