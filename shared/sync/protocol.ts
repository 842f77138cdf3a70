/**
 * What a device and the district say to each other. JSON over HTTPS; every message is checked on both sides.
 *
 *   POST /v1/enrol    {code, devicePublicKey, deviceName}     -> {deviceId, deviceLetter, unit, district…}   once per device
 *   POST /v1/login    {login, password, deviceProof}          -> {accessToken, refreshToken, actor}          once per user and device, online
 *   POST /v1/token    {refreshToken, deviceProof}             -> the same, rotated; an old refresh token revokes the family
 *                 (asked again within two minutes, while the successor is unused, it is answered: the reply was lost)
 *   POST /v1/push     PushRequest                             -> PushReply      every row gets its own result
 *   POST /v1/pull     PullRequest                             -> PullReply      rows in commit order per scope
 *   POST /v1/digest   DigestRequest                           -> DigestReply    proof that both sides hold the same; with `known`, one
 *                 request answers whether there is anything to pull at all (state-hash.ts)
 *   POST /v1/password {oldPassword, newPassword}              -> {}             the actor's own; other sign-ins of the actor end
 *   POST /v1/orders/done {orderId, deviceProof}               -> {}             the device has carried out an order (orders.ts)
 *   GET  /v1/live     WebSocket; first message {token}        -> {poke:[scope…], collections?} whenever a scope has grown by somebody
 *                 else's rows
 *   GET  /v1/health                                           -> {ok, instance, epoch, versions}
 *
 * Every request but enrol, login, token, orders/done and health carries `Authorization: Bearer <accessToken>`.
 * Whatever writes (push, password, files, bundles, the district's own actions) carries a second header besides, `Device-Proof`: a JWT (EdDSA) by the
 * device's key {sub: deviceId, aud: instance, iat, exp ≤ iat + 2 min, jti, act: 'POST /v1/push', tok: SHA-256 of the access token,
 * body: SHA-256 of the request body; both base64url}, good once. A stolen token alone writes nothing.
 * A device that enrolled is `pending` until the district has compared its fingerprint (fingerprint.ts): it gets nothing but
 * `device_pending` before that. A revoked device gets `device_revoked`, with its open orders in the error's `orders`.
 * Order is the server's: each scope (a unit) has a counter, raised under a row lock in the transaction that writes the rows.
 * A device's checkpoint is a flat vector {scope: seq}. A scope it does not name starts at 0; `scopes` in each reply says
 * what the device may hold now: whatever is not named there must be purged.
 * A push row names the state it was made from (`base`, the mutation last seen from the district, or null for a new record).
 * The same row sent twice is answered twice with the same result and written once; `requestId` makes the whole request exactly-once.
 * Results stand in the order of the rows. Why a row was rejected, in words: rejections.ts.
 * `sight` says which rows of its scopes an account may hold (sight.ts): roles, one community only, single cases. The device names the one it
 * keeps to by its hash and is told when that has changed. It sends what waits, then removes what does not fit.
 * A record that left a scope or a community comes as a deleted row without data to those who may not have it any more.
 * `rebase` in a pull's reply names scopes whose old deletions the district has forgotten (`horizonDays`) since the device's checkpoint:
 * the device reads them from their start (checkpoint 0) and drops whatever the district does not name any more. While it does so, and
 * during any first read, it names the scope in `fresh`, so that it is not sent back to the start again.
 * `busy` (429) asks a first read to wait `seconds`; pulls of what is new never get it.
 * Errors: HTTP 4xx/5xx with {code, params?}; codes in errorCodes below. Unknown fields of a request are refused; unknown fields of a
 * reply are dropped, so that a newer district may say more to an older device (design.md §4.11): new fields of requests are optional.
 */
import { z } from 'zod';
import { roles } from '../access/actor.ts';
import { districtKeys } from './district-keys.ts';
import { signedOrders } from './orders.ts';
import { envelopeSchema, eventSchema } from '../records/envelope.ts';
import { sightSchema } from './sight.ts';

export const protocolVersion = 1;

/** Rows per message; larger work is several messages. */
export const maxBatch = 500;

/** Rows per pull. */
export const maxPage = 1000;

export const syncCollections = ['records', 'events', 'masters'] as const;
export type SyncCollection = (typeof syncCollections)[number];

const identifier = z.string().min(1).max(64);
export const versionsSchema = z.strictObject({
  app: z.string().max(40),
  protocol: z.int(),
  schema: z.int(),
});
export type Versions = z.infer<typeof versionsSchema>;

