/** What sync asks before it goes on (main/core/sync/brakes.ts), and what was decided. */
import { z } from 'zod';
import { answer } from './answer.ts';

/** The district was restored from a backup · its counters run behind this device · very much would be removed here. */
export const brakeKinds = ['restored', 'rolled_back', 'mass_delete'] as const;

const brake = z.object({
  kind: z.enum(brakeKinds),
  /** When sync stopped, ISO 8601 UTC. */
  at: z.string(),
  /** Rows that would go, and of how many; 0 where nothing would. */
  going: z.int(),
  all: z.int(),
});
export type Brake = z.infer<typeof brake>;

/** `again`: look once more, after the district has been asked. */
const choice = z.enum(['proceed', 'again']);
const decision = brake.extend({ choice, by: z.string() });
export type BrakeDecision = z.infer<typeof decision>;

export const brakeRoom = {
  'sync.brake': {
    input: z.object({}),
    output: answer(
      z.object({
        brake: brake.nullable(),
        /** Newest first; `by` is a name. */
        decisions: z.array(decision),
      }),
    ),
  },
  'sync.decideBrake': { input: z.object({ choice }), output: answer(z.object({})) },
} as const;
