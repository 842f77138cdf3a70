/** A replication that keeps no second copy must still know what the district last sent, also after an edit, a crash and a restart. */
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../shared/records/envelope.ts';
import { findStored, plain, writeStored } from '../documents/stored-documents.ts';
import { replicationName } from './district-state.ts';
import type { Store } from './open-rxdb.ts';
import { makeStorePath, openTestStore } from './testing/open-test-store.ts';

type Living = Envelope & { _deleted: boolean };
type Sent = { base: string | null; mutation: string };

const conflictHandlers = {
  records: {
    isEqual: (a: { mutation: string; _deleted: boolean }, b: typeof a) =>
      a.mutation === b.mutation && a._deleted === b._deleted,
    resolve: async ({ realMasterState }: { realMasterState: Living }) => realMasterState,
  },
};

function record(id: string, mutation: string): Living {
  const at = '2026-11-20T02:00:00.000Z';
  return {
    id,
    type: 'person',
    unit: '330203008',
    community: '',
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation,
    createdAt: at,
    createdBy: 'u',
    updatedAt: at,
    updatedBy: 'u',
    device: 'd',
    data: { note: mutation },
    _deleted: false,
  };
}

/** A district of one list, and what was sent to it. */
function talk(store: Store, feed: Living[], sent: Sent[], conflicts: Living[] = []) {
  return replicateRxCollection<Living, { at: number }>({
    replicationIdentifier: replicationName('records'),
    collection: store.collections.records as never,
    live: true,
    waitForLeadership: false,
    retryTime: 50,
    pull: {
      batchSize: 100,
      handler: async (checkpoint, limit) => {
        const from = checkpoint?.at ?? 0;
        return {
          documents: feed.slice(from, from + limit),
          checkpoint: { at: Math.min(feed.length, from + limit) },
        };
      },
    },
    push: {
      batchSize: 100,
      handler: async (rows) => {
        sent.push(
          ...rows.map((row) => ({
            base: row.assumedMasterState?.mutation ?? null,
            mutation: row.newDocumentState.mutation,
          })),
        );
        return conflicts.splice(0);
      },
    },
  });
}

async function edit(store: Store, id: string, mutation: string): Promise<void> {
  const previous = await findStored(store, 'records', id);
  if (previous === undefined) throw new Error('no such record');
  const document = { ...plain<'records'>(previous), mutation, data: { note: mutation } };
  await writeStored(store, 'records', [{ previous, document }], 'test-edit');
}

const copies = async (store: Store) => {
  const meta = await store.read.get<{ n: number }>(
    "SELECT n FROM rx_table WHERE collection LIKE 'rx-replication-meta-%'",
  );
  const rows = await store.read.get<{ n: number }>(
    `SELECT count(*) AS n FROM t${meta?.n} WHERE id LIKE '%|0'`,
  );
  const aside = await store.read.get<{ n: number }>('SELECT count(*) AS n FROM district_state');
  return { meta: rows?.n, aside: aside?.n };
};

/** Tables of the file in which the text stands somewhere. */
async function tablesSaying(store: Store, text: string): Promise<string[]> {
  const tables = await store.read.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' LIMIT 200",
  );
  const saying: string[] = [];
  for (const { name } of tables) {
    const rows = await store.read.all(`SELECT * FROM "${name}" LIMIT 10000`);
    if (JSON.stringify(rows).includes(text)) saying.push(name);
  }
  return saying;
}

