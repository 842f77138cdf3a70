/** Files of a bundle at the district: what came goes through the door of pieces from a device, what is wanted is read as over the network. */
import { limits, type DownMessage, type UpMessage } from '../../shared/exchange/format.ts';
import { pieceBytes } from '../../shared/files/file-ref.ts';
import type { Session } from '../auth/session.ts';
import type { ServerDeps } from '../deps.ts';
import { readFilePart } from '../files/read-file.ts';
import { takePiece } from '../files/take-piece.ts';

type Filed = Extract<DownMessage, { kind: 'filed' }>['files'][number];
export type Wish = Extract<UpMessage, { kind: 'want' }>['files'][number];

/** After the rows: a file belongs to a record. Taken twice or out of turn, a piece changes nothing. How far each content is now. */
export async function takeFiles(
  deps: ServerDeps,
  session: Session,
  messages: readonly UpMessage[],
): Promise<readonly Filed[]> {
  const standing = new Map<string, Filed>();
  for (const message of messages) {
    if (message.kind !== 'file') continue;
    const { record, sha256, size, offset } = message;
    const bytes = Buffer.from(message.bytes, 'base64');
    const taken = await takePiece(deps, session, { record, sha256, size, offset }, bytes);
    standing.set(sha256, { sha256, size, ...taken });
  }
  return [...standing.values()];
}

export function wishesOf(messages: readonly UpMessage[]): readonly Wish[] {
  return messages.flatMap((message) => (message.kind === 'want' ? message.files : []));
}

/** Pieces of what the device lacks and may read, in its order, up to what a bundle holds. */
export async function wantedPieces(
  deps: ServerDeps,
  session: Session,
  wishes: readonly Wish[],
): Promise<readonly DownMessage[]> {
  const pieces: DownMessage[] = [];
  let room: number = limits.fileBytes;
  for (const { record, sha256, size, offset: from } of wishes) {
    for (let offset = from; offset < size && room > 0; offset += pieceBytes) {
      const length = Math.min(pieceBytes, size - offset);
      if (length > room) break;
      const bytes = await readFilePart(deps, session, { record, sha256, offset, length });
      if (bytes === null || bytes.length !== length) break;
      pieces.push({ kind: 'file', record, sha256, size, offset, bytes: bytes.toString('base64') });
      room -= length;
    }
  }
  return pieces;
}
