/** The page's side of sync's brakes: what stopped it, what was decided before, and a decision by name. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { ok } from '../../../../shared/result.ts';
import type { Answer } from '../answer.ts';
import type { OpenProfile } from '../profile/open-profile.ts';

type Shown = Extract<Output<'sync.brake'>, { ok: true }>['value'];

export function showBrake({ sync }: OpenProfile): Answer<Shown> {
  return ok({
    brake: sync.brakes.current(),
    decisions: sync.brakes.decisions().map((decision) => ({ ...decision })),
  });
}

/** Sync goes on at once; what the decision leads to shows in its state. */
export async function decideBrake(
  { sync, actor, exchange }: OpenProfile,
  { choice }: Input<'sync.decideBrake'>,
): Promise<Answer<object>> {
  const isRestored = sync.brakes.current()?.kind !== 'mass_delete';
  const failure = await sync.decideBrake(choice, actor().name);
  if (failure !== null) return { ok: false, error: failure };
  if (isRestored && choice === 'proceed') await exchange.forgetNumbers();
  await sync.now();
  return ok({});
}
