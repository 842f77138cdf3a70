import fc from 'fast-check';
import { getChangedDocumentsSince } from 'rxdb';
import type { MangoQuery, RxStorage, RxStorageInstance } from 'rxdb';
import { describe, expect, it } from 'vitest';
import { createCommitQueue } from './commit-queue.ts';
import { createSqliteStorage } from './rx-storage.ts';
import type { SqliteInternals } from './rx-storage-instance.ts';
import { openSqlite } from './sqlite-database.ts';
import {
  anyQueries,
  awkwardDocs,
  expectSameAnswer,
  incompleteDocs,
  irregularDocs,
  toStoredDocs,
} from './testing/random-queries.ts';
import { openInstance, registerStorageTests } from './testing/register-storage-tests.ts';
import { insertRow, storedDoc, updateRow } from './testing/test-schema.ts';
import type { TestDoc } from './testing/test-schema.ts';
import { createWriteHooks } from './write-hooks.ts';
import type { WriteHooks } from './write-hooks.ts';

function createStorage(hooks: WriteHooks = createWriteHooks()): {
  storage: RxStorage<unknown, unknown>;
  close: () => Promise<void>;
} {
  const opened = openSqlite({ path: ':memory:', key: null });
  if (!opened.ok) throw opened.error;
  const queue = createCommitQueue({ database: opened.database });
  return {
    storage: createSqliteStorage({ database: opened.database, queue, hooks }),
    async close() {
      await queue.close();
      opened.database.close();
    },
  };
}

const sqlite = { name: 'sqlite', createStorage: () => createStorage(), randomRuns: 150 };

registerStorageTests(sqlite);

function tableOf(instance: RxStorageInstance<TestDoc, unknown, unknown>): SqliteInternals['table'] {
  return (instance.internals as SqliteInternals).table;
}

