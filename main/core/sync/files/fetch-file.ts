/** Fetches a file piece by piece; what has come stays over a cut and over a restart. */
import { pieceBytes } from '../../../../shared/files/file-ref.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { FileBook, FileUse } from './file-book.ts';
import type { FileClient } from './file-client.ts';
import type { AskDistrict, Step } from './file-lane.ts';

export interface FetchingDeps {
  readonly files: FileStore;
  readonly book: FileBook;
  readonly client: FileClient;
  readonly ask: AskDistrict;
}

export function createFetching(deps: FetchingDeps): { step(use: FileUse): Promise<Step> } {
  const { files, book } = deps;

  return {
    async step({ sha256, size, record }) {
      if (files.has(sha256)) {
        await book.markSent(sha256, size);
        return { kind: 'finished' };
      }
      const offset = Math.min(files.held(sha256), size);
      if (offset < size) {
        const length = Math.min(pieceBytes, size - offset);
        const reply = await deps.ask((token) =>
          deps.client.read(token, { record, sha256, offset, length }),
        );
        if (!reply.ok) return { kind: 'offline' };
        if (reply.value === null) return { kind: 'parked', failure: { code: 'E_FILE_NOT_SENT' } };
        if (reply.value.length !== length) return { kind: 'offline' };
        const intake = files.goOn(sha256, size);
        intake.add(reply.value);
        if (offset + length < size) {
          intake.leave();
          return { kind: 'moved', done: offset + length };
        }
        intake.leave();
      }
      const whole = files.goOn(sha256, size);
      const finished = whole.finish();
      if (finished.ok) {
        await book.markSent(sha256, size);
        return { kind: 'finished' };
      }
      const done = whole.received;
      whole.leave();
      // Torn by a power cut: go on from there. All of it wrong: the district or the way there has a fault; later again.
      return done > 0
        ? { kind: 'moved', done }
        : { kind: 'parked', failure: { code: 'E_FILE_NOT_SENT' } };
    },
  };
}
