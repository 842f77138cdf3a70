/**
 * Files by hand: pieces that go up with a bundle, wishes for what is missing here, and what a reply brings. A file that is larger than
 * a bundle goes on with the next one; the reply says how far the district is, and a lost bundle costs nothing but its pieces.
 */
import type { DownMessage, FilesChoice, UpMessage } from '../../../../shared/exchange/format.ts';
import { limits } from '../../../../shared/exchange/format.ts';
import { pieceBytes, sizeLimits } from '../../../../shared/files/file-ref.ts';
import type { ExchangeParts } from './parts.ts';

export interface FilesGoing {
  readonly messages: readonly UpMessage[];
  /** Contents of which something goes along. */
  readonly files: number;
  /** How far each content has gone out; to be remembered when the bundle is made. */
  readonly sent: Readonly<Record<string, number>>;
}

const mostWaiting = 300;

export async function filesGoing(parts: ExchangeParts, choice: FilesChoice): Promise<FilesGoing> {
  const { sentFiles } = await parts.memory.state();
  if (choice === 'none') return { messages: [], files: 0, sent: sentFiles };
  const most = choice === 'small' ? limits.smallFile : sizeLimits.most;
  const { book, files } = parts.files;
  const messages: UpMessage[] = [];
  const sent: Record<string, number> = {};
  let room: number = limits.fileBytes;
  const going = new Set<string>();
  for (const { sha256, size, record } of await book.waiting({ ready: false, limit: mostWaiting })) {
    if (size > most) continue;
    const before = sentFiles[sha256] ?? 0;
    // Gone out whole and not confirmed: like rows, it goes again.
    let offset = before >= size ? 0 : before;
    while (offset < size && room > 0) {
      const read = files.read(sha256, Math.floor(offset / pieceBytes));
      if (!read.ok) break;
      const bytes = read.bytes.subarray(offset % pieceBytes);
      if (bytes.length > room) break;
      messages.push({ kind: 'file', record, sha256, size, offset, bytes: base64(bytes) });
      going.add(sha256);
      offset += bytes.length;
      room -= bytes.length;
    }
    sent[sha256] = offset;
  }
  const wishes = (await book.smallAbsent(most, limits.wishes)).map(({ sha256, size, record }) => ({
    record,
    sha256,
    size,
    offset: Math.min(files.held(sha256), size),
  }));
  if (wishes.length > 0) messages.push({ kind: 'want', files: wishes });
  return { messages, files: going.size, sent };
}

/** What waits, for the person to choose by. */
export async function filesWaiting(
  parts: ExchangeParts,
): Promise<{ readonly count: number; readonly bytes: number; readonly small: number }> {
  const waiting = await parts.files.book.waiting({ ready: false, limit: mostWaiting });
  return {
    count: waiting.length,
    bytes: waiting.reduce((sum, { size }) => sum + size, 0),
    small: waiting.filter(({ size }) => size <= limits.smallFile).length,
  };
}

/** Takes pieces and the district's word about ours. Answers how many files are whole here now that were not before. */
export async function takeFiles(
  parts: ExchangeParts,
  messages: readonly DownMessage[],
): Promise<number> {
  const { book, files } = parts.files;
  const { sentFiles } = await parts.memory.state();
  const standing: Record<string, number> = { ...sentFiles };
  let arrived = 0;
  for (const message of messages) {
    if (message.kind === 'filed') {
      for (const { sha256, size, status, received } of message.files) {
        standing[sha256] = received;
        if (status === 'whole') await book.markSent(sha256, size);
      }
    }
    if (message.kind !== 'file') continue;
    const { sha256, size, offset } = message;
    const use = await book.recordNaming(sha256);
    if (use === undefined || use.size !== size || files.has(sha256)) continue;
    const intake = files.goOn(sha256, size);
    const bytes = Buffer.from(message.bytes, 'base64');
    if (intake.received === offset && offset + bytes.length <= size) intake.add(bytes);
    if (intake.received < size) {
      intake.leave();
      continue;
    }
    if (intake.finish().ok) {
      await book.markSent(sha256, size);
      arrived += 1;
    } else intake.leave();
  }
  await parts.memory.change({ sentFiles: standing });
  return arrived;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
