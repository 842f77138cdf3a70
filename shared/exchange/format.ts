/**
 * USB exchange: what travels between a device and the district when there is no network (design.md §4.9, domain.md E78, §8 Networks).
 * A bundle is one text file. The same file may lie on a registered stick, on an optical disc or in a folder of the office's LAN.
 *
 *   line 1    QBX1
 *   line 2    header: compact JWS (EdDSA), signed by the sender: a device by its own key, the district by its signing key
 *   line 3…   parts: compact JWE (ECDH-ES over X25519, A256GCM) to the receiver, each around at most `limits.partChars` of gzipped lines
 *
 * The signed header names every part by its SHA-256, so a part that is missing, changed, exchanged or added shows before anything is
 * opened. A reader works part by part. The lines inside are JSON, one message each, and are the very messages of protocol.ts:
 *
 *   up (a device to the district)      opening · push {request, earlier}… · stand {collection, checkpoint}… · file… · want
 *   down / reply (district to device)  opening · pushed {requestId, reply}… · pulled {collection, from, reply}… · digest · filed · file…
 *
 * Numbers. Each device counts what it sends up and what it is sent down, each from 1 and without a gap. A bundle going up holds everything
 * that the district has not acknowledged yet, so bundle 7 also holds what was in 6: a missing number is named to the person and nothing is
 * lost by it. Rows stay pending until a reply with their results is imported, or the network has confirmed them.
 * `lastReceipt` is the highest number of the other direction that the sender has taken; a device whose own counter fell behind (an older
 * backup was restored) goes on from there.
 *
 * Any order, any repetition: a push request keeps its id and is answered once; `earlier` names the states of a row that went out in former
 * bundles, so that a row edited between two bundles is no conflict with itself. A pulled page says from where it was read (`from`): a device
 * takes it only when it stands between `from` and the page's end, so an old page never overwrites a newer state.
 *
 * Files travel in pieces after the rows that name them, at most `limits.fileBytes` in one bundle. Pieces come in order for each content, and one
 * that does not begin where the receiver stands is dropped; `filed` in the reply says how far the district is, and the next bundle goes on
 * from there. `want` names what the device lacks; the reply brings as much of it as fits.
 *
 * Nothing is said about persons outside the encryption: the header has numbers, units and counts, the file name a unit, a device letter and
 * the number (`QB-330203103-A-0007.qbx` up, `QB-330203103-A-D0007.qbx` down).
 */
import { z } from 'zod';
import { pieceBytes, sizeLimits } from '../files/file-ref.ts';
import { sealingKey } from '../sync/district-keys.ts';
import {
  checkpointVector,
  digestReply,
  pullReply,
  pushReply,
  pushRequest,
  syncCollections,
  versionsSchema,
} from '../sync/protocol.ts';

export const exchangeFormat = 1;
export const firstLine = `QBX${exchangeFormat}`;
/** `typ` of the header's JWS: a signature given for anything else is none for a bundle. */
export const signatureType = 'qbx';
export const fileEnding = '.qbx';

/** What a reader accepts and a writer stays below. */
export const limits = {
  /** Characters of the whole file: it passes the bridge in one message. */
  fileChars: 7 * 1024 * 1024,
  parts: 512,
  /** Characters of one part before compression. */
  partChars: 1024 * 1024,
  /** Rows of one bundle; the rest goes into the next one. */
  rows: 8_000,
  /** Bytes of attachments in one bundle. */
  fileBytes: 3 * 1024 * 1024,
  /** Bytes of an attachment that counts as small in the choice of what goes along. */
  smallFile: 256 * 1024,
  /** Attachments that are asked for at once. */
  wishes: 100,
} as const;

const identifier = z.string().min(1).max(64);
const number = z.int().min(0).max(999_999);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** 上行 · 下行 · 应答 (E78). */
export const bundleKinds = ['up', 'down', 'reply'] as const;
export type BundleKind = (typeof bundleKinds)[number];

export const bundleHeader = z.strictObject({
  format: z.literal(exchangeFormat),
  kind: z.enum(bundleKinds),
  /** The district: which server, which epoch of it, real or demonstration. */
  instance: identifier,
  epoch: z.int(),
  isDemo: z.boolean(),
  /** The device at the other end, whichever way the bundle goes. */
  device: identifier,
  letter: z.string().regex(/^[A-Z]{1,2}$/),
  unit: z.string().regex(/^\d{9}$/),
  seq: number.min(1),
  lastReceipt: number,
  /** Replies: the number of the bundle that is answered; else 0. */
  answers: number,
  createdAt: z.iso.datetime(),
  /** 介质编号, as the office's register of sticks has it; '' for a LAN folder. */
  mediaNo: z.string().max(40),
  rows: z.int().min(0),
  files: z.int().min(0),
  /** Up: the device's key that replies are sealed to. */
  answerTo: sealingKey.nullable(),
  parts: z.array(sha256).max(limits.parts),
});
export type BundleHeader = z.infer<typeof bundleHeader>;

