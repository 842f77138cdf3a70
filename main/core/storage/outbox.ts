/**
 * What the district has not acknowledged yet, one row per document. Written in the transaction of the
 * document itself, so a record that is "saved" is also "to be sent" even if the plug is pulled.
 * Not derived from documents, hence never rebuilt.
 */
import type { CommitQueue } from './commit-queue.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import type { WriteHook } from './write-hooks.ts';

export type OutboxOptions = {
  collections: readonly string[];
  /** Current instant, ISO 8601 UTC. */
  now: () => string;
  /** True for writes that came from the district; by default RxDB's own name for them decides. */
  isIncoming?: (context: string) => boolean;
};

export type OutboxRow = {
  collection: string;
  id: string;
  /** The document's `mutation` at its last local write. */
  mutation: string;
  /** When it was first written without being acknowledged since. */
  since: string;
};

export type Outbox = {
  count(): Promise<number>;
  /** Oldest first. */
  list(options?: { collection?: string; limit?: number }): Promise<OutboxRow[]>;
  has(collection: string, id: string): Promise<boolean>;
  /** Removes rows whose mutation is still the acknowledged one; a document edited meanwhile stays. Returns how many went. */
  acknowledge(
    collection: string,
    rows: readonly { id: string; mutation: string }[],
  ): Promise<number>;
  /**
   * Notes what a settled conflict still has to send: `mutation` in the place of `settles`, the state that was asked about. Where something
   * newer waits already it stays, for only its own acknowledgement will ever come.
   */
  resend(
    collection: string,
    rows: readonly { id: string; mutation: string; settles: string }[],
  ): Promise<void>;
};

const CREATE = `CREATE TABLE IF NOT EXISTS outbox(collection TEXT NOT NULL, id TEXT NOT NULL, mutation TEXT NOT NULL,
  since TEXT NOT NULL, PRIMARY KEY(collection, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS outbox_since ON outbox(since)`;

// A later edit keeps the first `since`: the age shown to people is that of the oldest unsent change.
const PUT = `INSERT INTO outbox(collection, id, mutation, since) VALUES(?,?,?,?)
  ON CONFLICT(collection, id) DO UPDATE SET mutation=excluded.mutation`;

const SETTLE = `${PUT} WHERE outbox.mutation=?`;

/** Makes the table; must run inside a transaction, before the first write. */
export function createOutboxTable(database: SqliteDatabase): void {
  database.exec(CREATE);
}

/** The hook that fills the outbox. */
export function outboxHook(options: OutboxOptions): WriteHook {
  const isIncoming = options.isIncoming ?? isFromDistrict;
  return (write, tx) => {
    if (!options.collections.includes(write.collection) || isIncoming(write.context)) return;
    const since = options.now();
    for (const { id, doc } of write.docs) {
      tx.run(
        PUT,
        write.collection,
        id,
        typeof doc['mutation'] === 'string' ? doc['mutation'] : '',
        since,
      );
    }
  };
}

/** RxDB 17.6 writes pulled documents in this context, and migrated ones as a "master" of the older table. */
export function isFromDistrict(context: string): boolean {
  return context.startsWith('replication-downstream') || context === 'replication-master-write';
}

export function createOutbox(deps: {
  database: SqliteDatabase;
  queue: CommitQueue;
  now: () => string;
}): Outbox {
  const { database, queue, now } = deps;
  return {
    count: () =>
      queue.read(() => database.get<{ n: number }>('SELECT count(*) AS n FROM outbox')?.n ?? 0),
    list: ({ collection, limit = 500 } = {}) =>
      queue.read(() =>
        collection === undefined
          ? database.all<OutboxRow>(
              'SELECT * FROM outbox ORDER BY since, collection, id LIMIT ?',
              limit,
            )
          : database.all<OutboxRow>(
              'SELECT * FROM outbox WHERE collection=? ORDER BY since, id LIMIT ?',
              collection,
              limit,
            ),
      ),
    has: (collection, id) =>
      queue.read(
        () =>
          database.get('SELECT 1 FROM outbox WHERE collection=? AND id=?', collection, id) !==
          undefined,
      ),
    acknowledge: (collection, rows) =>
      queue.write(() => {
        let gone = 0;
        for (const { id, mutation } of rows) {
          gone += database.run(
            'DELETE FROM outbox WHERE collection=? AND id=? AND mutation=?',
            collection,
            id,
            mutation,
          ).changes;
        }
        return { value: gone, counts: false };
      }),
    resend: (collection, rows) =>
      queue.write(() => {
        for (const { id, mutation, settles } of rows)
          database.run(SETTLE, collection, id, mutation, now(), settles);
        return { value: undefined, counts: false };
      }),
  };
}
