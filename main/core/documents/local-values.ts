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

export function createLocalValues(deps: {
  readonly store: Store;
  readonly now: () => number;
}): LocalValues {
  const { store, now } = deps;

  async function write(
    id: string,
    make: (previous: Stored<'local'> | undefined) => LocalDoc | null,
    deleted: boolean,
  ): Promise<void> {
    for (let left = 20; ; left -= 1) {
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
