/** How much of a file to send at once: what takes about half a second, so that a record never waits longer for the line. */
import { pieceBytes } from '../../../../shared/files/file-ref.ts';

export interface PieceSize {
  /** Bytes of the next piece from here; never over the border of a stored piece. */
  from(offset: number, size: number): number;
  took(milliseconds: number): void;
  /** The line was cut: smaller pieces lose less. */
  failed(): void;
}

const least = 16 * 1024;
const quick = 300;
const slow = 1000;

export function createPieceSize(): PieceSize {
  let bytes = 64 * 1024;
  const smaller = () => {
    bytes = Math.max(least, bytes / 2);
  };
  return {
    from: (offset, size) => Math.min(bytes, pieceBytes - (offset % pieceBytes), size - offset),
    took(milliseconds) {
      if (milliseconds < quick) bytes = Math.min(pieceBytes, bytes * 2);
      else if (milliseconds > slow) smaller();
    },
    failed: smaller,
  };
}
