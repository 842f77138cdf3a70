/** Hands rescued files to the records that were released: through the same door as pieces from a device. */
import { pieceBytes } from '../../shared/files/file-ref.ts';
import type { RescueLine } from '../../shared/rescue/box-format.ts';
import type { Session } from '../auth/session.ts';
import { raiseRescueWall } from '../database/wall.ts';
import type { ServerDeps } from '../deps.ts';
import { takePiece } from '../files/take-piece.ts';
import type { PrivateJwk } from '../keys/district-keys.ts';
import { readPart, type StoredItem } from './read-box.ts';

type FileLine = Extract<RescueLine, { kind: 'file' }>;

export interface FileRelease {
  readonly exchange: PrivateJwk;
  readonly desk: Session;
  readonly author: Session;
  readonly boxId: string;
}

/** `''`: the district has it for each of its records; else why not (`full`, `damaged`, `not_yours`). Memory holds one part at a time. */
export async function releaseFile(
  deps: ServerDeps,
  release: FileRelease,
  item: StoredItem,
): Promise<'' | 'full' | 'damaged' | 'not_yours'> {
  const [first] = await bytesOf(deps, release, item.part, item.docId);
  if (first === undefined) return 'damaged';
  let refused: '' | 'full' | 'damaged' | 'not_yours' =
    first.records.length === 0 ? 'not_yours' : '';
  for (const record of first.records) {
    const status = await sendFor(deps, release, item, record);
    if (status !== '') refused = status;
  }
  return refused;
}

async function sendFor(
  deps: ServerDeps,
  release: FileRelease,
  { part, docId: sha256 }: StoredItem,
  record: string,
): Promise<'' | 'full' | 'damaged' | 'not_yours'> {
  let end = 0;
  for (let number = part; ; number += 1) {
    const lines = await bytesOf(deps, release, number, sha256);
    if (lines.length === 0) return 'damaged';
    for (const line of lines) {
      const bytes = Buffer.from(line.bytes, 'base64');
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const piece = { record, sha256, size: line.size, offset: line.offset + at };
        const taken = await takePiece(
          deps,
          release.author,
          piece,
          bytes.subarray(at, at + pieceBytes),
        );
        if (taken.status === 'whole') return '';
        if (taken.status !== 'part') return taken.status;
      }
      end = line.offset + bytes.length;
      if (end >= line.size) return 'damaged';
    }
  }
}

/** This file's pieces in one part, in their order. */
async function bytesOf(
  deps: ServerDeps,
  { exchange, desk, boxId }: FileRelease,
  number: number,
  sha256: string,
): Promise<FileLine[]> {
  const lines = await deps.database.transaction(async (tx) => {
    await raiseRescueWall(tx, desk, 'desk');
    return readPart(tx, exchange, boxId, number);
  });
  return lines.filter((line): line is FileLine => line.kind === 'file' && line.sha256 === sha256);
}
