/** The server acting on a request itself: its receipt and the sender's rating. The role is the system's own, no person has it there. */
import { districtUnit, type Actor } from '../../shared/access/actor.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { TransitionContext } from '../../shared/workflow/workflow.ts';
import type { ServerDeps } from '../deps.ts';
import { serverActor } from '../instance.ts';

export const intakeActor: Actor = {
  userId: serverActor.id,
  name: serverActor.name,
  unit: districtUnit,
  community: '',
  roles: ['A'],
};

export function intakeContext(deps: Pick<ServerDeps, 'instance'>, at: string): TransitionContext {
  return {
    now: at,
    today: businessDateOf(at),
    isDemo: deps.instance.isDemo,
    actor: intakeActor,
    opinion: '',
  };
}
