import type { RxConflictHandler } from 'rxdb';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../shared/records/envelope.ts';
import { openStore } from './open-rxdb.ts';
import type { Store } from './open-rxdb.ts';
import { makeStorePath, openTestStore } from './testing/open-test-store.ts';
import { sampleEvent, sampleRecord } from './testing/sample-documents.ts';
import { TEST_KEY } from './testing/test-key.ts';

/** A record and its event, as every service writes them. */
function savePair(store: Store, record: Envelope, eventId: string): Promise<unknown> {
  const { records, events } = store.collections;
  return store.atomic(2, () =>
    Promise.all([records.upsert(record), events.insert(sampleEvent(eventId, record.id))]),
  );
}

async function idsOf(store: Store): Promise<{ records: string[]; events: string[] }> {
  const { records, events } = store.collections;
  const [r, e] = await Promise.all([records.find().exec(), events.find().exec()]);
  return { records: r.map(({ id }) => id).toSorted(), events: e.map(({ id }) => id).toSorted() };
}

describe('openStore', () => {
  it('keeps documents of all five collections over a restart', async () => {
    const path = makeStorePath();
    const store = await openTestStore({ path });
    const { records, masters, events, files, local } = store.collections;
    const { id, recordId, recordType, unit, community, device, isDemo, data, mutation } =
      sampleEvent('f', 'a');
    await records.insert(sampleRecord('a', { data: { name: '张三（演示）' } }));
    await masters.insert(sampleRecord('m', { type: 'unit' }));
    await events.insert(sampleEvent('e', 'a'));
    await files.insert({
      id,
      recordId,
      recordType,
      unit,
      community,
      device,
      isDemo,
      data,
      mutation,
      name: '照片.jpg',
      mime: 'image/jpeg',
      size: 3,
      sha256: 'x',
      state: 'local',
      createdAt: '2026-03-01T00:00:00.000Z',
      createdBy: 'u1',
    });
    await local.insert({
      id: 'draft|1',
      kind: 'draft',
      updatedAt: '2026-03-01T00:00:00.000Z',
      data: { text: '草稿' },
    });
    await store.close();

    const again = await openTestStore({ path, mode: 'existing' });
    const found = await again.collections.records.findOne('a').exec();
    expect(found?.toJSON()).toEqual(sampleRecord('a', { data: { name: '张三（演示）' } }));
    const counts = await Promise.all(
      [
        again.collections.masters,
        again.collections.events,
        again.collections.files,
        again.collections.local,
      ].map((each) => each.count().exec()),
    );
    expect(counts).toEqual([1, 1, 1, 1]);
    expect(await again.check()).toEqual([]);
  });

  it('answers a wrong key and a held file with a code', async () => {
    const path = makeStorePath();
    const store = await openTestStore({ path });
    const now = (): string => '2026-03-01T00:00:00.000Z';
    expect(await openStore({ path, key: TEST_KEY, now, busyTimeoutMs: 20 })).toMatchObject({
      ok: false,
      code: 'E_DB_BUSY',
    });
    await store.close();
    expect(await openStore({ path, key: new Uint8Array(32), now })).toMatchObject({
      ok: false,
      code: 'E_DB_KEY',
    });
  });

  it('hands the injected conflict handler to its collection', async () => {
    const handler: RxConflictHandler<Envelope> = {
      isEqual: (a, b) => a.mutation === b.mutation,
      resolve: async ({ newDocumentState }) => newDocumentState,
    };
    const store = await openTestStore({ conflictHandlers: { records: handler } });
    expect(store.collections.records.conflictHandler).toBe(handler);
    expect(store.collections.events.conflictHandler).not.toBe(handler);
  });

  it('forgets finished queries that nobody watches', async () => {
    const store = await openTestStore();
    const { records } = store.collections;
    const watched = records.find({ selector: { unit: '330203001' } });
    const subscription = watched.$.subscribe();
    await records.find({ selector: { type: 'person' }, limit: 5 }).exec();
    records.cacheReplacementPolicy(records, records._queryCache);
    subscription.unsubscribe();
    expect([...records._queryCache._map.values()]).toEqual([watched]);
  });

  it('copies itself whole while it is open', async () => {
    const path = makeStorePath();
    const store = await openTestStore({ path });
    await savePair(store, sampleRecord('a'), 'e1');
    await store.copyInto(`${path}.copy`);
    const copy = await openTestStore({ path: `${path}.copy`, mode: 'existing' });
    expect(await idsOf(copy)).toEqual({ records: ['a'], events: ['e1'] });
  });
});

