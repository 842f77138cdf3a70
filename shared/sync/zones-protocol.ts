/**
 * 片区定位: what a zone is meant for (S25), set by role D of the district's own desk; everybody has it with the next sync as a master.
 *
 *   POST /v1/zones/slogan   {zone, slogan}   -> {}   carries a `Device-Proof`
 */
import { z } from 'zod';

export const zoneKeys = ['east', 'middle', 'west'] as const;

export const sloganRequest = z.strictObject({
  zone: z.enum(zoneKeys),
  slogan: z.string().trim().min(1).max(40),
});
