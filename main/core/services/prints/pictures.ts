/** Signatures for papers: the picture itself goes into the paper, so that the page needs nothing more to print it. */
import { pieceBytes, type FileRef } from '../../../../shared/files/file-ref.ts';

/** The content of a file that lies on this computer, up to one piece; null where it does not, or is larger. */
export type Pictures = (sha256: string) => Uint8Array | null;

export const noPictures: Pictures = () => null;

/** As a `data:` address. The small picture is enough for a box of forty millimetres; a signature without one is small itself. */
export function pictureOf(file: FileRef, pictures: Pictures): string {
  // Small pictures are drawn by the page, always as JPEG (renderer/files/picture.ts).
  const small = file.small === undefined ? null : pictures(file.small.sha256);
  if (small !== null) return addressOf('image/jpeg', small);
  const whole = file.size <= pieceBytes ? pictures(file.sha256) : null;
  return whole === null ? '' : addressOf(file.mime, whole);
}

function addressOf(mime: string, bytes: Uint8Array): string {
  return `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;
}
