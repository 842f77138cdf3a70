/**
 * The district's device board (设备) and moves between units (转移), for roles A and D of the district's own desk; everybody else gets
 * `forbidden`. All but the list and the preflight write, and carry a `Device-Proof`.
 *
 *   POST /v1/devices            {}                              -> {devices, serverTime}
 *   POST /v1/devices/confirm    {deviceId, fingerprint}         -> {}   the fingerprint that two people have just compared
 *   POST /v1/devices/revoke     {deviceId}                      -> {}   works on the device's next request; open lines close at once
 *   POST /v1/devices/wipe       {deviceId}                      -> {}   an order (orders.ts); the device is stopped when it has obeyed
 *   POST /v1/devices/code       {unit}                          -> {code, expiresAt}
 *   POST /v1/devices/preflight  {unit}                          -> {records, events, masters, bytes, seconds}
 *   POST /v1/moves              {requestId, ids, to, community} -> {records, events}
 */
import { z } from 'zod';
import { deviceReport } from './protocol.ts';

const identifier = z.string().min(1).max(64);
const unit = z.string().regex(/^330203\d{3}$/);

export const deviceStates = ['pending', 'active', 'revoked', 'wiped'] as const;

export const boardDevice = z.object({
  id: identifier,
  unit: z.string(),
  unitName: z.string(),
  letter: z.string(),
  name: z.string(),
  state: z.enum(deviceStates),
  /** An order to erase itself waits for the device's next contact. */
  wipeOrdered: z.boolean(),
  /** Sixteen digits in groups of four. */
  fingerprint: z.string(),
  /** Names of those who are signed in on it. */
  users: z.array(z.string()),
  enrolledAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  appVersion: z.string(),
  report: deviceReport.nullable(),
  /** Rows refused and not mended yet. */
  rejected: z.int(),
});
export type BoardDevice = z.infer<typeof boardDevice>;

export const boardReply = z.object({
  devices: z.array(boardDevice),
  serverTime: z.iso.datetime(),
});
export type BoardReply = z.infer<typeof boardReply>;

export const deviceAct = z.strictObject({ deviceId: identifier });
export const confirmRequest = z.strictObject({
  deviceId: identifier,
  fingerprint: z.string().max(40),
});
export const codeRequest = z.strictObject({ unit });
export const codeReply = z.object({ code: z.string(), expiresAt: z.iso.datetime() });
export const preflightRequest = z.strictObject({ unit });
/** What a new device of the unit will download; `seconds` over a line of 10 Mbit/s. */
export const preflightReply = z.object({
  records: z.int(),
  events: z.int(),
  masters: z.int(),
  bytes: z.int(),
  seconds: z.int(),
});
export type PreflightReply = z.infer<typeof preflightReply>;

export const moveRequest = z.strictObject({
  requestId: identifier,
  ids: z.array(identifier).min(1).max(1000),
  to: unit,
  community: z.union([z.literal(''), z.string().regex(/^330203\d{6}$/)]),
});
export const moveReply = z.object({ records: z.int(), events: z.int() });
