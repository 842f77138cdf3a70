/**
 * What travels on paper, by telephone or on a USB stick when keys are concerned. All sealing is standard JOSE (RFC 7516, 7515):
 *
 *   recovery slot     JWE to the district's recovery key (ECDH-ES over X25519, A256GCM): {profileId, key}. Made whenever a profile is
 *                     sealed. The private half lies offline at the district and never on the server.
 *   recovery request  {kind:'recovery', profileId, deviceId, userId, slot, answerTo}: made on the device, carried to the district.
 *   recovery answer   JWE to `answerTo`, a key the device made for this one request: {profileId, key}. Nobody else can use it.
 *
 * Texts begin with `QB1.` and the kind, so that a wrong file is named before anything is tried: `QB1.recovery-request.…`.
 */
import { z } from 'zod';
import { sealingKey } from './district-keys.ts';

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

export const textKinds = {
  'recovery-request': '恢复申请',
  'recovery-answer': '恢复答复',
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
