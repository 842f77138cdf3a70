/**
 * How the bytes of files travel. A lane of its own beside protocol.ts, so that a record never waits for a file.
 *
 *   POST /v1/files/ask   FilesAsk                               -> FilesAsked   what the district has of these files
 *   PUT  /v1/files/piece octet-stream, headers `fileHeaders`    -> FilePut      the next bytes of one file
 *   POST /v1/files/read  FileRead                               -> octet-stream a part of one file
 *
 * All three carry `Device-Proof` (protocol.ts); the signed body of a piece is `signedHead` and then its bytes.
 * A file is spoken of as (record, sha256): the record names it, and whoever may receive the record may read the file. Nobody may
 * read a file by its hash alone: a record that names somebody else's file gives nothing until the sender has shown that it has
 * the bytes, by sending them. So a file goes up after its record, and a record that was refused keeps its files waiting.
 * Pieces come in order; one that starts elsewhere than at `received` is answered with the true `received` and not kept, so a
 * piece sent twice is harmless and a cut costs one piece. The last piece completes the file when the hash of all is right;
 * when it is not, everything is thrown away (`damaged`).
 * Two devices that send the same file do not disturb each other; the content is kept once.
 */
import { z } from 'zod';
import { pieceBytes, sha256Hex, sizeLimits } from '../files/file-ref.ts';

const identifier = z.string().min(1).max(64);
const offset = z.int().min(0).max(sizeLimits.most);

/** Headers of a piece: record, sha256, size of the whole, where this piece begins. All digits, hex or ids of our own making. */
export const fileHeaders = {
  record: 'x-record',
  sha256: 'x-sha256',
  size: 'x-size',
  offset: 'x-offset',
} as const;

export const filePiece = z.strictObject({
  record: identifier,
  sha256: sha256Hex,
  size: z.coerce.number().pipe(z.int().min(1).max(sizeLimits.most)),
  offset: z.coerce.number().pipe(offset),
});
export type FilePiece = z.infer<typeof filePiece>;

/** What stands before the bytes of a piece where a device signs its body: whoever changes a header breaks the proof as well. */
export function signedHead({ record, sha256, size, offset: start }: FilePiece): string {
  return `${JSON.stringify([record, sha256, size, start])}\n`;
}

export const mostAsked = 100;
export const filesAsk = z.strictObject({
  files: z
    .array(z.strictObject({ record: identifier, sha256: sha256Hex, size: offset }))
    .max(mostAsked),
});

/**
 * `whole`: the district has it and has seen that this side has it · `part`: send from `received` on · `not_yours`: no such record
 * here, or it does not name the file (the record has not arrived yet, or was taken away).
 */
export const fileStanding = z.strictObject({
  sha256: sha256Hex,
  status: z.enum(['whole', 'part', 'not_yours']),
  received: offset,
});
export type FileStanding = z.infer<typeof fileStanding>;
export const filesAsked = z.strictObject({
  files: z.array(fileStanding),
  instance: identifier,
  epoch: z.int(),
});

export const filePut = z.strictObject({
  /** `full`: the unit's share of the district's disk is used up; nothing was kept. */
  status: z.enum(['part', 'whole', 'damaged', 'not_yours', 'full']),
  received: offset,
  instance: identifier,
  epoch: z.int(),
});
export type FilePut = z.infer<typeof filePut>;

/** Answered with the bytes, or with `not_found` when the district does not have it (yet), or the asker may not have it. */
export const fileRead = z.strictObject({
  record: identifier,
  sha256: sha256Hex,
  offset,
  length: z.int().min(1).max(pieceBytes),
});
export type FileRead = z.infer<typeof fileRead>;
