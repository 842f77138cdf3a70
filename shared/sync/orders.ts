/**
 * What the district orders a device to do. An order travels as a compact JWS (EdDSA) by the district's signing key in the answers to
 * sign-in, renewal and pull, and in the error that a revoked device gets, until the device says that it is done (`/v1/orders/done`).
 * A device obeys only what its district's key has signed, names this device and this instance, and that it has not done before.
 *
 *   wipe   send what was never sent, seal the rest to the recovery key, then erase (design.md §4.6). The device answers `done` last.
 */
import { z } from 'zod';

const identifier = z.string().min(1).max(64);

export const deviceOrder = z.object({
  id: identifier,
  kind: z.enum(['wipe']),
  deviceId: identifier,
  instance: identifier,
  /** The district's clock. */
  at: z.iso.datetime(),
});
export type DeviceOrder = z.infer<typeof deviceOrder>;

/** Compact JWS each; the payload is a `deviceOrder`. */
export const signedOrders = z.array(z.string().max(4000)).max(20).default([]);

export const orderDoneRequest = z.strictObject({
  orderId: identifier,
  /** As for signing in. */
  deviceProof: z.string().max(2000),
});
