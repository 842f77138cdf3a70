/** Small values of this profile that never leave the device, by key, in the `local` collection. Each call is durable when it resolves. */
import type { PlainData } from '../../../shared/records/envelope.ts';
import type { LocalDoc, Store } from '../storage/index.ts';
import { findStored, plain, StaleWrite, writeStored, type Stored } from './stored-documents.ts';

export interface LocalValues {
  get(id: string): Promise<PlainData | undefined>;
  put(id: string, kind: string, data: PlainData): Promise<void>;
  /** Leaves an empty tombstone: what was there may have been personal. */
  drop(id: string): Promise<void>;
}

/** As many as a unit of work has: the two meet on a key only when a person and sync touch the same card. */
const tries = 5;

export function createLocalValues(deps: {
  readonly store: Store;
  readonly now: () => number;
}): LocalValues {
  const { store, now } = deps;
  const lines = new Map<string, Promise<void>>();

  /**
   * One write of a key at a time: the three collections of a sync round remember into the same key at once, and of n writers that
   * read the same predecessor n - 1 lose, again and again. What is left to lose against is a unit of work.
   */
  function write(
    id: string,
    make: (previous: Stored<'local'> | undefined) => LocalDoc | null,
    deleted: boolean,
  ): Promise<void> {
    const mine = (lines.get(id) ?? Promise.resolve()).then(() => writeNow(id, make, deleted));
    // The next writer does not care how this one ended.
    const line = mine.catch(() => undefined);
    lines.set(id, line);
    void line.then(() => {
      if (lines.get(id) === line) lines.delete(id);
    });
    return mine;
  }

  async function writeNow(
    id: string,
    make: (previous: Stored<'local'> | undefined) => LocalDoc | null,
    deleted: boolean,
  ): Promise<void> {
    for (let left = tries; ; left -= 1) {
      const previous = await findStored(store, 'local', id);
      const document = make(previous);
      if (document === null) return;
      try {
        await writeStored(store, 'local', [{ previous, document, deleted }], 'qiaobang-local');
        return;
      } catch (error) {
        if (!(error instanceof StaleWrite) || left === 1) throw error;
      }
    }
  }

  return {
    async get(id) {
      const stored = await findStored(store, 'local', id);
      return stored === undefined || stored._deleted ? undefined : stored.data;
    },
    put: (id, kind, data) =>
      write(id, () => ({ id, kind, updatedAt: new Date(now()).toISOString(), data }), false),
    drop: (id) =>
      write(
        id,
        (previous) =>
          previous === undefined || previous._deleted
            ? null
            : { ...plain<'local'>(previous), data: {} },
        true,
      ),
  };
}
