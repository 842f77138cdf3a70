/**
 * 抢救箱: what a device has never sent when its access ends (revoked, a unit or community lost, erased), sealed to the district
 * (design.md §4.6). Nothing of it is deleted on the device before the district's signed receipt is there.
 *
 *   head     compact JWS (EdDSA, typ `qb-rescue`) by the device: whose work, why, and the SHA-256 of every part
 *   parts    compact JWE (ECDH-ES over X25519, A256GCM) to the district's exchange key, each around at most `partChars` of gzipped lines
 *   receipt  compact JWS (EdDSA, typ `qb-rescue-receipt`) by the district: this box is complete here, and nothing of it is lost
 *
 * The lines inside are JSON: rows as they would have been pushed, deletions included, with the district's state that they grew from;
 * drafts of forms; and files in pieces, after the rows that name them.
 */
import { z } from 'zod';
import { sha256Hex, sizeLimits } from '../files/file-ref.ts';

export const headType = 'qb-rescue';
export const receiptType = 'qb-rescue-receipt';

export const rescueLimits = {
  /** Characters of one part before compression, but for a single longer line. */
  partChars: 1024 * 1024,
  /** Characters of a sealed part: one request of the district's usual size. */
  sealedChars: 3_500_000,
  parts: 20_000,
} as const;

const identifier = z.string().min(1).max(64);
const moment = z.iso.datetime();

/** 停用 · 抹除 · 失去单位或社区. */
export const rescueReasons = ['revoked', 'wipe', 'scope_lost'] as const;
export type RescueReason = (typeof rescueReasons)[number];

export const rescueHead = z.strictObject({
  format: z.literal(1),
  id: identifier,
  instance: identifier,
  device: identifier,
  userId: identifier,
  reason: z.enum(rescueReasons),
  madeAt: moment,
  parts: z.array(sha256Hex).min(1).max(rescueLimits.parts),
  rows: z.int().min(0),
  drafts: z.int().min(0),
  files: z.int().min(0),
});
export type RescueHead = z.infer<typeof rescueHead>;

const row = z.strictObject({
  kind: z.literal('row'),
  collection: z.enum(['records', 'events']),
  /** As in a push: the mutation that the district had last, or null. */
  base: identifier.nullable(),
  /** The district's state that this one grew from, as far as the device knows it; a wire row. */
  assumed: z.unknown(),
  row: z.unknown(),
});
const draft = z.strictObject({ kind: z.literal('draft'), draft: z.unknown() });
const file = z.strictObject({
  kind: z.literal('file'),
  sha256: sha256Hex,
  size: z.int().min(1).max(sizeLimits.most),
  /** Records of this box, or of the district, that name it. */
  records: z.array(identifier).max(1000),
  /** Where these bytes begin. */
  offset: z.int().min(0),
  bytes: z.base64().max(400_000),
});
export const rescueLine = z.discriminatedUnion('kind', [row, draft, file]);
export type RescueLine = z.infer<typeof rescueLine>;

export const rescueReceipt = z.object({
  boxId: identifier,
  deviceId: identifier,
  instance: identifier,
  /** SHA-256 of the head as it was delivered. */
  head: sha256Hex,
  at: moment,
});
export type RescueReceipt = z.infer<typeof rescueReceipt>;
