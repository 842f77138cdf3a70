/** How many records of people somebody may take out at once (domain.md §2.6, §3.0). */
import type { Actor, Role } from '../access/actor.ts';

const peopleAtOnce: Readonly<Partial<Record<Role, number>>> = {
  L: 50,
  O: 50,
  H: 500,
  D: 500,
  B: 20_000,
};
/** Of matters, not of people; also the most that one workbook is made for. */
export const mostRows = 20_000;

export function exportLimit(actor: Pick<Actor, 'roles'>, aboutPeople: boolean): number {
  if (!aboutPeople) return mostRows;
  return Math.max(0, ...actor.roles.map((role) => peopleAtOnce[role] ?? 0));
}
