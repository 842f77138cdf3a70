/**
 * RxDB's RxStorageInstance over one document table. Conflict detection and change events come from
 * RxDB's own helper; ours are the transaction, the `seq` checkpoint and the write hooks.
 */
import { categorizeBulkWriteRows } from 'rxdb';
import type {
  BulkWriteRow,
  EventBulk,
  RxDocumentData,
  RxJsonSchema,
  RxStorageBulkWriteResponse,
  RxStorageChangeEvent,
  RxStorageInstance,
  RxStorageInstanceCreationParams,
  StringKeys,
} from 'rxdb';
import type { Subject } from 'rxjs';
import { loadBlobs, readAttachment, writeAttachments } from './attachment-store.ts';
import type { LoadedBlobs } from './attachment-store.ts';
import type { CommitQueue, WriteOutcome } from './commit-queue.ts';
import { countDocuments, queryDocuments } from './document-query.ts';
import type { DocumentTable } from './document-table.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import type { StoredDocument, WriteHooks, WrittenDocument } from './write-hooks.ts';
import { inSlices } from './write-slices.ts';

/** Our place in a table's history. `id` and `lwt` are only there for readers that expect RxDB's default shape. */
export type SqliteCheckpoint = { seq: number; id: string; lwt: number };

export type SqliteInternals = { table: DocumentTable };
export type SqliteOptions = Record<string, never>;

export type ChangeBulk<RxDocType> = EventBulk<
  RxStorageChangeEvent<RxDocumentData<RxDocType>>,
  SqliteCheckpoint
>;

type InstanceDeps<RxDocType> = {
  database: SqliteDatabase;
  queue: CommitQueue;
  hooks: WriteHooks;
  table: DocumentTable;
  changes$: Subject<ChangeBulk<RxDocType>>;
  params: RxStorageInstanceCreationParams<RxDocType, SqliteOptions>;
  /** Notes something in a document before it is written. */
  stamp?: (document: StoredDocument, context: string) => void;
  onClose: () => void;
};

