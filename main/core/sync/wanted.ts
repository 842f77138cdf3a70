/**
 * Which collections there is reason to pull. RxDB pulls whenever it starts or is asked to look; a request goes out only where a
 * comparison or a poke said that the district has something else.
 */
import type { SyncCollection } from '../../../shared/sync/protocol.ts';

export interface Wanted {
  add(collection: SyncCollection): void;
  /** The wish as it stands, or null when there is none. */
  wish(collection: SyncCollection): number | null;
  /** That wish was fulfilled; one that came meanwhile stays. */
  fulfilled(collection: SyncCollection, wish: number): void;
}

export function createWanted(): Wanted {
  const wishes = new Map<SyncCollection, number>();
  let last = 0;
  return {
    add(collection) {
      last += 1;
      wishes.set(collection, last);
    },
    wish: (collection) => wishes.get(collection) ?? null,
    fulfilled(collection, wish) {
      if (wishes.get(collection) === wish) wishes.delete(collection);
    },
  };
}
