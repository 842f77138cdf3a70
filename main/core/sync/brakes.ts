/**
 * What sync does not do without asking a person (design.md §4.7): go on with a district that was restored from a backup or whose counters run
 * behind, or remove very much at once. It stops, and stays stopped over a restart, until somebody has decided; every decision is kept.
 */
import { z } from 'zod';
import { brakeKinds, type Brake, type BrakeDecision } from '../../../shared/bridge/brakes.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import type { LocalValues } from '../documents/local-values.ts';

/** More than these is not believed without asking. */
const believed = { share: 0.2, rows: 500 } as const;

export interface Loss {
  readonly going: number;
  readonly all: number;
}

export function isMassive({ going, all }: Loss): boolean {
  return going > believed.rows && going > all * believed.share;
}

const kept = z.object({
  current: z
    .object({
      kind: z.enum(brakeKinds),
      at: z.string(),
      going: z.int(),
      all: z.int(),
      /** Restored: the district's new epoch, where it is known. */
      epoch: z.int().optional(),
    })
    .nullable(),
  /** A large loss that somebody has let pass; used up when it has happened. */
  isLossAllowed: z.boolean(),
  decisions: z.array(
    z.object({
      kind: z.enum(brakeKinds),
      at: z.string(),
      choice: z.enum(['proceed', 'again']),
      by: z.string(),
      going: z.int(),
      all: z.int(),
    }),
  ),
});
type Kept = z.infer<typeof kept>;

const key = 'sync:brakes';
const mostDecisions = 50;
const nothing: Loss = { going: 0, all: 0 };

export interface Brakes {
  current(): Brake | null;
  failure(): Failure | null;
  /** Stops; durable when it resolves. The first reason stays until it is decided. */
  stop(kind: Brake['kind'], about?: Loss & { readonly epoch?: number }): Promise<Failure>;
  /** The epoch that the present brake speaks of; null: not known. */
  epoch(): number | null;
  isLossAllowed(): boolean;
  /** The loss that was allowed has happened. */
  lossTaken(): Promise<void>;
  decide(choice: BrakeDecision['choice'], by: string): Promise<Brake | null>;
  /** Newest first. */
  decisions(): readonly BrakeDecision[];
}

export async function openBrakes(deps: {
  readonly local: LocalValues;
  readonly now: () => number;
}): Promise<Brakes> {
  const parsed = kept.safeParse(await deps.local.get(key));
  let state: Kept = parsed.success
    ? parsed.data
    : { current: null, isLossAllowed: false, decisions: [] };
  const put = async (next: Kept) => {
    state = next;
    await deps.local.put(key, 'sync', { ...next });
  };
  const instant = () => new Date(deps.now()).toISOString();

  return {
    current: () => state.current,
    failure: () => (state.current === null ? null : failureOf(state.current)),
    async stop(kind, about = nothing) {
      if (state.current === null)
        await put({ ...state, current: { kind, at: instant(), ...about } });
      return failureOf(state.current ?? { kind, at: '', ...about });
    },
    epoch: () => state.current?.epoch ?? null,
    isLossAllowed: () => state.isLossAllowed,
    async lossTaken() {
      if (state.isLossAllowed) await put({ ...state, isLossAllowed: false });
    },
    async decide(choice, by) {
      const { current } = state;
      if (current === null) return null;
      const { kind, going, all } = current;
      const decision = { kind, going, all, at: instant(), choice, by };
      await put({
        current: null,
        isLossAllowed: kind === 'mass_delete' && choice === 'proceed',
        decisions: [decision, ...state.decisions].slice(0, mostDecisions),
      });
      return current;
    },
    decisions: () => state.decisions,
  };
}

function failureOf({ kind, going, all }: Brake): Failure {
  if (kind === 'restored') return { code: 'E_SERVER_RESTORED' };
  if (kind === 'rolled_back') return { code: 'E_SERVER_ROLLED_BACK' };
  return { code: 'E_MASS_DELETE', params: { going, all } };
}