/** Makes the instance; `onClose` is called once. After close every method rejects. */
export function createSqliteInstance<RxDocType>(
  deps: InstanceDeps<RxDocType>,
): RxStorageInstance<RxDocType, SqliteInternals, SqliteOptions, SqliteCheckpoint> {
  const { database, queue, table, changes$, params } = deps;
  const schema: RxJsonSchema<RxDocumentData<RxDocType>> = params.schema;
  const source = { database, table, schema };
  let closed: Promise<void> | undefined;
  // Blobs are read asynchronously; later writes wait for earlier ones so that the order of calls is kept.
  let blobWrites: Promise<unknown> | undefined;

  function refuseIfClosed(): void {
    if (closed !== undefined)
      throw new Error(`storage instance ${params.collectionName} is closed`);
  }

  function writeRows(
    given: BulkWriteRow<RxDocType>[],
    context: string,
    blobs: LoadedBlobs,
  ): WriteOutcome<RxStorageBulkWriteResponse<RxDocType>> {
    const { isImplied } = table;
    const rows =
      isImplied === undefined
        ? given
        : given.filter(({ document }) => !isImplied(idOf(document), document as never));
    const stored = new Map<string, StoredDocument>();
    for (const row of rows) {
      const id = idOf(row.document);
      const found = table.get(id);
      if (found !== undefined) stored.set(id, found);
    }
    const primaryPath = table.primaryPath as StringKeys<RxDocType>;
    const inDatabase = stored as unknown as Parameters<
      typeof categorizeBulkWriteRows<RxDocType>
    >[2];
    const sorted = categorizeBulkWriteRows<RxDocType>(
      instance,
      primaryPath,
      inDatabase,
      rows,
      context,
    );
    const written: WrittenDocument[] = [];
    for (const [list, put] of [
      [sorted.bulkInsertDocs, table.insert],
      [sorted.bulkUpdateDocs, table.update],
    ] as const) {
      for (const row of list) {
        const doc = row.document as unknown as StoredDocument;
        const id = idOf(row.document);
        deps.stamp?.(doc, context);
        put(id, doc);
        written.push({ id, doc, previous: stored.get(id) });
      }
    }
    writeAttachments(database, table, sorted, blobs);
    if (written.length > 0)
      deps.hooks.run({ collection: params.collectionName, context, docs: written }, database);

    const last = written.at(-1);
    const { eventBulk } = sorted;
    if (last !== undefined)
      eventBulk.checkpoint = { seq: table.lastSeq(), id: last.id, lwt: last.doc._meta.lwt };
    const hasErrors = sorted.errors.length > 0;
    return {
      value: { error: sorted.errors },
      counts: !hasErrors,
      answerNow: hasErrors,
      afterCommit: () => eventBulk.events.length > 0 && changes$.next(eventBulk),
    };
  }

  function idOf(document: object): string {
    return Reflect.get(document, table.primaryPath) as string;
  }

  const instance: RxStorageInstance<RxDocType, SqliteInternals, SqliteOptions, SqliteCheckpoint> = {
    databaseName: params.databaseName,
    collectionName: params.collectionName,
    schema,
    internals: { table },
    options: params.options,

    async bulkWrite(rows, context) {
      refuseIfClosed();
      const loading = schema.attachments === undefined ? undefined : loadBlobs(rows);
      if (loading === undefined && blobWrites === undefined)
        return inSlices(rows, context, (slice, goesOn) =>
          queue.write(() => writeRows(slice, context, new Map()), goesOn),
        );
      const mine = Promise.allSettled([loading, blobWrites]).then(async () => {
        const blobs = (await loading) ?? new Map<Blob, Uint8Array>();
        return queue.write(() => writeRows(rows, context, blobs));
      });
      blobWrites = mine;
      const forget = (): void => {
        if (blobWrites === mine) blobWrites = undefined;
      };
      mine.then(forget, forget);
      return mine;
    },

    async findDocumentsById(ids, withDeleted) {
      refuseIfClosed();
      return queue.read(() => {
        const found: RxDocumentData<RxDocType>[] = [];
        for (const id of ids) {
          const document = table.get(id);
          if (document !== undefined && (withDeleted || !document._deleted))
            found.push(document as unknown as RxDocumentData<RxDocType>);
        }
        return found;
      });
    },

    async query(prepared) {
      refuseIfClosed();
      return queue.read(() => ({ documents: queryDocuments(source, prepared) }));
    },

    async count(prepared) {
      refuseIfClosed();
      return queue.read(() => {
        const { count, exact } = countDocuments(source, prepared);
        return {
          count,
          mode: exact || prepared.queryPlan.selectorSatisfiedByIndex ? 'fast' : 'slow',
        };
      });
    },

    async getAttachmentData(documentId, attachmentId, digest) {
      refuseIfClosed();
      const blob = await queue.read(() =>
        readAttachment(database, table, documentId, attachmentId, digest),
      );
      if (blob === undefined) throw new Error('attachment does not exist');
      return blob;
    },

    async getChangedDocumentsSince(limit, checkpoint) {
      refuseIfClosed();
      return queue.read(() => changedSince<RxDocType>(database, table, limit, checkpoint));
    },

    changeStream() {
      refuseIfClosed();
      return changes$.asObservable();
    },

    async cleanup(minimumDeletedTime) {
      refuseIfClosed();
      await queue.write(() => ({
        value: table.eraseDeleted(Date.now() - minimumDeletedTime),
        counts: false,
      }));
      return true;
    },

    async remove() {
      refuseIfClosed();
      await queue.write(() => ({ value: table.drop(), counts: false }));
      await instance.close();
    },

    close() {
      closed ??= (async () => {
        await blobWrites?.catch(() => undefined); // Its own caller has been told.
        deps.onClose();
      })();
      return closed;
    },
  };
  return instance;
}

function changedSince<RxDocType>(
  database: SqliteDatabase,
  table: DocumentTable,
  limit: number,
  checkpoint: SqliteCheckpoint | undefined,
): { documents: RxDocumentData<RxDocType>[]; checkpoint: SqliteCheckpoint } {
  const since = checkpoint?.seq ?? 0;
  const sql = `SELECT data, seq FROM ${table.name} WHERE seq > ? ORDER BY seq LIMIT ?`;
  const rows = database.all<{ data: string; seq: number }>(sql, since, limit);
  const documents = rows.map((row) => JSON.parse(row.data) as StoredDocument);
  const last = documents.at(-1);
  const lastSeq = rows.at(-1)?.seq;
  return {
    documents: documents as unknown as RxDocumentData<RxDocType>[],
    checkpoint:
      last === undefined || lastSeq === undefined
        ? (checkpoint ?? { seq: 0, id: '', lwt: 0 })
        : { seq: lastSeq, id: String(last[table.primaryPath]), lwt: last._meta.lwt },
  };
}
