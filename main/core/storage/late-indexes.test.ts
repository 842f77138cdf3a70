import { expect, it } from 'vitest';
import type { Store } from './open-rxdb.ts';
import { makeStorePath, openTestStore } from './testing/open-test-store.ts';
import { sampleRecord } from './testing/sample-documents.ts';
import { storedNames } from './testing/stored-names.ts';

async function indexesOf(store: Store): Promise<string[]> {
  const sql = "SELECT name FROM sqlite_master WHERE type='index' ORDER BY name";
  return (await store.read.all<{ name: string }>(sql)).map(({ name }) => name);
}

it('puts off every index of lists, duplicates and digests, and brings back the same ones', async () => {
  const store = await openTestStore(storedNames);
  const before = await indexesOf(store);
  await store.lateIndexes.postpone();
  const meanwhile = await indexesOf(store);
  expect(before.filter((name) => !meanwhile.includes(name))).toEqual(
    expect.arrayContaining(['digest_scope', 'p_person_x0']),
  );
  await store.lateIndexes.postpone();
  await store.lateIndexes.build();
  expect(await indexesOf(store)).toEqual(before);
  await store.lateIndexes.build();
  expect(await indexesOf(store)).toEqual(before);
});

it('answers rightly without them, and after a restart in between', async () => {
  const path = makeStorePath();
  const store = await openTestStore({ path, ...storedNames });
  const complete = await indexesOf(store);
  await store.lateIndexes.postpone();
  await store.collections.records.bulkInsert([
    sampleRecord('a', { data: { name: '李四' } }),
    sampleRecord('b', { data: { name: '张三' } }),
  ]);
  const sql = "SELECT id FROM p_person WHERE name='张三'";
  expect(await store.read.all(sql)).toEqual([{ id: 'b' }]);
  expect((await store.digest.all()).map(({ count }) => count)).toEqual([2]);
  expect((await store.search({ text: '李四' })).map(({ id }) => id)).toEqual(['a']);
  await store.close();

  const again = await openTestStore({ path, ...storedNames });
  expect(await indexesOf(again)).not.toEqual(complete);
  await again.lateIndexes.build();
  expect(await indexesOf(again)).toEqual(complete);
  expect(await again.read.all(sql)).toEqual([{ id: 'b' }]);
});
