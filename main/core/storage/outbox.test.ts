import { replicateRxCollection } from 'rxdb/plugins/replication';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../shared/records/envelope.ts';
import { digestOf } from '../../../shared/sync/digest.ts';
import { isFromDistrict } from './outbox.ts';
import type { Store } from './open-rxdb.ts';
import { openTestStore } from './testing/open-test-store.ts';
import { sampleEvent, sampleRecord } from './testing/sample-documents.ts';
import { storedNames } from './testing/stored-names.ts';

function savePair(store: Store, id: string, mutation: string): Promise<unknown> {
  const { records, events } = store.collections;
  return store.atomic(2, () =>
    Promise.all([
      records.upsert(sampleRecord(id, { mutation })),
      events.insert(sampleEvent(`e-${mutation}`, id)),
    ]),
  );
}

/** Writes as RxDB's replication does when a row comes from the district. */
async function pull(store: Store, id: string, mutation: string): Promise<void> {
  const document = {
    ...sampleRecord(id, { mutation }),
    _deleted: false,
    _attachments: {},
    _meta: { lwt: 1 },
    _rev: '1-x',
  };
  const answer = await store.collections.records.storageInstance.bulkWrite(
    [{ document }],
    'replication-downstream-abc',
  );
  expect(answer.error).toEqual([]);
}

describe('outbox', () => {
  it('names what was written here and not acknowledged, oldest first, one row per document', async () => {
    let minute = 10;
    const store = await openTestStore({ now: () => `2026-03-01T00:${(minute += 1)}:00.000Z` });
    const { records, events, local, masters } = store.collections;
    await records.upsert(sampleRecord('a', { mutation: 'a1' }));
    await events.insert(sampleEvent('e', 'a'));
    await records.upsert(sampleRecord('a', { mutation: 'a2' }));
    await local.insert({ id: 'l', kind: 'draft', updatedAt: '2026-03-01T00:00:00.000Z', data: {} });
    await masters.insert(sampleRecord('m', { type: 'unit' }));
    await pull(store, 'from-district', 'd1');
    expect(await store.outbox.list()).toEqual([
      { collection: 'records', id: 'a', mutation: 'a2', since: '2026-03-01T00:11:00.000Z' },
      { collection: 'events', id: 'e', mutation: '', since: '2026-03-01T00:12:00.000Z' },
    ]);
    expect(await store.outbox.list({ collection: 'events', limit: 1 })).toMatchObject([
      { id: 'e' },
    ]);
  });

  it('does not put an older state in the place of a newer one that waits already', async () => {
    const store = await openTestStore();
    const { records } = store.collections;
    await records.insert(sampleRecord('a', { mutation: 'a1' }));
    await records.upsert(sampleRecord('a', { mutation: 'a2' }));
    // The answer about a1 comes when a2 has long been written.
    await store.outbox.resend('records', [{ id: 'a', mutation: 'merged', settles: 'a1' }]);
    expect(await store.outbox.list()).toMatchObject([{ id: 'a', mutation: 'a2' }]);
    await store.outbox.resend('records', [{ id: 'a', mutation: 'merged', settles: 'a2' }]);
    expect(await store.outbox.list()).toMatchObject([{ id: 'a', mutation: 'merged' }]);
    await store.outbox.acknowledge('records', [{ id: 'a', mutation: 'merged' }]);
    expect(await store.outbox.count()).toBe(0);
  });

  it('lets go only of the mutation that was acknowledged', async () => {
    const store = await openTestStore();
    await store.collections.records.bulkInsert([
      sampleRecord('a', { mutation: 'a1' }),
      sampleRecord('b', { mutation: 'b1' }),
    ]);
    await store.collections.records.upsert(sampleRecord('a', { mutation: 'a2' }));
    expect(
      await store.outbox.acknowledge('records', [
        { id: 'a', mutation: 'a1' },
        { id: 'b', mutation: 'b1' },
      ]),
    ).toBe(1);
    expect([
      await store.outbox.count(),
      await store.outbox.has('records', 'a'),
      await store.outbox.has('records', 'b'),
    ]).toEqual([1, true, false]);
    await store.outbox.resend('records', [{ id: 'b', mutation: 'b1', settles: 'b0' }]);
    expect(await store.outbox.count()).toBe(2);
  });

  it('fills from local writes and not from pulled ones under a real replication', async () => {
    const store = await openTestStore();
    const { records } = store.collections;
    const pushed: string[] = [];
    let pulls = [[sampleRecord('pulled', { mutation: 'd1' })]];
    const replication = replicateRxCollection<Envelope, { round: number }>({
      collection: records,
      replicationIdentifier: 'test',
      live: true,
      pull: {
        async handler(last) {
          const [page, ...rest] = pulls;
          pulls = rest;
          const documents = (page ?? []).map((record) => ({ ...record, _deleted: false }));
          return { documents, checkpoint: { round: (last?.round ?? 0) + 1 } };
        },
      },
      push: {
        async handler(rows) {
          pushed.push(...rows.map(({ newDocumentState }) => newDocumentState.id));
          return [];
        },
      },
    });
    await replication.awaitInitialReplication();
    expect((await records.findOne('pulled').exec())?.mutation).toBe('d1');
    expect(await store.outbox.count()).toBe(0);
    await savePair(store, 'mine', 'm1');
    await savePair(store, 'pulled', 'm2');
    await replication.awaitInSync();
    await replication.cancel();
    expect(pushed).toEqual(['mine', 'pulled']);
    expect(await store.outbox.list({ collection: 'records' })).toMatchObject([
      { id: 'mine', mutation: 'm1' },
      { id: 'pulled', mutation: 'm2' },
    ]);
  });

  it('also waits for deletions', async () => {
    const store = await openTestStore();
    const document = await store.collections.records.insert(sampleRecord('a'));
    await store.outbox.acknowledge('records', [{ id: 'a', mutation: 'a-1' }]);
    await document.remove();
    expect(await store.outbox.count()).toBe(1);
  });

  it('takes conflict solutions and edits for local, and pulls and migrations not', () => {
    expect(
      ['replication-up-write-conflict', 'incremental-write', 'rx-collection-bulk-insert'].map(
        isFromDistrict,
      ),
    ).toEqual([false, false, false]);
    expect(['replication-downstream-xyz', 'replication-master-write'].map(isFromDistrict)).toEqual([
      true,
      true,
    ]);
  });
});

