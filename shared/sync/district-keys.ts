/** The district's public keys as devices hold them; what they are for: keys.ts. */
import { z } from 'zod';

export const sealingKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  x: z.string().max(64),
});
export type SealingKey = z.infer<typeof sealingKey>;
export const signingKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().max(64),
});
export type SigningKey = z.infer<typeof signingKey>;

/** The district's public keys, as every enrolled device holds them. `recovery` is null until the district has made one. */
export const districtKeys = z.strictObject({
  signing: signingKey,
  recovery: sealingKey.nullable(),
  /** What bundles for the district are sealed to (shared/exchange); null: heard from a server that has none. */
  exchange: sealingKey.nullable().default(null),
});
export type DistrictKeys = z.infer<typeof districtKeys>;
