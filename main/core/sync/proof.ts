/** Compares the digests of both sides: equality is proved, never assumed (design.md §4.5). Pure. */
import {
  syncCollections,
  type DigestReply,
  type SyncCollection,
} from '../../../shared/sync/protocol.ts';
import { stateHash } from '../../../shared/sync/state-hash.ts';
import type { CollectionDigest } from '../storage/index.ts';

export interface ScopeComparison {
  readonly collection: SyncCollection;
  readonly scope: string;
  readonly local: number;
  readonly district: number;
  readonly same: boolean;
}

/** What this device holds of each collection, to be asked about; collections that were never pulled are left out. */
export function knownHashes(
  local: readonly CollectionDigest[],
  scopesOf: (collection: SyncCollection) => readonly string[] | null,
): Partial<Record<SyncCollection, string>> {
  const known: Partial<Record<SyncCollection, string>> = {};
  for (const collection of syncCollections) {
    const scopes = scopesOf(collection);
    if (scopes === null) continue;
    const held = local.filter((each) => each.collection === collection);
    const empty = scopes
      .filter((scope) => !held.some((each) => each.scope === scope))
      .map((scope) => ({ scope, count: 0, sum: '0' }));
    known[collection] = stateHash([...held, ...empty]);
  }
  return known;
}

/** One line per scope that either side holds something in. Collections that the district found the same are not in its scopes. */
export function compareDigests(
  local: readonly CollectionDigest[],
  district: DigestReply['scopes'],
  alike: readonly string[] = [],
): readonly ScopeComparison[] {
  const keys = new Set(
    [...local, ...district].map(({ collection, scope }) => `${collection}|${scope}`),
  );
  return [...keys].toSorted().flatMap((key) => {
    const [collection = '', scope = ''] = key.split('|');
    if (!isSynced(collection)) return [];
    const fits = (each: { collection: string; scope: string }) =>
      each.collection === collection && each.scope === scope;
    const here = local.find(fits);
    const there = alike.includes(collection) ? here : district.find(fits);
    const same =
      (here?.count ?? 0) === (there?.count ?? 0) && (here?.sum ?? '0') === (there?.sum ?? '0');
    return [{ collection, scope, local: here?.count ?? 0, district: there?.count ?? 0, same }];
  });
}

function isSynced(collection: string): collection is SyncCollection {
  return (syncCollections as readonly string[]).includes(collection);
}
