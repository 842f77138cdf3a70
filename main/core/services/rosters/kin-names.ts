/** Whom the relations of these people name already, so that a roster read twice makes no relative twice. */
import { nameForm } from '../../../../shared/duplicates/normalise.ts';
import type { ProfileContext } from '../profile/context.ts';

export async function readKinNames(
  context: ProfileContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  if (ids.length === 0) return found;
  const wanted = JSON.stringify([...new Set(ids)]);
  const [related, reached] = await Promise.all([
    context.store.read.all<{ id: string; name: string | null }>(
      'SELECT from_id AS id, other AS name FROM p_relation WHERE from_id IN (SELECT value FROM json_each(?)) LIMIT 100000',
      [wanted],
    ),
    // Whose relation is not clear yet was registered all the same.
    context.store.read.all<{ id: string; name: string | null }>(
      'SELECT contact_via_id AS id, name FROM p_person WHERE contact_via_id IN (SELECT value FROM json_each(?)) LIMIT 100000',
      [wanted],
    ),
  ]);
  for (const { id, name } of [...related, ...reached])
    found.set(id, (found.get(id) ?? new Set<string>()).add(nameForm(name ?? '')));
  return found;
}