describe('the district’s last state', () => {
  it('takes no room while nobody edits, and is the base of an edit', async () => {
    const store = await openTestStore({ conflictHandlers });
    const sent: Sent[] = [];
    const feed = Array.from({ length: 250 }, (_, index) => record(`r${index}`, `m${index}`));
    const replication = talk(store, feed, sent);
    await replication.awaitInSync();
    expect(await copies(store)).toEqual({ meta: 0, aside: 0 });
    expect(sent).toEqual([]);
    await edit(store, 'r7', 'mine-1');
    await replication.awaitInSync();
    expect(sent).toEqual([{ base: 'm7', mutation: 'mine-1' }]);
    await edit(store, 'r7', 'mine-2');
    await replication.awaitInSync();
    expect(sent.at(-1)).toEqual({ base: 'mine-1', mutation: 'mine-2' });
    // The district's next state replaces ours, and then is its own copy again.
    feed.push(record('r7', 'theirs'));
    replication.reSync();
    await replication.awaitInSync();
    expect((await findStored(store, 'records', 'r7'))?.mutation).toBe('theirs');
    await edit(store, 'r7', 'mine-3');
    await replication.awaitInSync();
    expect(sent.at(-1)).toEqual({ base: 'theirs', mutation: 'mine-3' });
    await replication.cancel();
  });

  it('goes with a row that is purged: no table says it any more, nothing is sent, and the row may come back', async () => {
    const store = await openTestStore({ conflictHandlers });
    const sent: Sent[] = [];
    const feed = [record('a', 'a1'), record('b', 'b1')];
    const replication = talk(store, feed, sent);
    await replication.awaitInSync();
    for (const mutation of ['secret-1', 'secret-2']) {
      await edit(store, 'a', mutation);
      await replication.awaitInSync();
    }
    // The data, as it stands in a row: the document and replication's copy of what it has sent.
    const content = 'note\\":\\"secret';
    expect(await tablesSaying(store, content)).toHaveLength(2);
    const previous = await findStored(store, 'records', 'a');
    if (previous === undefined) throw new Error('no such record');
    const document = { ...plain<'records'>(previous), data: {} };
    await writeStored(
      store,
      'records',
      [{ previous, document, deleted: true }],
      'replication-downstream-purge',
    );
    await replication.awaitInSync();
    expect(sent).toHaveLength(2);
    expect(await copies(store)).toEqual({ meta: 0, aside: 0 });
    expect(await tablesSaying(store, content)).toEqual([]);
    feed.push(record('a', 'secret-2'));
    replication.reSync();
    await replication.awaitInSync();
    expect(await findStored(store, 'records', 'a')).toMatchObject({
      _deleted: false,
      data: { note: 'secret-2' },
    });
    expect(sent).toHaveLength(2);
    await replication.cancel();
  });

  it('survives a restart between edit and push, and two edits in a row', async () => {
    const path = makeStorePath();
    const sent: Sent[] = [];
    const feed = [record('a', 'a1'), record('b', 'b1')];
    const first = await openTestStore({ path, conflictHandlers });
    const before = talk(first, feed, sent);
    await before.awaitInSync();
    await before.cancel();
    await edit(first, 'a', 'a-mine');
    await edit(first, 'a', 'a-mine-2');
    await first.close();
    const second = await openTestStore({ path, conflictHandlers });
    expect(await copies(second)).toEqual({ meta: 0, aside: 1 });
    const after = talk(second, feed, sent);
    await after.awaitInSync();
    expect(sent).toEqual([{ base: 'a1', mutation: 'a-mine-2' }]);
    expect(await copies(second)).toEqual({ meta: 1, aside: 0 });
    await after.cancel();
  });

  it('does not write over an edit that was not sent, and hands the conflict its base', async () => {
    const store = await openTestStore({ conflictHandlers });
    const sent: Sent[] = [];
    const feed = [record('a', 'a1')];
    const first = talk(store, feed, sent);
    await first.awaitInSync();
    await first.cancel();
    await edit(store, 'a', 'mine');
    feed.push(record('a', 'theirs'));
    const again = talk(store, feed, sent, [record('a', 'theirs')]);
    await again.awaitInSync();
    expect(sent[0]).toEqual({ base: 'a1', mutation: 'mine' });
    expect((await findStored(store, 'records', 'a'))?.mutation).toBe('theirs');
    await again.cancel();
  });

  it('takes what is brought over by a migration for unsent', async () => {
    const store = await openTestStore({ conflictHandlers });
    const { _deleted: _living, ...document } = record('a', 'a1');
    const write = { previous: undefined, document };
    await writeStored(store, 'records', [write], 'replication-master-write');
    const sent: Sent[] = [];
    const replication = talk(store, [], sent);
    await replication.awaitInSync();
    expect(sent).toEqual([{ base: null, mutation: 'a1' }]);
    await replication.cancel();
  });
});