describe('digest', () => {
  it('adds up the living records of each scope exactly', async () => {
    const store = await openTestStore(storedNames);
    const { records } = store.collections;
    const all = Array.from({ length: 60 }, (_, index) =>
      sampleRecord(`r${index}`, {
        mutation: `m${index}`,
        unit: index < 40 ? '330203001' : '330203002',
      }),
    );
    await records.bulkInsert(all);
    await records.upsert(sampleRecord('r0', { mutation: 'changed' }));
    await (await records.findOne('r1').exec(true)).remove();
    await pull(store, 'pulled', 'p1');
    const living = [
      ...all.slice(2, 40),
      { id: 'r0', mutation: 'changed' },
      { id: 'pulled', mutation: 'p1' },
    ];
    const sum = (rows: { id: string; mutation: string }[]): string =>
      rows
        .reduce((total, { id, mutation }) => total + BigInt(digestOf(id, mutation)), 0n)
        .toString();
    expect(await store.digest.all()).toEqual([
      { collection: 'records', scope: '330203001', count: 40, sum: sum(living) },
      { collection: 'records', scope: '330203002', count: 20, sum: sum(all.slice(40)) },
    ]);
    expect(await store.digest.ofScope('records', '330203002')).toContainEqual({
      id: 'r50',
      hash: digestOf('r50', 'm50'),
    });
  });

  it('stays exact beyond what a JavaScript number can hold', async () => {
    const largest = 2 ** 40 - 1;
    const store = await openTestStore({
      digest: { collections: ['records'], digestOf: () => largest },
    });
    await store.collections.records.bulkInsert(
      Array.from({ length: 9_001 }, (_, index) => sampleRecord(`r${index}`)),
    );
    expect((await store.digest.all())[0]?.sum).toBe((BigInt(largest) * 9_001n).toString());
  });

  it('moves with a record that changes its scope', async () => {
    const store = await openTestStore(storedNames);
    await store.collections.records.insert(sampleRecord('a'));
    await store.collections.records.upsert(sampleRecord('a', { unit: '330203009' }));
    expect((await store.digest.all()).map(({ scope, count }) => [scope, count])).toEqual([
      ['330203009', 1],
    ]);
  });
});
