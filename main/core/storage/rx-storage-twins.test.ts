/** The controls: the same suite on RxDB's own storages. Dexie is also what the renderer keeps preferences in. */
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { beforeAll, vi } from 'vitest';
import { registerStorageTests } from './testing/register-storage-tests.ts';

// The free Dexie storage advertises on the console at its first write.
beforeAll(() => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  return () => warn.mockRestore();
});

const nothingToClose = async (): Promise<void> => undefined;

registerStorageTests({
  name: 'memory',
  createStorage: () => ({
    storage: getRxStorageMemory(),
    close: nothingToClose,
  }),
  randomRuns: 100,
  // RxDB's memory storage fills up index keys with spaces, so that '' is greater than U+0002 in a range.
  hasTroubleWithControls: true,
});

registerStorageTests({
  name: 'dexie',
  createStorage: () => ({
    storage: getRxStorageDexie({ indexedDB, IDBKeyRange }),
    close: nothingToClose,
  }),
  randomRuns: 6,
  hasTroubleWithControls: true,
});
