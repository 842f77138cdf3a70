/** Whether the signed-in person looks after the district's devices: a hint for what is drawn, decided again by core and district. */
import { isDistrictActor } from '../../shared/access/actor.ts';
import { useSession } from '../bridge/session.tsx';

export function useAdministers(): boolean {
  const { actor } = useSession();
  if (actor === null || !isDistrictActor(actor)) return false;
  return actor.roles.includes('A') || actor.roles.includes('D');
}
