/**
 * What the district lets this person hold now, followed at once: units that are no longer named, and within a unit whatever is out of sight
 * (shared/sync/sight.ts). Purging is repeated with each pull until nothing is left, so it may be cut off anywhere.
 */
import type { PullReply, SyncCollection } from '../../../shared/sync/protocol.ts';
import { isInSight, placeOf, sightHash, type Sight } from '../../../shared/sync/sight.ts';
import type { Goes, Purged } from './purge.ts';
import type { SyncMemory } from './sync-memory.ts';

export interface RightsDeps {
  readonly collection: SyncCollection;
  readonly memory: SyncMemory;
  readonly purge: Purge;
}

/**
 * Removes what goes. `explained`: the person's place or roles have changed, so that much may go at once. Throws where more would go
 * than is believed without asking.
 */
export type Purge = (collection: SyncCollection, goes: Goes, explained: boolean) => Promise<Purged>;

/**
 * Keeps to what the reply says. Answers whether the person sees another place than before: then everything is to be read from its start,
 * because rows out of sight have been passed over.
 */
export async function followRights(
  deps: RightsDeps,
  { scopes, sight }: Pick<PullReply, 'scopes' | 'sight'>,
): Promise<boolean> {
  const { collection, memory, purge } = deps;
  const known = memory.state().sights[collection];
  const explained = sight !== undefined && known !== null && isOtherPlace(known, sight);
  const held = memory.state().scopes[collection] ?? [];
  const lost = new Set(held.filter((scope) => !scopes.includes(scope)));
  if (lost.size > 0) {
    const { left } = await purge(collection, (row) => lost.has(row.unit), explained);
    // Asked about until its last row has gone up and away.
    await memory.setScopes(collection, left > 0 ? [...scopes, ...lost] : scopes);
  } else await memory.setScopes(collection, scopes);
  if (sight === undefined || (known !== null && sightHash(known) === sightHash(sight)))
    return false;
  const { left } = await purge(collection, (row) => !isInSight(sight, placeOf(row)), explained);
  if (left === 0) await memory.setSight(collection, sight);
  return explained;
}

function isOtherPlace(a: Sight, b: Sight): boolean {
  const place = ({ ownUnit, community, roles, person }: Sight) =>
    JSON.stringify([ownUnit, community, person, roles.toSorted()]);
  return place(a) !== place(b);
}
