/**
 * The bytes of RxDB attachments, kept beside the documents in the same encrypted file and written in
 * the same transaction. (Large files of a case go through the app's own file store, not through here.)
 */
import type { BulkWriteRow, CategorizeBulkWriteRowsOutput } from 'rxdb';
import type { DocumentTable } from './document-table.ts';
import { toSortable } from './sortable-text.ts';
import type { Sql } from './sqlite-database.ts';

/** Bytes by the Blob that a write row carries. */
export type LoadedBlobs = Map<Blob, Uint8Array>;

/** Reads the Blobs of a bulkWrite; undefined when there are none, so that the usual write stays in its turn. */
export function loadBlobs<RxDocType>(
  rows: BulkWriteRow<RxDocType>[],
): Promise<LoadedBlobs> | undefined {
  const blobs: Blob[] = [];
  for (const { document } of rows) {
    for (const attachment of Object.values(document._attachments)) {
      if ('data' in attachment) blobs.push(attachment.data);
    }
  }
  if (blobs.length === 0) return undefined;
  return Promise.all(
    blobs.map(async (blob) => [blob, new Uint8Array(await blob.arrayBuffer())] as const),
  ).then((pairs) => new Map(pairs));
}

/** Writes what RxDB's helper found to be added, changed and removed. */
export function writeAttachments<RxDocType>(
  sql: Sql,
  table: DocumentTable,
  found: Pick<
    CategorizeBulkWriteRowsOutput<RxDocType>,
    'attachmentsAdd' | 'attachmentsUpdate' | 'attachmentsRemove'
  >,
  blobs: LoadedBlobs,
): void {
  for (const each of [...found.attachmentsAdd, ...found.attachmentsUpdate]) {
    const bytes = blobs.get(each.attachmentData.data);
    if (bytes === undefined) throw new Error('attachment without loaded bytes');
    sql.run(
      `INSERT OR REPLACE INTO ${table.attachments}(id, name, digest, type, data) VALUES(?,?,?,?,?)`,
      toSortable(each.documentId),
      toSortable(each.attachmentId),
      each.digest,
      each.attachmentData.type,
      bytes,
    );
  }
  for (const each of found.attachmentsRemove) {
    sql.run(
      `DELETE FROM ${table.attachments} WHERE id=? AND name=?`,
      toSortable(each.documentId),
      toSortable(each.attachmentId),
    );
  }
}

/** The bytes of one attachment as a Blob of its type; undefined if it is not there in this version. */
export function readAttachment(
  sql: Sql,
  table: DocumentTable,
  documentId: string,
  name: string,
  digest: string,
): Blob | undefined {
  const row = sql.get<{ type: string; data: Uint8Array<ArrayBuffer> }>(
    `SELECT type, data FROM ${table.attachments} WHERE id=? AND name=? AND digest=?`,
    toSortable(documentId),
    toSortable(name),
    digest,
  );
  return row === undefined ? undefined : new Blob([row.data], { type: row.type });
}