describe('sqlite storage beyond the common suite', () => {
  it.each([
    // RxDB's comparator is no total order over mixed types, so there only the id has a right order.
    ['break the types of indexed fields', irregularDocs, anyQueries.filter(sortsOnlyById)],
    ['lack indexed fields', incompleteDocs, anyQueries],
    ['are asked for values of another type', awkwardDocs, anyQueries],
  ])('answers as RxDB would when documents %s', async (_when, docs, queries) => {
    await fc.assert(
      fc.asyncProperty(docs, fc.array(queries, { minLength: 8, maxLength: 8 }), expectSameAnswers),
      { numRuns: 100 },
    );
  });

  it('does not miss a write whose clock was set back', async () => {
    const instance = await openInstance(sqlite);
    await instance.bulkWrite([insertRow({ id: 'b' })], 'test');
    const { checkpoint } = await getChangedDocumentsSince(instance, 10);
    const early = storedDoc({ id: 'a' });
    early._meta.lwt = 5;
    await instance.bulkWrite([{ document: early }], 'test');
    const { documents } = await getChangedDocumentsSince(instance, 10, checkpoint);
    expect(documents.map((document) => document.id)).toEqual(['a']);
  });

  it("answers questions while the district's rows come in, and cuts nothing that a person saves", async () => {
    const instance = await openInstance(sqlite);
    const rows = (prefix: string) =>
      Array.from({ length: 350 }, (_, index) => insertRow({ id: `${prefix}${index}` }));
    const present = async () => (await instance.findDocumentsById(ids, false)).length;
    const ids = [...rows('a'), ...rows('b')].map(({ document }) => document.id);

    const incoming = instance.bulkWrite(rows('a'), 'replication-downstream-test');
    const between = await present();
    expect((await incoming).error).toEqual([]);
    expect([between > 0, between < 350, await present()]).toEqual([true, true, 350]);

    const again = await instance.bulkWrite(rows('a'), 'replication-downstream-test');
    expect(again.error).toHaveLength(350);

    const own = instance.bulkWrite(rows('b'), 'form');
    expect(await present()).toBe(700);
    await own;
  });

  it('never gives a sequence number out twice, even after a cleanup and a reopening', async () => {
    const { storage, close } = createStorage();
    const under = { ...sqlite, createStorage: () => ({ storage, close: async () => undefined }) };
    const open = (): ReturnType<typeof openInstance> =>
      openInstance({ ...under, databaseName: 'same' });
    const first = await open();
    const document = storedDoc({ id: 'a' });
    await first.bulkWrite([{ document }], 'test');
    await first.bulkWrite([updateRow(document, {}, true)], 'test');
    await first.cleanup(0);
    const before = tableOf(first).lastSeq();
    await first.close();
    const second = await open();
    expect(tableOf(second).lastSeq()).toBe(before);
    await second.close();
    await close();
  });

  it('keeps attachments with their document, and drops them with it', async () => {
    const instance = await openInstance(sqlite);
    const digest = 'sha-1';
    const data = new Blob(['照片的字节'], { type: 'text/plain' });
    const document = storedDoc({ id: 'a' });
    const attachment = { length: data.size, type: 'text/plain', digest };
    const writing = instance.bulkWrite(
      [{ document: { ...document, _attachments: { photo: { ...attachment, data } } } }],
      'test',
    );
    // Started later, and without bytes to wait for: still must not overtake.
    const second = instance.bulkWrite([insertRow({ id: 'a' })], 'test');
    expect((await writing).error).toEqual([]);
    expect((await second).error).toHaveLength(1);
    expect(await (await instance.getAttachmentData('a', 'photo', digest)).text()).toBe(
      '照片的字节',
    );
    await expect(instance.getAttachmentData('a', 'photo', 'other')).rejects.toThrow(
      'does not exist',
    );
    const previous = { ...document, _attachments: { photo: attachment } };
    await instance.bulkWrite([updateRow(previous, {}, true)], 'test');
    await expect(instance.getAttachmentData('a', 'photo', digest)).rejects.toThrow(
      'does not exist',
    );
  });

  it('runs hooks in the transaction: one that throws undoes the write and its own rows', async () => {
    const hooks = createWriteHooks();
    hooks.add('things', ({ docs, context }, tx) => {
      tx.run('CREATE TABLE IF NOT EXISTS seen(id TEXT, was TEXT)');
      for (const { id, previous } of docs)
        tx.run('INSERT INTO seen VALUES(?,?)', `${context} ${id}`, previous?._rev ?? null);
      if (docs.some(({ id }) => id === 'bad')) throw new Error('refused by hook');
    });
    const instance = await openInstance({ ...sqlite, createStorage: () => createStorage(hooks) });
    const good = storedDoc({ id: 'good' });
    const results = await Promise.allSettled([
      instance.bulkWrite([{ document: good }], 'one'),
      instance.bulkWrite([insertRow({ id: 'bad' })], 'two'),
      instance.bulkWrite([insertRow({ id: 'also' })], 'three'),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(
      (await instance.findDocumentsById(['good', 'bad', 'also'], true)).map(
        (document) => document.id,
      ),
    ).toEqual(['good', 'also']);
    await instance.bulkWrite([updateRow(good, { number: 2 })], 'four');
  });
});

async function expectSameAnswers(fields: object[], queries: MangoQuery<TestDoc>[]): Promise<void> {
  const instance = await openInstance(sqlite);
  const documents = toStoredDocs(fields);
  await instance.bulkWrite(
    documents.map((document) => ({ document })),
    'test',
  );
  // Judged on what a round trip through JSON leaves, as for any persistent storage.
  const kept = JSON.parse(JSON.stringify(documents)) as typeof documents;
  for (const query of queries) await expectSameAnswer(instance, kept, query);
  await instance.close();
}

function sortsOnlyById(query: { sort?: object[] }): boolean {
  return (query.sort ?? []).every((part) => 'id' in part);
}
