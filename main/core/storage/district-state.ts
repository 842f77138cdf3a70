/**
 * What the district last sent of each document, without a second copy of everything. RxDB keeps that copy in a meta table per
 * replication, as large as the documents themselves. Here a document that nobody has edited since it came is its own copy; only
 * an edit puts the district's state aside, in the transaction of the edit. decisions/012.
 */
import { defaultHashSha256, getHeightOfRevision } from 'rxdb';
import type { DocumentTable } from './document-table.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import type { StoredDocument, WriteHook } from './write-hooks.ts';

/** RxDB keeps its checkpoint under this name: never change it, or every device starts from nothing. */
export function replicationName(collection: string): string {
  return `district-${collection}-1`;
}

/** RxDB's name of the meta collection of this replication (17.6: plugins/replication). */
async function metaCollectionName(collection: string): Promise<string> {
  const hash = await defaultHashSha256(`${collection}-${replicationName(collection)}`);
  return `rx-replication-meta-${hash}`;
}

/** Context of a write that sends a row once more: what the district has of it now has been said before, and is not what we had. */
export const sentAgain = 'qiaobang-again';

const NAME = 'district_state';

/** Makes the table; must run inside a transaction, before the first write. */
export function createDistrictStateTable(database: SqliteDatabase): void {
  database.exec(`CREATE TABLE IF NOT EXISTS ${NAME}(k INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL,
    data TEXT NOT NULL, UNIQUE(collection, id))`);
}

type StampedMeta = { lwt: number; district?: number };

/**
 * Notes in the document that this revision came from the district. RxDB has such a mark of its own (`_meta.o`) and then loses it
 * when it inserts in bulk (17.6).
 */
function stampAsSent(document: StoredDocument): void {
  (document._meta as StampedMeta).district = getHeightOfRevision(document._rev);
}

/** The district wrote it last. */
function isAsSent(document: StoredDocument): boolean {
  const { district } = document._meta as StampedMeta;
  return district !== undefined && district === getHeightOfRevision(document._rev);
}

export type DistrictState = {
  /** The replicated collection by the name of its meta collection. */
  readonly replicated: ReadonlyMap<string, string>;
  /** Puts the district's state aside when a document is edited here, and forgets it when it is not needed. */
  readonly hook: WriteHook;
  /** Called for each document of a replicated collection before it is written. */
  stamp(document: StoredDocument, context: string): void;
  /** The district has nothing of this document: what it was believed to have is forgotten. Inside a transaction. */
  forget(collection: string, id: string): void;
  /**
   * The meta table of a replication, as RxDB sees it: rows that only repeat what the documents say are not there and yet are
   * found. `fork` is the table of the replicated collection.
   */
  metaTable(tables: {
    collection: string;
    meta: DocumentTable;
    fork: DocumentTable;
  }): DocumentTable;
};

/** Documents that just came, whose meta rows are about to follow; more than any batch of replication. */
const mostFresh = 20_000;

export async function createDistrictState(
  database: SqliteDatabase,
  collections: readonly string[],
): Promise<DistrictState> {
  const names = await Promise.all(
    collections.map(async (name) => [await metaCollectionName(name), name] as const),
  );
  const fresh = new Map<string, StoredDocument>();
  const metaTables = new Map<string, DocumentTable>();

  const hook: WriteHook = (write, tx) => {
    const incoming = isDownstream(write.context);
    if (incoming && fresh.size > mostFresh) fresh.clear();
    for (const { id, doc, previous } of write.docs) {
      const key = `${write.collection}|${id}`;
      if (incoming) fresh.set(key, doc);
      else fresh.delete(key);
      if (previous === undefined) continue;
      if (incoming) {
        // The document itself says it now. A copy left behind would outlive a deletion.
        tx.run(FORGET, write.collection, id);
        metaTables.get(write.collection)?.erase(`${id}${aboutDocument}`);
      } else if (write.context !== sentAgain && isAsSent(previous) && !isAsSent(doc))
        tx.run(PUT, write.collection, id, JSON.stringify(stateOf(previous)));
    }
  };

  return {
    replicated: new Map(names),
    hook,
    stamp(document, context) {
      if (isDownstream(context)) stampAsSent(document);
    },
    forget(collection, id) {
      database.run(FORGET, collection, id);
      metaTables.get(collection)?.erase(`${id}${aboutDocument}`);
    },
    metaTable(tables) {
      metaTables.set(tables.collection, tables.meta);
      return metaTableOver({ database, fresh, ...tables });
    },
  };
}

