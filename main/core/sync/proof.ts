/** Compares the digests of both sides: equality is proved, never assumed (design.md §4.5). Pure. */
import {
  syncCollections,
  type DigestReply,
  type SyncCollection,
} from '../../../shared/sync/protocol.ts';
import type { CollectionDigest } from '../storage/index.ts';

export interface ScopeComparison {
  readonly collection: SyncCollection;
  readonly scope: string;
  readonly local: number;
  readonly district: number;
  readonly same: boolean;
}

/** One line per scope that either side holds something in. */
export function compareDigests(
  local: readonly CollectionDigest[],
  district: DigestReply['scopes'],
): readonly ScopeComparison[] {
  const keys = new Set(
    [...local, ...district].map(({ collection, scope }) => `${collection}|${scope}`),
  );
  return [...keys].toSorted().flatMap((key) => {
    const [collection = '', scope = ''] = key.split('|');
    if (!isSynced(collection)) return [];
    const here = local.find((each) => each.collection === collection && each.scope === scope);
    const there = district.find((each) => each.collection === collection && each.scope === scope);
    const same =
      (here?.count ?? 0) === (there?.count ?? 0) && (here?.sum ?? '0') === (there?.sum ?? '0');
    return [{ collection, scope, local: here?.count ?? 0, district: there?.count ?? 0, same }];
  });
}

function isSynced(collection: string): collection is SyncCollection {
  return (syncCollections as readonly string[]).includes(collection);
}
