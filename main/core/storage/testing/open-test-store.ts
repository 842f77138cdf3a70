/** Opens a store for one test and closes it afterwards. */
import { onTestFinished } from 'vitest';
import { openStore } from '../open-rxdb.ts';
import type { Store, StoreOptions } from '../open-rxdb.ts';
import { makeTempFolder } from './temp-folder.ts';
import { TEST_KEY } from './test-key.ts';

/** In memory unless a path is given. Throws if the store cannot be opened. */
export async function openTestStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  const inMemory = options.path === undefined;
  const opened = await openStore({
    path: ':memory:',
    key: inMemory ? null : TEST_KEY,
    now: () => '2026-03-02T00:00:00.000Z',
    ...options,
  });
  if (!opened.ok) throw opened.error;
  onTestFinished(() => opened.store.close());
  return opened.store;
}

/** A path for a store that a test closes and opens again. */
export function makeStorePath(): string {
  return `${makeTempFolder()}/store.db`;
}
