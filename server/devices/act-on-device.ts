/** What an administrator does to a device. Each is one transaction and one line in the audit chain. */
import { appendAudit } from '../audit.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { tellAccessChanged } from '../live/notices.ts';
import { fingerprintOfKey } from './board.ts';
import { giveOrder } from './orders.ts';
import { stopDevice } from './stop-device.ts';

export interface Administrator {
  readonly userId: string;
  /** '' from the command line. */
  readonly deviceId: string;
}

export type Acted = 'done' | 'unknown' | 'other_fingerprint';

/** Lets a pending device in, if its fingerprint is the one that was compared. */
export async function confirmDevice(
  deps: ServerDeps,
  who: Administrator,
  id: string,
  fingerprint: string,
): Promise<Acted> {
  return deps.database.transaction(async (tx) => {
    const rows = await tx.query<{ public_key: string }>(
      'SELECT public_key FROM devices WHERE id = $1 AND revoked_at IS NULL FOR UPDATE',
      [id],
    );
    const key = rows[0]?.public_key;
    if (key === undefined) return 'unknown';
    const seen = fingerprint.replace(/\D/g, '');
    if (seen !== (await fingerprintOfKey(key)).replaceAll(' ', '')) {
      await note(deps, tx, who, 'device confirm', id, 'other_fingerprint');
      return 'other_fingerprint';
    }
    await tx.query(
      'UPDATE devices SET confirmed_at = coalesce(confirmed_at, $2::timestamptz) WHERE id = $1',
      [id, isoNow(deps.clock)],
    );
    await note(deps, tx, who, 'device confirm', id, 'ok');
    return 'done';
  });
}

/**
 * Stops a device at once, open connections included. It is ordered to hand over what it has not sent and to erase itself: what a
 * device may not have any more does not stay there, and nothing of it is lost (server/rescue).
 */
export async function revokeDevice(
  deps: ServerDeps,
  who: Administrator,
  id: string,
): Promise<Acted> {
  return deps.database.transaction(async (tx) => {
    if (!(await stopDevice(tx, id, isoNow(deps.clock)))) return 'unknown';
    await giveOrder(deps, tx, id, 'wipe');
    await note(deps, tx, who, 'device revoke', id, 'ok');
    return 'done';
  });
}

/** Orders the device to send what it has and erase itself; it hears of it at its next contact, stopped or not. */
export async function wipeDevice(deps: ServerDeps, who: Administrator, id: string): Promise<Acted> {
  return deps.database.transaction(async (tx) => {
    const rows = await tx.query('SELECT 1 FROM devices WHERE id = $1', [id]);
    if (rows.length === 0) return 'unknown';
    await giveOrder(deps, tx, id, 'wipe');
    await tellAccessChanged(tx);
    await note(deps, tx, who, 'device wipe', id, 'ordered');
    return 'done';
  });
}

async function note(
  deps: ServerDeps,
  tx: Transaction,
  who: Administrator,
  verb: string,
  subject: string,
  result: string,
): Promise<void> {
  const at = isoNow(deps.clock);
  await appendAudit(tx, { at, actor: who.userId, device: who.deviceId, verb, subject, result });
}