export const actorSchema = z.strictObject({
  userId: identifier,
  name: z.string().max(60),
  unit: z.string().max(12),
  community: z.string().max(12),
  roles: z.array(z.enum(roles)),
});

export const enrolRequest = z.strictObject({
  code: z.string().min(6).max(40),
  /** Ed25519 public key as JWK; the private half never leaves the device. */
  devicePublicKey: z.strictObject({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string().max(64),
  }),
  deviceName: z.string().min(1).max(60),
  versions: versionsSchema,
});
export const enrolReply = z.object({
  deviceId: identifier,
  /** One letter that keeps offline business numbers apart between devices of a unit (D14). */
  deviceLetter: z.string().regex(/^[A-Z]{1,2}$/),
  unit: z.string().max(12),
  unitName: z.string().max(60),
  instance: identifier,
  epoch: z.int(),
  isDemo: z.boolean(),
  keys: districtKeys,
  /** False: the district must compare the fingerprint before anybody can sign in here. */
  confirmed: z.boolean().default(true),
});

export const loginRequest = z.strictObject({
  login: z.string().min(1).max(60),
  password: z.string().min(1).max(200),
  /** JWT (EdDSA) signed by the device key: {sub: deviceId, aud: instance, iat, exp ≤ iat + 2 min, jti}; each is good once. */
  deviceProof: z.string().max(2000),
});
export const tokenRequest = z.strictObject({
  refreshToken: z.string().max(200),
  deviceProof: z.string().max(2000),
});
export const tokenReply = z.object({
  accessToken: z.string(),
  accessExpiresAt: z.iso.datetime(),
  refreshToken: z.string(),
  actor: actorSchema,
  keys: districtKeys,
  /** How many days the profile may be opened without contact to the district. */
  leaseDays: z.int().min(1).max(366),
  /** How many days the district remembers a deletion. */
  horizonDays: z.int().min(1).default(180),
  orders: signedOrders,
  serverTime: z.iso.datetime(),
});
export type TokenReply = z.infer<typeof tokenReply>;

export const passwordRequest = z.strictObject({
  oldPassword: z.string().min(1).max(200),
  newPassword: z.string().min(10).max(200),
});
export const nothingReply = z.object({});

const livingRecord = z.strictObject({ ...envelopeSchema.shape, _deleted: z.boolean() });
const livingEvent = z.strictObject({ ...eventSchema.shape, _deleted: z.boolean() });
/** A row as it travels: an envelope or an event, with RxDB's own deletion mark. */
export const wireRow = z.union([livingRecord, livingEvent]);
export type WireRecord = z.infer<typeof livingRecord>;
export type WireEvent = z.infer<typeof livingEvent>;
export type WireRow = WireRecord | WireEvent;

export const pushRequest = z.strictObject({
  requestId: identifier,
  collection: z.enum(syncCollections),
  /** Checked row by row, so that one bad row never stops the others. */
  rows: z
    .array(z.strictObject({ base: z.union([identifier, z.null()]), row: z.unknown() }))
    .max(maxBatch),
  versions: versionsSchema,
});
export type PushRequest = z.infer<typeof pushRequest>;

export const pushResult = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('accepted'), id: identifier }),
  z.strictObject({ status: z.literal('conflict'), id: identifier, master: wireRow }),
  z.strictObject({
    status: z.literal('rejected'),
    id: identifier,
    code: z.string(),
    problems: z.array(
      z.strictObject({
        field: z.string(),
        code: z.string(),
        severity: z.enum(['error', 'warning']),
        params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    ),
  }),
]);
export type PushResult = z.infer<typeof pushResult>;
export const pushReply = z.object({
  results: z.array(pushResult),
  /** Per scope, the number before this request and after it: all between are its own rows, which need not come back. */
  grown: z
    .array(z.object({ scope: z.string(), from: z.int().min(0), to: z.int().min(0) }))
    .default([]),
  instance: identifier,
  epoch: z.int(),
});

export const checkpointVector = z.record(z.string(), z.int().min(0));
export type CheckpointVector = z.infer<typeof checkpointVector>;

