/**
 * What RxDB ships to test storages with (rxdb/plugins/test-utils), run over ours: its replication suite with conflicts and
 * attachments, with our storage at both ends, and one pass of its performance script as a smoke test.
 */
import { addRxPlugin, type RxCollection, type RxStorage } from 'rxdb';
import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import {
  getPullHandler,
  getPullStream,
  getPushHandler,
  humansCollection,
  runPerformanceTests,
  runReplicationBaseTestSuite,
  setConfig,
} from 'rxdb/plugins/test-utils';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCommitQueue } from './commit-queue.ts';
import { createSqliteStorage } from './rx-storage.ts';
import { openSqlite } from './sqlite-database.ts';
import { createWriteHooks } from './write-hooks.ts';

type Humans = RxCollection<Record<string, unknown>>;

const opened: (() => Promise<void>)[] = [];

/** A database of its own for each storage that the suite asks for. */
function freshStorage(): RxStorage<unknown, unknown> {
  const sqlite = openSqlite({ path: ':memory:', key: null });
  if (!sqlite.ok) throw sqlite.error;
  const { database } = sqlite;
  const queue = createCommitQueue({ database });
  opened.push(async () => {
    await queue.close();
    database.close();
  });
  return wrappedValidateAjvStorage({
    storage: createSqliteStorage({ database, queue, hooks: createWriteHooks() }),
  });
}

setConfig({
  storage: {
    name: 'qiaobang-sqlite',
    getStorage: freshStorage,
    getPerformanceStorage: () => ({ storage: freshStorage(), description: 'qiaobang-sqlite' }),
    hasPersistence: false,
    hasMultiInstance: false,
    hasAttachments: true,
    hasReplication: true,
  },
});
// The suite opens databases in a way that only RxDB's development mode allows, and that mode wants a validator.
disableWarnings();
addRxPlugin(RxDBDevModePlugin);
addRxPlugin(RxDBAttachmentsPlugin);
addRxPlugin(RxDBLocalDocumentsPlugin);

/** Fails with RxDB's memory storage in the same way: a resolved conflict names the master's attachment, but its bytes do not come along. */
const failsUpstream = new Set(['should keep the master attachment state on conflict']);

/** The suite was written for mocha, which puts these two into the global scope. */
vi.stubGlobal('describe', describe);
vi.stubGlobal('it', (title: string, test: () => Promise<void>) =>
  (failsUpstream.has(title) ? it.fails : it)(title, test),
);

let server: Humans;

beforeAll(() => {
  // The test environment of RxDB tells the console which storage it was asked for.
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  return () => log.mockRestore();
});
afterAll(async () => {
  await server.database.close();
  await Promise.all(opened.map((close) => close()));
});

function replicate(collection: Humans, live: boolean) {
  return replicateRxCollection({
    replicationIdentifier: 'shipped-suite',
    collection,
    live,
    waitForLeadership: false,
    autoStart: true,
    pull: { handler: getPullHandler(server), ...(live ? { stream$: getPullStream(server) } : {}) },
    push: { handler: getPushHandler(server) },
  });
}

async function syncOnce(collection: Humans): Promise<void> {
  const state = replicate(collection, false);
  await state.awaitInitialReplication();
  await state.cancel();
}

describe('the replication suite that RxDB ships', () => {
  runReplicationBaseTestSuite({
    startReplication: (collection: Humans) => replicate(collection, true),
    syncOnce,
    syncOnceWithAttachments: syncOnce,
    async cleanUpServer() {
      await server?.database.close();
      server = (await humansCollection.createAttachments(0, undefined, false)) as unknown as Humans;
    },
    async getAllServerDocs() {
      return (await server.storageInstance.getChangedDocumentsSince?.(1_000))?.documents ?? [];
    },
    softDeletes: true,
    isDeleted: (document: { _deleted: boolean }) => document._deleted,
    getPrimaryOfServerDoc: (document: { passportId: string }) => document.passportId,
  });
});

describe('the performance script that RxDB ships', () => {
  it('runs to its end', async () => {
    const storage = freshStorage();
    const result = await runPerformanceTests(storage, 'qiaobang-sqlite', {
      runs: 1,
      docsAmount: 300,
      serialDocsAmount: 24,
      waitBetweenTests: 0,
      log: false,
    });
    expect(Object.keys(result).length).toBeGreaterThan(5);
  });
});
