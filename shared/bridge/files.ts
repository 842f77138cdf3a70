/** Files over the bridge: taking one in piece by piece, reading one, and how far their journey is. */
import { z } from 'zod';
import { fileRef, pieceBytes, sha256Hex, sizeLimits } from '../files/file-ref.ts';
import { answer, nothing } from './answer.ts';
import { failureSchema, identifier, typeName } from './shapes.ts';

/** Base64 of at most one piece. */
const pieceText = z.string().max(Math.ceil(pieceBytes / 3) * 4);

/**
 * Where one content stands, as people are told:
 * `waiting` 待传 · `sending` 传输中 · `sent` 已传 (the district has it) · `absent` 待下载 · `fetching` 下载中 · `failed` 出错, see `failure`.
 */
export const fileProgress = z.object({
  sha256: sha256Hex,
  state: z.enum(['waiting', 'sending', 'sent', 'absent', 'fetching', 'failed']),
  /** The bytes lie on this computer. */
  here: z.boolean(),
  /** Bytes of `size` that have travelled, in the direction of `state`. */
  done: z.int(),
  size: z.int(),
  failure: failureSchema.nullable(),
});
export type FileProgress = z.infer<typeof fileProgress>;

/** One line of the sync page: a file that still has to travel, and the record that names it. */
export const fileLine = fileProgress.extend({
  name: z.string(),
  type: z.string(),
  recordId: z.string(),
  label: z.string(),
});
export type FileLine = z.infer<typeof fileLine>;

export const fileProcedures = {
  /** Begins to take in a file of `size` bytes. Answers with the ticket for its pieces. */
  'files.begin': {
    input: z.object({ size: z.int().min(1).max(sizeLimits.most) }),
    output: answer(z.object({ ticket: identifier })),
  },
  /** The next piece, in order; all but the last are `pieceBytes` long. */
  'files.piece': {
    input: z.object({ ticket: identifier, data: pieceText }),
    output: answer(nothing),
  },
  /** The file is on the disk when this answers. What it is was found out from its content. */
  'files.finish': {
    input: z.object({ ticket: identifier, imagesOnly: z.boolean() }),
    output: answer(fileRef.pick({ sha256: true, mime: true, size: true })),
  },
  'files.abandon': { input: z.object({ ticket: identifier }), output: answer(nothing) },
  /**
   * A part of a file. `record`: the record that names it; null while it stands in a form only.
   * E_FILE_ABSENT: not here yet; it is being fetched, and the topic `files` tells when it has come.
   */
  'files.read': {
    input: z.object({
      record: z.object({ type: typeName, id: identifier }).nullable(),
      sha256: sha256Hex,
      offset: z.int().min(0).max(sizeLimits.most),
    }),
    output: answer(z.object({ data: pieceText, size: z.int() })),
  },
  /** A copy outside the program is asked for: leaves an event at the record. */
  'files.export': {
    input: z.object({ type: typeName, id: identifier, file: fileRef }),
    output: answer(nothing),
  },
  'files.progress': {
    input: z.object({ files: z.array(sha256Hex).max(200) }),
    output: answer(z.array(fileProgress)),
  },
  /** Everything that has not arrived at the district, failed ones first. */
  'files.board': {
    input: nothing,
    output: answer(z.object({ lines: z.array(fileLine), storedBytes: z.int(), files: z.int() })),
  },
  /** Tries a failed file again now. */
  'files.retry': { input: z.object({ sha256: sha256Hex }), output: answer(nothing) },
} as const;

/** How far these files are changed. */
export const filesTopic = z.object({ topic: z.literal('files'), sha256: z.array(sha256Hex) });
