/**
 * A damaged write-ahead log does not show: SQLite takes over the frames before the damage and forgets the rest as if it had never
 * been committed. So the frames are counted before SQLite opens the file, and compared with what it took over.
 * Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log (the frame headers are not encrypted).
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const fileHeader = 32;
const frameHeader = 24;

/** For each commit in the log, the number of its last frame, as far as the headers tell. Empty without a log. */
export function commitsInLog(path: string): readonly number[] {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(file);
    if (size < fileHeader + frameHeader) return [];
    const head = read(file, 0, fileHeader);
    const pageSize = readPageSize(head);
    const step = frameHeader + pageSize;
    const frames = Math.floor((size - fileHeader) / step);
    const headers = Array.from({ length: frames }, (_, index) =>
      read(file, fileHeader + index * step, frameHeader),
    );
    const salt = saltOf(head, headers);
    return headers.flatMap((header, index) =>
      header.subarray(8, 16).equals(salt) && header.readUInt32BE(4) !== 0 ? [index + 1] : [],
    );
  } finally {
    closeSync(file);
  }
}

/**
 * How many commits were in the log and not taken over. One may be a write that was cut off before it was acknowledged; more can
 * only be damage.
 */
export function commitsLost(commits: readonly number[], recoveredFrames: number): number {
  return commits.filter((last) => last > recoveredFrames).length;
}

/** Older frames may lie behind the present ones, with another salt; a damaged header is outvoted by the first frames. */
function saltOf(head: Buffer, headers: readonly Buffer[]): Buffer {
  const inHeader = head.subarray(16, 24);
  const [first, second] = headers.map((header) => header.subarray(8, 16));
  const agrees = (salt: Buffer | undefined) => salt !== undefined && salt.equals(inHeader);
  if (agrees(first) || agrees(second)) return inHeader;
  return first ?? inHeader;
}

function readPageSize(head: Buffer): number {
  const size = head.readUInt32BE(8);
  const isPossible = size >= 512 && size <= 65_536 && (size & (size - 1)) === 0;
  // Ours is always 4096; a damaged header may say something else.
  return isPossible && size === 4096 ? size : 4096;
}

function read(file: number, at: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  readSync(file, buffer, 0, length, at);
  return buffer;
}
