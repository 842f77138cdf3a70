/** Who sits at the computers of a schedule, and what each may see at a time. */
import type { Role } from '../../shared/access/actor.ts';
import type { Access } from './server-messages.ts';

export const units = {
  wangchun: '330203008',
  gulin: '330203103',
  district: '330203000',
} as const;

/** Communities of each unit. */
export const communities: Readonly<Record<string, readonly string[]>> = {
  [units.wangchun]: ['330203008001', '330203008002'],
  [units.gulin]: ['330203103001', '330203103002'],
  [units.district]: [],
};

export const password = 'demo-2026';

export interface Person {
  readonly login: string;
  readonly access: Access;
}

const person = (login: string, unit: string, roles: readonly Role[], community = ''): Person => ({
  login,
  access: { unit, community, roles },
});

/** In the order in which a schedule takes them: two who work on the same records first. */
export const people: readonly Person[] = [
  person('officer', units.wangchun, ['O']),
  person('liaison', units.wangchun, ['L'], '330203008001'),
  person('head', units.wangchun, ['H']),
  person('desk', units.district, ['D']),
  person('gulin', units.gulin, ['O']),
  person('second', units.wangchun, ['O']),
];

/** Whether a row at this place may lie on a computer of this person: units and communities, the walls between offices. */
export function maySee(
  access: Access,
  row: { readonly unit: string; readonly community: string },
): boolean {
  if (access.unit === units.district) return true;
  if (row.unit === units.district) return true;
  if (row.unit !== access.unit) return false;
  return access.community === '' || row.community === '' || row.community === access.community;
}