/** What the district's device board shows of a device; counts only. */
export const deviceReport = z.strictObject({
  /** Rows and files that wait to be sent. */
  queue: z.int().min(0),
  files: z.int().min(0),
  /** When the oldest of them was written, by the device's clock. */
  oldestUnsentAt: z.iso.datetime().nullable(),
  /** How far the device's clock is ahead of the district's. Milliseconds. */
  clockOffset: z.int(),
  freeBytes: z.int().min(0).nullable(),
});
export type DeviceReport = z.infer<typeof deviceReport>;

export const pullRequest = z.strictObject({
  collection: z.enum(syncCollections),
  checkpoint: checkpointVector,
  /** Scopes that this device has been reading from their start and has not read to the end yet. */
  fresh: z.array(z.string().max(12)).max(100).optional(),
  limit: z.int().min(1).max(maxPage),
  /** Of records: not the next page but the cases that are open now, beside the order; the checkpoint stays where it is. */
  openFirst: z.boolean().optional(),
  /** The sight that this device keeps to, by `sightHash`; absent: it knows of none. */
  sight: z.string().max(40).optional(),
  report: deviceReport.optional(),
  versions: versionsSchema,
});
export const pullReply = z.object({
  rows: z.array(wireRow),
  checkpoint: checkpointVector,
  /** All scopes this actor may hold. */
  scopes: z.array(z.string()),
  /** What of them, where it is not what the device says it keeps to: whatever does not fit must be purged. */
  sight: sightSchema.optional(),
  /** Scopes that must be read from their start and compared by id. */
  rebase: z.array(z.string()).default([]),
  more: z.boolean(),
  orders: signedOrders,
  instance: identifier,
  epoch: z.int(),
  serverTime: z.iso.datetime(),
});
export type PullReply = z.infer<typeof pullReply>;

export const digestRequest = z.strictObject({
  collections: z.array(z.enum(syncCollections)),
  /** What the device holds, as `stateHash`: collections for which it fits come back in `same` and not in `scopes`. */
  known: z.partialRecord(z.enum(syncCollections), z.string().max(40)).optional(),
});
export const digestReply = z.object({
  /** Collections that both sides hold alike. */
  same: z.array(z.enum(syncCollections)).default([]),
  scopes: z.array(
    z.strictObject({
      collection: z.enum(syncCollections),
      scope: z.string(),
      seq: z.int(),
      count: z.int(),
      sum: z.string(),
    }),
  ),
  serverTime: z.iso.datetime(),
  instance: identifier,
  epoch: z.int(),
});
export type DigestReply = z.infer<typeof digestReply>;

export const healthReply = z.object({
  ok: z.boolean(),
  instance: identifier,
  epoch: z.int(),
  protocol: z.int(),
  isDemo: z.boolean(),
  districtName: z.string(),
});

export const liveHello = z.strictObject({ token: z.string() });
export const livePoke = z.object({
  poke: z.array(z.string()),
  /** Where; absent: look everywhere. */
  collections: z.array(z.enum(syncCollections)).optional(),
});
export type LivePoke = z.infer<typeof livePoke>;

/** What can go wrong between device and district, and whether trying again can help. */
export const errorCodes = {
  bad_request: { status: 400, retry: false },
  enrol_code_wrong: { status: 403, retry: false },
  enrol_code_expired: { status: 403, retry: false },
  enrol_code_used: { status: 403, retry: false },
  login_wrong: { status: 401, retry: false },
  login_locked: { status: 429, retry: true },
  user_disabled: { status: 403, retry: false },
  user_other_unit: { status: 403, retry: false },
  token_expired: { status: 401, retry: true },
  token_reused: { status: 401, retry: false },
  device_unknown: { status: 401, retry: false },
  device_revoked: { status: 401, retry: false },
  device_pending: { status: 403, retry: true },
  /** A write without a good `Device-Proof`. */
  proof_wrong: { status: 401, retry: false },
  forbidden: { status: 403, retry: false },
  busy: { status: 429, retry: true },
  /** Too many passwords are in line to be checked; the same again after `seconds`. */
  sign_in_busy: { status: 503, retry: true },
  password_weak: { status: 400, retry: false },
  version_too_old: { status: 426, retry: false },
  /** The district is the older one; it is upgraded before the devices as a rule. */
  version_too_new: { status: 426, retry: true },
  too_many: { status: 429, retry: true },
  not_found: { status: 404, retry: false },
  internal: { status: 500, retry: true },
} as const satisfies Record<string, { status: number; retry: boolean }>;
export type ErrorCode = keyof typeof errorCodes;
export const errorBody = z.object({
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  orders: signedOrders.optional(),
});
