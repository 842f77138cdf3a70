/**
 * Takes the place of RxDB's incremental write queue, which merges writes of different callers into one
 * bulkWrite: a write inside `atomic` could then wait for one outside of it, which waits for the atomic.
 * Here every modification is a write of its own; the commit queue already saves the extra transactions.
 */
import {
  clone,
  getWrittenDocumentsFromBulkWriteResponse,
  isBulkWriteConflictError,
  rxStorageWriteErrorToRxError,
} from 'rxdb';
import type { RxCollection, RxDocumentData } from 'rxdb';

/** Installs the direct writer on a collection of RxDB 17.6; upsert, patch, modify and remove go through it. */
export function writeDirectly<T>(collection: RxCollection<T>): void {
  const { storageInstance, preWrite, postWrite, primaryPath } = collection.incrementalWriteQueue;

  collection.incrementalWriteQueue.addWrite = async (lastKnownDocumentState, modifier) => {
    let before = lastKnownDocumentState;
    for (;;) {
      const after = (await modifier(clone(before))) as RxDocumentData<T>;
      await preWrite(after, before);
      const rows = [{ previous: before, document: after }];
      const answer = await storageInstance.bulkWrite(rows, 'incremental-write');
      const [written] = getWrittenDocumentsFromBulkWriteResponse(primaryPath, rows, answer);
      if (written !== undefined) {
        postWrite(written);
        return written;
      }
      const error = answer.error[0];
      const conflict = isBulkWriteConflictError<T>(error);
      // Somebody else was faster: the modification is made again on what they wrote.
      if (conflict) before = conflict.documentInDb;
      else
        throw error === undefined
          ? new Error('a write without answer')
          : rxStorageWriteErrorToRxError(error);
    }
  };
}
