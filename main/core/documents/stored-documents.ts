/** Reads and writes plain documents below RxDB's document objects: what services need is the data and its last state, nothing else. */
import { getChangedDocumentsSince, type RxDocumentData, type WrappedRxStorageInstance } from 'rxdb';
import type { CollectionName, DocTypes, Store } from '../storage/index.ts';

/** A stored document with RxDB's own fields; the next write must name it as its predecessor. */
export type Stored<N extends CollectionName> = RxDocumentData<DocTypes[N]>;

export interface DocumentWrite<N extends CollectionName> {
  readonly previous: Stored<N> | undefined;
  readonly document: DocTypes[N];
  readonly deleted?: boolean;
}

/** Somebody else (sync, mostly) changed a document between our read and our write. */
export class StaleWrite extends Error {}

/** The document as stored, deleted ones included: a deleted predecessor must be named too. */
export async function findStored<N extends CollectionName>(
  store: Store,
  collection: N,
  id: string,
): Promise<Stored<N> | undefined> {
  const [found] = await storageOf(store, collection).findDocumentsById([id], true);
  return found;
}

/** Living documents in the order of the ids; unknown and deleted ones are left out. */
export async function findPlain<N extends CollectionName>(
  store: Store,
  collection: N,
  ids: readonly string[],
): Promise<DocTypes[N][]> {
  if (ids.length === 0) return [];
  const found = await storageOf(store, collection).findDocumentsById([...ids], false);
  const byId = new Map(found.map((doc) => [doc.id, plain<N>(doc)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** All documents of a collection in turns, deleted ones included, in the order in which they were last written; what is written meanwhile comes again. */
export async function* scanStored<N extends CollectionName>(
  store: Store,
  collection: N,
  turn: number,
): AsyncGenerator<readonly Stored<N>[]> {
  const instance = storageOf(store, collection);
  let checkpoint: unknown;
  for (;;) {
    const page = await getChangedDocumentsSince(instance as never, turn, checkpoint);
    if (page.documents.length === 0) return;
    checkpoint = page.checkpoint;
    yield page.documents as unknown as readonly Stored<N>[];
  }
}

/** Writes in one bulk, which counts as one write of `store.atomic`. Throws StaleWrite when a predecessor is no longer current. */
export async function writeStored<N extends CollectionName>(
  store: Store,
  collection: N,
  writes: readonly DocumentWrite<N>[],
  context: string,
): Promise<void> {
  const rows = writes.map(({ previous, document, deleted }) => ({
    ...(previous === undefined ? {} : { previous }),
    document: {
      ...document,
      _deleted: deleted === true,
      _attachments: {},
      _meta: previous?._meta ?? { lwt: 1 },
      _rev: previous?._rev ?? '',
    } as Stored<N>,
  }));
  const { error } = await storageOf(store, collection).bulkWrite(rows, context);
  const first = error[0];
  if (first === undefined) return;
  if (first.status === 409) throw new StaleWrite();
  throw new Error(`a write to ${collection} was refused with status ${first.status}`);
}

/** Without RxDB's own fields. */
export function plain<N extends CollectionName>(stored: Stored<N>): DocTypes[N] {
  const { _deleted, _attachments, _meta, _rev, ...document } = stored as Stored<N> &
    Record<string, unknown>;
  void [_deleted, _attachments, _meta, _rev];
  return document as unknown as DocTypes[N];
}

type Instance<N extends CollectionName> = Pick<
  WrappedRxStorageInstance<DocTypes[N], unknown, unknown>,
  'findDocumentsById' | 'bulkWrite'
>;

function storageOf<N extends CollectionName>(store: Store, collection: N): Instance<N> {
  return store.collections[collection].storageInstance;
}