const PUT = `INSERT OR REPLACE INTO ${NAME}(collection, id, data) VALUES(?,?,?)`;
const FORGET = `DELETE FROM ${NAME} WHERE collection=? AND id=?`;
const GET = `SELECT data FROM ${NAME} WHERE collection=? AND id=?`;

/** Not the writes of a schema migration: they carry what was never sent as well. */
function isDownstream(context: string): boolean {
  return context.startsWith('replication-downstream');
}

/** As replication compares it: without RxDB's own fields, but with the mark of deletion. */
function stateOf(document: StoredDocument): Record<string, unknown> {
  const { _meta, _rev, _attachments, ...state } = document;
  void [_meta, _rev, _attachments];
  return state;
}

/** Ids of meta documents end in the kind: 0 = about a document, 1 = a checkpoint. */
const aboutDocument = '|0';

type MetaDocument = StoredDocument & { docData?: object; isResolvedConflict?: string };

function metaTableOver(deps: {
  database: SqliteDatabase;
  fresh: Map<string, StoredDocument>;
  collection: string;
  meta: DocumentTable;
  fork: DocumentTable;
}): DocumentTable {
  const { database, fresh, collection, meta, fork } = deps;

  function implied(itemId: string): StoredDocument | undefined {
    const aside = database.get<{ data: string }>(GET, collection, itemId);
    if (aside !== undefined) return impliedMeta(itemId, JSON.parse(aside.data) as object);
    const document = fork.get(itemId);
    return document !== undefined && isAsSent(document)
      ? impliedMeta(itemId, stateOf(document))
      : undefined;
  }

  function put(id: string, document: StoredDocument): number {
    if (id.endsWith(aboutDocument)) database.run(FORGET, collection, itemOf(id));
    return meta.get(id) === undefined ? meta.insert(id, document) : meta.update(id, document);
  }

  return {
    ...meta,
    get: (id) =>
      id.endsWith(aboutDocument) ? (implied(itemOf(id)) ?? meta.get(id)) : meta.get(id),
    insert: put,
    update: put,
    isImplied(id, document) {
      if (!id.endsWith(aboutDocument)) return false;
      const { docData, isResolvedConflict } = document as MetaDocument;
      if (docData === undefined || isResolvedConflict !== undefined) return false;
      const key = `${collection}|${itemOf(id)}`;
      const before: MetaDocument | undefined = implied(itemOf(id));
      const known = fresh.get(key) ?? before?.docData;
      fresh.delete(key);
      return known !== undefined && sameState(known, docData);
    },
  };
}

function itemOf(id: string): string {
  return id.slice(0, -aboutDocument.length);
}

/** Synced documents carry a `mutation` that is new with every write; without one nothing is taken for the same. */
function sameState(a: object, b: object): boolean {
  const [mine, theirs] = [a, b].map((state) => [
    Reflect.get(state, 'mutation'),
    Reflect.get(state, '_deleted'),
  ]);
  return mine?.[0] !== undefined && mine[0] === theirs?.[0] && mine[1] === theirs?.[1];
}

function impliedMeta(itemId: string, docData: object): StoredDocument {
  return {
    id: `${itemId}${aboutDocument}`,
    isCheckpoint: '0',
    itemId,
    docData,
    _deleted: false,
    _attachments: {},
    _rev: '1-district',
    _meta: { lwt: 1 },
  };
}
