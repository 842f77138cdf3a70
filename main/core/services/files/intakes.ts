/** Files that the page is handing in, by ticket. What a page began and never finished is thrown away with the profile's closing. */
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { imageMimes, pieceBytes, type FileMime } from '../../../../shared/files/file-ref.ts';
import { ok } from '../../../../shared/result.ts';
import type { FileStore, Intake } from '../../files/file-store.ts';
import type { FileBook } from '../../sync/files/file-book.ts';
import { fail, type Answer } from '../answer.ts';

export interface Taken {
  readonly sha256: string;
  readonly mime: FileMime;
  readonly size: number;
}

export interface Intakes {
  begin(size: number): Answer<{ readonly ticket: string }>;
  /** Pieces in order, all but the last `pieceBytes` long. */
  piece(ticket: string, bytes: Uint8Array): Answer<object>;
  /** The file is on the disk and in the book when this answers. */
  finish(ticket: string, options: { readonly imagesOnly: boolean }): Promise<Answer<Taken>>;
  abandon(ticket: string): void;
  /** This page session has handed in the content: it may be looked at before a draft names it. */
  isOurs(sha256: string): boolean;
  close(): void;
}

/** A page that forgets its tickets must not fill the disk. */
const mostAtOnce = 20;

export function createIntakes(deps: {
  readonly files: FileStore;
  readonly book: FileBook;
  readonly random: (bytes: number) => Uint8Array;
}): Intakes {
  const open = new Map<string, Intake>();
  const ours = new Set<string>();

  function drop(ticket: string): void {
    open.get(ticket)?.abandon();
    open.delete(ticket);
  }

  return {
    begin(size) {
      if (open.size >= mostAtOnce) drop([...open.keys()][0] ?? '');
      return guarded(() => {
        const ticket = Buffer.from(deps.random(16)).toString('hex');
        open.set(ticket, deps.files.begin(size));
        return ok({ ticket });
      });
    },
    piece(ticket, bytes) {
      const intake = open.get(ticket);
      if (intake === undefined) return fail('E_FILE_CUT');
      const expected = Math.min(pieceBytes, intake.size - intake.received);
      if (bytes.length !== expected) {
        drop(ticket);
        return fail('E_FILE_CUT');
      }
      const added = guarded(() => {
        intake.add(bytes);
        return ok({});
      });
      if (!added.ok) drop(ticket);
      return added;
    },
    async finish(ticket, { imagesOnly }) {
      const intake = open.get(ticket);
      if (intake === undefined) return fail('E_FILE_CUT');
      const mime = intake.sniff();
      const refusal = refusalOf(mime, imagesOnly);
      if (refusal !== null) {
        drop(ticket);
        return { ok: false, error: refusal };
      }
      const finished = guarded((): Answer<string> => {
        const done = intake.finish();
        return done.ok ? ok(done.sha256) : fail('E_FILE_CUT');
      });
      if (!finished.ok) {
        drop(ticket);
        return finished;
      }
      open.delete(ticket);
      ours.add(finished.value);
      await deps.book.markHere(finished.value, intake.size);
      return ok({ sha256: finished.value, mime: mime as FileMime, size: intake.size });
    },
    abandon: drop,
    isOurs: (sha256) => ours.has(sha256),
    close() {
      for (const ticket of open.keys()) drop(ticket);
    },
  };
}

function refusalOf(mime: ReturnType<Intake['sniff']>, imagesOnly: boolean): Failure | null {
  if (mime === 'program') return { code: 'E_FILE_PROGRAM' };
  if (mime === 'heic') return { code: 'E_FILE_HEIC' };
  if (mime === 'unknown') return { code: 'E_FILE_KIND' };
  const isImage = (imageMimes as readonly string[]).includes(mime);
  return imagesOnly && !isImage ? { code: 'E_FILE_PICTURE' } : null;
}

/** A disk that is full or cannot be written is nobody's bug. */
function guarded<T>(work: () => Answer<T>): Answer<T> {
  try {
    return work();
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT') return fail('E_DISK_FULL');
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return fail('E_READ_ONLY');
    throw error;
  }
}
