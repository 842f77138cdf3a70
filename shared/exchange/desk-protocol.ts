/**
 * What the district's desk says to its server about exchange bundles. All as POST with a bearer token, for district accounts only:
 *
 *   /v1/exchange/look      {text}                                   -> what is in it and what would be refused; nothing is changed
 *   /v1/exchange/take      {text, mediaNo, virusChecked}            -> it is judged like a push, entered in the register, and answered
 *   /v1/exchange/make      {device, mediaNo}                        -> a bundle going down, from where that device last said it stands
 *   /v1/exchange/register  {}                                       -> U盘交换登记, newest first, and the devices that can be sent to
 *
 * A bundle that is not taken is an answer (`refusal`), not an error.
 */
import { z } from 'zod';
import { bundleKinds, limits } from './format.ts';
import { refusals, type RefusalCode } from './refusals.ts';

const refusalSchema = z.object({
  code: z.enum(Object.keys(refusals) as [RefusalCode, ...RefusalCode[]]),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** `{ok:true, value}` or the refusal in its place. */
export function orRefusal<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), refusal: refusalSchema }),
  ]);
}

const text = z.string().max(limits.fileChars);
const mediaNo = z.string().max(40);

/** What a bundle holds, before anybody decides. The same for a bundle going up (at the district) and one coming down (at a device). */
export const bundlePreview = z.object({
  fileName: z.string(),
  /** SHA-256 of the file, hex. */
  checksum: z.string(),
  kind: z.enum(bundleKinds),
  unit: z.string(),
  unitName: z.string(),
  letter: z.string(),
  seq: z.int(),
  answers: z.int(),
  createdAt: z.string(),
  mediaNo: z.string(),
  userName: z.string(),
  rows: z.int(),
  files: z.int(),
  /** Record type (or `event`) -> rows. */
  types: z.record(z.string(), z.int()),
  /**
   * new: never seen · same: exactly this file was taken before · older: a later number was taken · renumbered: the number was used by another file ·
   * before_restore: made before the district was restored from a backup; it is answered, and none of it is taken. */
  standing: z.enum(['new', 'same', 'older', 'renumbered', 'before_restore']),
  /** Numbers between the last one taken and this one. */
  missing: z.array(z.int()),
  /** What taking it will do with the rows. */
  accepted: z.int(),
  conflicts: z.int(),
  /** Code of rejections.ts -> rows. */
  rejected: z.record(z.string(), z.int()),
});
export type BundlePreview = z.infer<typeof bundlePreview>;

/** One line of U盘交换登记 (F17): 介质编号, 包号, 校验值, 经办, 查毒. */
export const registerEntry = z.object({
  id: z.string(),
  /** in: taken here · out: made here. */
  direction: z.enum(['in', 'out']),
  kind: z.enum(bundleKinds),
  unit: z.string(),
  unitName: z.string(),
  letter: z.string(),
  seq: z.int(),
  answers: z.int(),
  checksum: z.string(),
  mediaNo: z.string(),
  handler: z.string(),
  virusChecked: z.boolean(),
  rows: z.int(),
  accepted: z.int(),
  conflicts: z.int(),
  rejected: z.int(),
  missing: z.array(z.int()),
  /** How often this very file was brought. */
  times: z.int(),
  /** out: when its receipt came. */
  receivedAt: z.string().nullable(),
  at: z.string(),
});
export type RegisterEntry = z.infer<typeof registerEntry>;

export const madeBundle = z.object({ fileName: z.string(), text, entry: registerEntry });
export type MadeBundle = z.infer<typeof madeBundle>;

export const lookRequest = z.strictObject({ text });
export const lookReply = orRefusal(bundlePreview);
export const takeRequest = z.strictObject({ text, mediaNo, virusChecked: z.boolean() });
export const takeReply = orRefusal(z.object({ entry: registerEntry, reply: madeBundle }));
export type TakeReply = z.infer<typeof takeReply>;
export const makeRequest = z.strictObject({ device: z.string().min(1).max(64), mediaNo });
export const makeReply = orRefusal(madeBundle);

export const exchangeDevice = z.object({
  id: z.string(),
  unit: z.string(),
  unitName: z.string(),
  letter: z.string(),
  name: z.string(),
  lastUp: z.int(),
  lastDown: z.int(),
});
export const registerRequest = z.strictObject({});
export const registerReply = z.object({
  entries: z.array(registerEntry),
  devices: z.array(exchangeDevice),
});
