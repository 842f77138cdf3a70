/** Who looks after the district's devices and what was rescued from them. */
import { isDistrictActor, type Actor } from '../../shared/access/actor.ts';

/** Roles A and D of the district's own desk. */
export function mayAdminister(actor: Actor): boolean {
  return isDistrictActor(actor) && (actor.roles.includes('A') || actor.roles.includes('D'));
}
