/** What the district sends down, as pickers need it: people of the office, communities. */
import type { Input, Output } from '../../../shared/bridge/contract.ts';
import { ok } from '../../../shared/result.ts';
import type { Answer } from './answer.ts';
import type { ProfileContext } from './profile/context.ts';

type Users = Extract<Output<'masters.users'>, { ok: true }>['value'];
type Communities = Extract<Output<'masters.communities'>, { ok: true }>['value'];

const most = 2000;

/** Active accounts, by default of the actor's own unit. */
export async function listUsers(
  context: ProfileContext,
  input: Input<'masters.users'>,
): Promise<Answer<Users>> {
  const rows = await context.store.read.all<{
    id: string;
    name: string;
    unit_code: string;
    roles: string | null;
  }>(
    `SELECT id, name, unit_code, roles FROM p_user WHERE unit_code = ? AND standing = 'active' ORDER BY name LIMIT ${most}`,
    [input.unit ?? context.actor().unit],
  );
  return ok(
    rows.map((row) => ({
      type: 'user',
      id: row.id,
      label: row.name,
      unit: row.unit_code,
      roles: row.roles?.split(',') ?? [],
    })),
  );
}

/** The names of communities by code; an unknown code stands for itself. */
export async function communityNames(context: ProfileContext): Promise<(code: string) => string> {
  const listed = await listCommunities(context);
  const names = new Map(listed.ok ? listed.value.map(({ code, name }) => [code, name]) : []);
  return (code) => names.get(code) ?? code;
}

/** Communities and villages that this person works with: an officer's unit, a liaison's one, the district's all. */
export async function listCommunities(context: ProfileContext): Promise<Answer<Communities>> {
  const { unit, community } = context.actor();
  const rows = await context.store.read.all<{ code: string; name: string; parent: string }>(
    `SELECT code, name, parent FROM p_unit WHERE kind IN ('community', 'village') ORDER BY code LIMIT ${most}`,
  );
  const own = rows.filter(
    (row) => row.parent === unit && (community === '' || row.code === community),
  );
  return ok(
    (own.length > 0 ? own : rows).map((row) => ({
      code: row.code,
      name: row.name,
      unit: row.parent,
    })),
  );
}