describe('a record and its event', () => {
  it('are both there, for new, changed and formerly deleted records', async () => {
    const store = await openTestStore();
    await savePair(store, sampleRecord('a'), 'e1');
    await savePair(store, sampleRecord('a', { version: 2, mutation: 'a-2' }), 'e2');
    await (await store.collections.records.findOne('a').exec())?.remove();
    await savePair(store, sampleRecord('a', { version: 3, mutation: 'a-3' }), 'e3');
    expect(await idsOf(store)).toEqual({ records: ['a'], events: ['e1', 'e2', 'e3'] });
    expect((await store.collections.records.findOne('a').exec())?.version).toBe(3);
  });

  it('are both not there when the event clashes', async () => {
    const store = await openTestStore();
    await savePair(store, sampleRecord('a'), 'e1');
    const seen: string[] = [];
    const subscription = store.collections.records.$.subscribe((event) =>
      seen.push(event.documentId),
    );
    await expect(
      savePair(store, sampleRecord('a', { mutation: 'a-2' }), 'e1'),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(savePair(store, sampleRecord('b'), 'e1')).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    subscription.unsubscribe();
    expect(seen).toEqual([]);
    expect(await idsOf(store)).toEqual({ records: ['a'], events: ['e1'] });
    expect((await store.collections.records.findOne('a').exec())?.mutation).toBe('a-1');
  });

  it('are both not there when a hook throws in either of them', async () => {
    for (const collection of ['records', 'events'] as const) {
      const store = await openTestStore({
        hooks: [
          {
            collection,
            hook: ({ docs }) => {
              if (docs.some(({ id }) => id.startsWith('bad'))) throw new Error('hook refused');
            },
          },
        ],
      });
      await expect(savePair(store, sampleRecord('bad'), 'bad-e')).rejects.toThrow('hook refused');
      await savePair(store, sampleRecord('good'), 'good-e');
      expect(await idsOf(store)).toEqual({ records: ['good'], events: ['good-e'] });
      expect(await store.outbox.count()).toBe(2);
    }
  });

  it('do not wait for, or mix with, other writers of the same record', async () => {
    const store = await openTestStore();
    const { records } = store.collections;
    await savePair(store, sampleRecord('a'), 'e');
    const tasks = Array.from({ length: 30 }, async (_, index) => {
      if (index % 3 === 0)
        return savePair(store, sampleRecord('a', { mutation: `pair${index}` }), `e${index}`);
      if (index % 3 === 1) return records.upsert(sampleRecord('a', { mutation: `upsert${index}` }));
      return (await records.findOne('a').exec(true)).incrementalPatch({
        mutation: `patch${index}`,
      });
    });
    await Promise.all(tasks);
    expect((await idsOf(store)).events).toHaveLength(11);
  });

  it('reach a live query once, with the new state', async () => {
    const store = await openTestStore();
    const seen: string[][] = [];
    const subscription = store.collections.records
      .find()
      .$.subscribe((found) => seen.push(found.map(({ mutation }) => mutation)));
    await store.collections.records.find().exec();
    await savePair(store, sampleRecord('a'), 'e1');
    await savePair(store, sampleRecord('a', { mutation: 'a-2' }), 'e2');
    await store.collections.records.find({ selector: { unit: 'x' } }).exec();
    subscription.unsubscribe();
    expect(seen).toEqual([[], ['a-1'], ['a-2']]);
  });
});

describe('read', () => {
  it('reads, and refuses everything that writes', async () => {
    const store = await openTestStore();
    expect(await store.read.get('SELECT ? AS n', [3])).toEqual({ n: 3 });
    expect(await store.read.all('WITH x(n) AS (VALUES(1),(2)) SELECT n FROM x')).toEqual([
      { n: 1 },
      { n: 2 },
    ]);
    for (const sql of [
      'DELETE FROM outbox',
      "INSERT INTO outbox VALUES('a','b','c','d') RETURNING id",
      "WITH x AS (SELECT 1) INSERT INTO outbox SELECT 'a','b','c','d' FROM x RETURNING id",
      'PRAGMA user_version = 7',
      'SELECT 1; DELETE FROM outbox',
      "ATTACH ':memory:' AS other",
    ]) {
      await expect(store.read.all(sql)).rejects.toThrow(/only SELECT|more than one statement/);
    }
    expect(await store.outbox.count()).toBe(0);
  });
});