/** First message of every bundle: who made it, and what is in it by type, for the preview. */
const opening = z.strictObject({
  kind: z.literal('opening'),
  /** The person on whose behalf the rows go up; '' when the district made the bundle. */
  userId: z.string().max(64),
  userName: z.string().max(60),
  versions: versionsSchema,
  types: z.record(z.string().max(40), z.int().min(0)),
});
const push = z.strictObject({
  kind: z.literal('push'),
  request: pushRequest,
  /** Row id -> mutations of it in former bundles that no reply has settled yet. */
  earlier: z.record(identifier, z.array(identifier).max(100)),
});
const stand = z.strictObject({
  kind: z.literal('stand'),
  collection: z.enum(syncCollections),
  checkpoint: checkpointVector,
});
const pushed = z.strictObject({
  kind: z.literal('pushed'),
  requestId: identifier,
  reply: pushReply,
});
const pulled = z.strictObject({
  kind: z.literal('pulled'),
  collection: z.enum(syncCollections),
  from: checkpointVector,
  reply: pullReply,
});
const digest = z.strictObject({ kind: z.literal('digest'), reply: digestReply });
const wholeFile = {
  record: identifier,
  sha256,
  size: z.int().min(1).max(sizeLimits.most),
};
/** A piece of an attachment, as over the network (shared/sync/files-protocol.ts). */
const file = z.strictObject({
  kind: z.literal('file'),
  ...wholeFile,
  offset: z.int().min(0),
  bytes: z.base64().max(Math.ceil((pieceBytes * 4) / 3) + 4),
});
const want = z.strictObject({
  kind: z.literal('want'),
  files: z.array(z.strictObject({ ...wholeFile, offset: z.int().min(0) })).max(limits.wishes),
});
const filed = z.strictObject({
  kind: z.literal('filed'),
  files: z.array(
    z.strictObject({
      sha256,
      size: wholeFile.size,
      status: z.enum(['part', 'whole', 'damaged', 'not_yours', 'full']),
      received: z.int().min(0),
    }),
  ),
});

/** 附件一并导出: none, those up to `limits.smallFile`, or as much as fits, the rest with the next bundle. */
export const filesChoices = ['none', 'small', 'all'] as const;
export type FilesChoice = (typeof filesChoices)[number];

export const upMessage = z.discriminatedUnion('kind', [opening, push, stand, file, want]);
export type UpMessage = z.infer<typeof upMessage>;
export const downMessage = z.discriminatedUnion('kind', [
  opening,
  pushed,
  pulled,
  digest,
  filed,
  file,
]);
export type DownMessage = z.infer<typeof downMessage>;
export type Opening = z.infer<typeof opening>;

/** `QB-330203103-A-0007.qbx`; nothing personal in it. */
export function bundleFileName(
  header: Pick<BundleHeader, 'kind' | 'unit' | 'letter' | 'seq'>,
): string {
  const direction = header.kind === 'up' ? '' : 'D';
  return `QB-${header.unit}-${header.letter}-${direction}${String(header.seq).padStart(4, '0')}${fileEnding}`;
}

const namePattern = /^QB-(\d{9})-([A-Z]{1,2})-(D?)(\d{4,6})\.qbx$/;

/** What a file name promises, or null when it is no name of ours. The header decides; the name only helps to find. */
export function readBundleFileName(
  name: string,
): { unit: string; letter: string; isUp: boolean; seq: number } | null {
  const [, unit, letter, direction, seq] = namePattern.exec(name) ?? [];
  if (unit === undefined || letter === undefined || seq === undefined) return null;
  return { unit, letter, isUp: direction === '', seq: Number(seq) };
}

/** The numbers between the last one taken and this one: 7 after 5 misses 6. At most 20 are named. */
export function missingBetween(last: number, seq: number): readonly number[] {
  const missing = Math.max(0, seq - last - 1);
  return Array.from({ length: Math.min(missing, 20) }, (_, index) => last + 1 + index);
}

/** The checksum of a whole file (64 hex digits) as two people compare it: its first 16 digits in groups. */
export function shortChecksum(checksum: string): string {
  return checksum
    .slice(0, 16)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ');
}
