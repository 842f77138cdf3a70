/**
 * How a box comes to the district. A revoked device may still ask here, and only here: with a proof of its key, for a person who has
 * signed in on it, and once, for after a box that is complete another one is refused (`forbidden`, reason `delivered`). The parts
 * come in order; whatever was cut off goes on from `next`.
 *
 *   POST /v1/rescue/begin   {deviceProof, head}               -> {next, receipt}   again after a cut: where to go on
 *   POST /v1/rescue/part    {deviceProof, boxId, number, part} -> {next, receipt}   a part that was there already is there
 *   POST /v1/rescue/finish  {deviceProof, boxId}              -> {next, receipt}   opened, counted and kept; the receipt is signed
 */
import { z } from 'zod';
import { rescueLimits } from './box-format.ts';

const identifier = z.string().min(1).max(64);
/** As for signing in (protocol.ts). */
const deviceProof = z.string().max(2000);

export const rescueBegin = z.strictObject({
  deviceProof,
  head: z.string().max(rescueLimits.parts * 100),
});
export const rescuePart = z.strictObject({
  deviceProof,
  boxId: identifier,
  number: z.int().min(0).max(rescueLimits.parts),
  part: z.string().max(rescueLimits.sealedChars),
});
export const rescueFinish = z.strictObject({ deviceProof, boxId: identifier });
export const rescueStanding = z.object({
  /** The part that is wanted next; as many as the head names when all are there. */
  next: z.int().min(0),
  receipt: z.string().max(4000).nullable(),
});
export type RescueStanding = z.infer<typeof rescueStanding>;
