/** `lists.views`: a person's own views of a list, in the encrypted store of this computer and never sent: a filter may hold a name. */
import type { OwnView } from '../../../../shared/bridge/lists.ts';
import { ok } from '../../../../shared/result.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import { fail, type Answer } from '../answer.ts';

/** Alt+1…9 reaches no more, and the tabs hold no more. */
const most = 12;

export async function viewsOf(local: LocalValues, type: string): Promise<Answer<OwnView[]>> {
  return ok(await read(local, type));
}

/** The newest at the end; a view of the same name is replaced. */
export async function saveView(
  local: LocalValues,
  type: string,
  view: OwnView,
): Promise<Answer<OwnView[]>> {
  const others = (await read(local, type)).filter(
    ({ key, name }) => key !== view.key && name !== view.name,
  );
  if (others.length >= most) return fail('E_TOO_MANY', { max: most, count: others.length + 1 });
  const next = [...others, view];
  await local.put(keyOf(type), 'setting', { views: next });
  return ok(next);
}

export async function dropView(
  local: LocalValues,
  type: string,
  key: string,
): Promise<Answer<OwnView[]>> {
  const next = (await read(local, type)).filter((each) => each.key !== key);
  await local.put(keyOf(type), 'setting', { views: next });
  return ok(next);
}

async function read(local: LocalValues, type: string): Promise<OwnView[]> {
  return ((await local.get(keyOf(type)))?.['views'] as OwnView[] | undefined) ?? [];
}

function keyOf(type: string): string {
  return `list:views:${type}`;
}
