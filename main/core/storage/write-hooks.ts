/**
 * Hooks that run inside the transaction of a document write: projections, search, digests and the
 * outbox are kept in step by them, so that none can differ from the documents after a pulled plug.
 */
import type { Sql } from './sqlite-database.ts';

/** A document as it is stored, with RxDB's own fields. */
export type StoredDocument = {
  [field: string]: unknown;
  _deleted: boolean;
  _rev: string;
  _meta: { lwt: number };
};

export type WrittenDocument = {
  id: string;
  doc: StoredDocument;
  previous: StoredDocument | undefined;
};

export type DocumentWrite = {
  collection: string;
  /** RxDB's name for the reason of the write, e.g. `replication-downstream-…` for what came from the server. */
  context: string;
  docs: WrittenDocument[];
};

/** Called synchronously, once per bulkWrite. Throwing undoes the write and rejects it with that error. */
export type WriteHook = (write: DocumentWrite, tx: Sql) => void;

export type WriteHooks = {
  add(collection: string, hook: WriteHook): void;
  run(write: DocumentWrite, tx: Sql): void;
};

export function createWriteHooks(): WriteHooks {
  const byCollection = new Map<string, WriteHook[]>();
  return {
    add(collection, hook) {
      byCollection.set(collection, [...(byCollection.get(collection) ?? []), hook]);
    },
    run(write, tx) {
      byCollection.get(write.collection)?.forEach((hook) => hook(write, tx));
    },
  };
}
