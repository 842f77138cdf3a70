/** Sends a file piece by piece from where the district says it stands. */
import { pieceBytes } from '../../../../shared/files/file-ref.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { FileBook, FileUse } from './file-book.ts';
import type { FileClient } from './file-client.ts';
import type { AskDistrict, Step } from './file-lane.ts';
import { createPieceSize } from './piece-size.ts';

export interface SendingDeps {
  readonly files: FileStore;
  readonly book: FileBook;
  readonly client: FileClient;
  readonly ask: AskDistrict;
  readonly now: () => number;
}

export function createSending(deps: SendingDeps): { step(use: FileUse): Promise<Step> } {
  const { files, book } = deps;
  const pieces = createPieceSize();
  /** How far the district is, by what it said last; forgotten when the line is lost, because then it may be further. */
  const standing = new Map<string, number>();

  async function step(use: FileUse): Promise<Step> {
    const { sha256, size, record } = use;
    const from = standing.get(sha256);
    if (from === undefined) return askStanding(use);
    const bytes = partOf(sha256, from, pieces.from(from, size));
    if (bytes === null) {
      standing.delete(sha256);
      return { kind: 'parked', failure: { code: 'E_FILE_DAMAGED' } };
    }
    const began = deps.now();
    const reply = await deps.ask((token) =>
      deps.client.put(token, { record, sha256, size, offset: from }, bytes),
    );
    if (!reply.ok) {
      standing.delete(sha256);
      pieces.failed();
      return { kind: 'offline' };
    }
    pieces.took(deps.now() - began);
    const { status, received } = reply.value;
    if (status === 'whole') return finished(use);
    if (status === 'part') {
      standing.set(sha256, received);
      return { kind: 'moved', done: received };
    }
    standing.delete(sha256);
    if (status === 'full') return { kind: 'parked', failure: { code: 'E_FILE_FULL' } };
    if (status === 'not_yours') return { kind: 'parked', failure: { code: 'E_FILE_REFUSED' } };
    // What the district put together is not what the hash says: our copy, or the way there.
    return { kind: 'parked', failure: files.isSound(sha256) ? null : { code: 'E_FILE_DAMAGED' } };
  }

  async function askStanding(use: FileUse): Promise<Step> {
    const reply = await deps.ask((token) => deps.client.ask(token, [use]));
    if (!reply.ok) return { kind: 'offline' };
    const [answer] = reply.value.files;
    if (answer === undefined) return { kind: 'offline' };
    if (answer.status === 'whole') return finished(use);
    if (answer.status === 'not_yours')
      return { kind: 'parked', failure: { code: 'E_FILE_REFUSED' } };
    standing.set(use.sha256, answer.received);
    return { kind: 'moved', done: answer.received };
  }

  async function finished({ sha256, size }: FileUse): Promise<Step> {
    standing.delete(sha256);
    await book.markSent(sha256, size);
    return { kind: 'finished' };
  }

  /** Null: damaged here. */
  function partOf(sha256: string, from: number, length: number): Uint8Array | null {
    const read = files.read(sha256, Math.floor(from / pieceBytes));
    if (!read.ok) return null;
    const start = from % pieceBytes;
    return read.bytes.subarray(start, start + length);
  }

  return { step };
}
