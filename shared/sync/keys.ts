/**
 * What travels on paper, by telephone or on a USB stick when keys are concerned. All sealing is standard JOSE (RFC 7516, 7515):
 *
 *   recovery slot     JWE to the district's recovery key (ECDH-ES over X25519, A256GCM): {profileId, key}. Made whenever a profile is
 *                     sealed. The private half lies offline at the district and never on the server.
 *   recovery request  {kind:'recovery', profileId, deviceId, userId, slot, answerTo}: made on the device, carried to the district.
 *   recovery answer   JWE to `answerTo`, a key the device made for this one request: {profileId, key}. Nobody else can use it.
 *   join request      {kind:'join', devicePublicKey, deviceName, answerTo}: a computer without any network asks to be enrolled.
 *   join bundle       JWE to `answerTo` around a JWS (EdDSA, the district's signing key) of {joinBundle}. The person checks the signing
 *                     key's fingerprint against what the district says by telephone; a device that was enrolled before knows it.
 *   rescue box        JWE to the district's recovery key around the rows that were never sent; made before a device is wiped.
 *   wipe order        JWS (EdDSA, the district's signing key): {deviceId, profileId | null, iat, jti}; rides on the reply `device_wiped`.
 *
 * Texts begin with `QB1.` and the kind, so that a wrong file is named before anything is tried: `QB1.recovery-request.…`.
 */
import { z } from 'zod';
import { districtKeys, sealingKey, signingKey } from './district-keys.ts';
import { actorSchema, wireRow } from './protocol.ts';

const identifier = z.string().min(1).max(64);
const jwe = z.string().max(20_000_000);

export const recoveryRequest = z.strictObject({
  kind: z.literal('recovery'),
  profileId: identifier,
  deviceId: identifier,
  userId: identifier,
  name: z.string().max(60),
  slot: jwe,
  answerTo: sealingKey,
});
export type RecoveryRequest = z.infer<typeof recoveryRequest>;
/** In the recovery slot and in the answer; `key` is the profile's data key, base64url. */
export const recoveredKey = z.strictObject({ profileId: identifier, key: z.string().length(43) });

export const joinRequest = z.strictObject({
  kind: z.literal('join'),
  devicePublicKey: signingKey,
  deviceName: z.string().min(1).max(60),
  answerTo: sealingKey,
});
export type JoinRequest = z.infer<typeof joinRequest>;
export const joinBundle = z.strictObject({
  server: z.string().max(300),
  keys: districtKeys,
  device: z.strictObject({
    deviceId: identifier,
    deviceLetter: z.string().regex(/^[A-Z]{1,2}$/),
    unit: z.string().max(12),
    unitName: z.string().max(60),
    instance: identifier,
    epoch: z.int(),
    isDemo: z.boolean(),
  }),
  /** Who may sign in, each with a verifier of the district's password (scrypt) and the rights of today. */
  people: z.array(
    z.strictObject({
      login: z.string().min(1).max(60),
      actor: actorSchema,
      verifier: z.strictObject({
        N: z.int(),
        r: z.int(),
        p: z.int(),
        salt: z.string(),
        hash: z.string(),
      }),
    }),
  ),
  /** Units, users and dictionaries of the scope, so that forms work before the first contact. */
  masters: z.array(wireRow),
  issuedAt: z.iso.datetime(),
  /** Not accepted later. */
  expiresAt: z.iso.datetime(),
});
export type JoinBundle = z.infer<typeof joinBundle>;

export const wipeOrder = z.strictObject({
  deviceId: identifier,
  profileId: identifier.nullable(),
  iat: z.int(),
  jti: identifier,
});

export const rescueBox = z.strictObject({
  deviceId: identifier,
  profileId: identifier,
  userId: identifier,
  reason: z.enum(['wipe', 'revoked', 'scope_lost']),
  at: z.iso.datetime(),
  /** Rows as they would have been pushed, with the local documents (drafts, cards) that belong to them. */
  rows: z.array(
    z.strictObject({ collection: z.string(), base: z.string().nullable(), row: z.unknown() }),
  ),
  drafts: z.array(z.unknown()),
});
export type RescueBox = z.infer<typeof rescueBox>;

export const textKinds = {
  'recovery-request': '恢复申请',
  'recovery-answer': '恢复答复',
  'join-request': '登记申请',
  'join-bundle': '登记包',
  'rescue-box': '抢救箱',
} as const;
export type TextKind = keyof typeof textKinds;

/** Wraps a payload (base64url or compact JWE) as the text that people carry. */
export function writeText(kind: TextKind, payload: string): string {
  return `QB1.${kind}.${payload}`;
}

/** The payload of a carried text, whatever line breaks mail or a printer put in; null when it is of another kind or none at all. */
export function readText(kind: TextKind, text: string): string | null {
  const whole = text.replace(/\s+/g, '');
  const head = `QB1.${kind}.`;
  return whole.startsWith(head) && whole.length > head.length ? whole.slice(head.length) : null;
}
