/**
 * Puts the book and the disk in agreement after opening: a restored, salvaged or empty database may know nothing of files that lie
 * here, and may name some that nobody named any more. What nobody names is laid aside for as long as backups may name it.
 */
import type { FileStore } from '../../files/file-store.ts';
import type { FileBook } from '../../sync/files/file-book.ts';

/** Longer than the oldest backup is kept (which-backups-stay.ts: eight weeks). */
const patienceMs = 60 * 86_400_000;

export async function settleFiles(deps: {
  readonly files: FileStore;
  readonly book: FileBook;
  readonly now: () => number;
}): Promise<void> {
  const { files, book } = deps;
  const named = new Map(
    (await book.namedAnywhere()).map((file) => [files.nameOf(file.sha256), file] as const),
  );
  files.layAside((name) => named.has(name), deps.now() - patienceMs);
  for (const { sha256, size } of named.values()) {
    const isHere = files.has(sha256);
    const known = await book.stateOf(sha256);
    if (isHere && known === null) await book.markHere(sha256, size);
    if (!isHere && known !== null) await book.forget(sha256);
  }
}
