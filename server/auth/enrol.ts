/** Enrolment: a device trades a one-time code for its identity in a unit. */
import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { enrolReply, enrolRequest } from '../../shared/sync/protocol.ts';
import { appendAudit } from '../audit.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { fail, type Answer } from '../http/answer.ts';
import { unitNameOf } from '../docs/unit-name.ts';
import { takeDeviceLetter } from './device-letter.ts';
import { readDistrictKeys } from '../keys/district-keys.ts';
import { splitEnrolCode } from './enrol-code.ts';

type Request = z.infer<typeof enrolRequest>;
type Reply = z.infer<typeof enrolReply>;

interface CodeRow {
  readonly hash: string;
  readonly unit: string;
  readonly tries: number;
  readonly used_by: string | null;
  readonly expired: boolean;
  readonly auto_confirm: boolean;
}

const maxTries = 5;

/**
 * Enrols the device. The same device asking again with the code it used gets the same answer, because its first answer may
 * have been lost; any other use of a used code fails.
 */
export async function enrol(deps: ServerDeps, request: Request): Promise<Answer<Reply>> {
  const { key, hash } = splitEnrolCode(request.code);
  return deps.database.transaction(async (tx) => {
    const code = await lockCode(tx, key, isoNow(deps.clock));
    // A group that no code begins with: nothing is known of it, not even a unit.
    if (code === undefined) return fail('enrol_code_wrong');
    const refuse = (result: Refused) => refuseCode(deps, tx, code.unit, result);
    if (code.tries >= maxTries) return refuse('enrol_code_wrong');
    if (!timingSafeEqual(Buffer.from(code.hash), Buffer.from(hash))) {
      await tx.query('UPDATE enrol_codes SET tries = tries + 1 WHERE key = $1', [key]);
      return refuse('enrol_code_wrong');
    }
    const publicKey = request.devicePublicKey.x;
    if (code.used_by !== null) {
      const again = await enrolledBefore(deps, tx, code.used_by, publicKey);
      return again.ok ? again : refuse('enrol_code_used');
    }
    if (code.expired) return refuse('enrol_code_expired');
    if (Buffer.from(publicKey, 'base64url').length !== 32) return fail('bad_request');
    const device = {
      id: randomUUID(),
      unit: code.unit,
      letter: await takeDeviceLetter(tx, code.unit),
      confirmed: code.auto_confirm,
    };
    const at = isoNow(deps.clock);
    await tx.query(
      `INSERT INTO devices (id, unit, letter, name, public_key, enrolled_at, app_version, confirmed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        device.id,
        device.unit,
        device.letter,
        request.deviceName,
        publicKey,
        at,
        request.versions.app,
        device.confirmed ? at : null,
      ],
    );
    await tx.query('UPDATE enrol_codes SET used_by = $2 WHERE key = $1', [key, device.id]);
    const reply = await replyFor(deps, tx, device);
    await appendAudit(tx, {
      at,
      actor: '',
      device: device.id,
      verb: 'enrol',
      subject: device.unit,
      result: 'ok',
    });
    return { ok: true, value: reply };
  });
}

type Refused = 'enrol_code_wrong' | 'enrol_code_used' | 'enrol_code_expired';

/** Somebody tries codes: the log says so, with the unit whose code it was. */
async function refuseCode(
  deps: ServerDeps,
  tx: Transaction,
  unit: string,
  result: Refused,
): Promise<ReturnType<typeof fail>> {
  const at = isoNow(deps.clock);
  await appendAudit(tx, { at, actor: '', device: '', verb: 'enrol', subject: unit, result });
  return fail(result);
}

async function lockCode(tx: Transaction, key: string, now: string): Promise<CodeRow | undefined> {
  const rows = await tx.query<CodeRow>(
    `SELECT hash, unit, tries, used_by, auto_confirm, expires_at < $2::timestamptz AS expired FROM enrol_codes WHERE key = $1 FOR UPDATE`,
    [key, now],
  );
  return rows[0];
}

async function enrolledBefore(
  deps: ServerDeps,
  tx: Transaction,
  id: string,
  publicKey: string,
): Promise<Answer<Reply>> {
  const rows = await tx.query<{
    unit: string;
    letter: string;
    public_key: string;
    revoked: boolean;
    confirmed: boolean;
  }>(
    `SELECT unit, letter, public_key, revoked_at IS NOT NULL AS revoked, confirmed_at IS NOT NULL AS confirmed
     FROM devices WHERE id = $1`,
    [id],
  );
  const device = rows[0];
  if (device === undefined || device.public_key !== publicKey || device.revoked)
    return fail('enrol_code_used');
  return {
    ok: true,
    value: await replyFor(deps, tx, { ...device, id }),
  };
}

async function replyFor(
  deps: ServerDeps,
  tx: Transaction,
  device: { id: string; unit: string; letter: string; confirmed: boolean },
): Promise<Reply> {
  return {
    deviceId: device.id,
    deviceLetter: device.letter,
    unit: device.unit,
    unitName: await unitNameOf(tx, device.unit),
    instance: deps.instance.id,
    epoch: deps.instance.epoch,
    isDemo: deps.instance.isDemo,
    confirmed: device.confirmed,
    keys: await readDistrictKeys(tx),
  };
}
