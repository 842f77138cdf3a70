/**
 * A bundle that a device sent by hand: is it for this district, from an enrolled device, unchanged, and on behalf of somebody who may
 * still push from there? Decided anew each time, as for a request over the network.
 */
import { openBundle, peekBundle } from '../../shared/exchange/read-bundle.ts';
import {
  upMessage,
  type BundleHeader,
  type Opening,
  type UpMessage,
} from '../../shared/exchange/format.ts';
import { refusal, type Refusal } from '../../shared/exchange/refusals.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { activeActor } from '../auth/login.ts';
import type { Session } from '../auth/session.ts';
import type { Queries } from '../database/database.ts';
import type { ServerDeps } from '../deps.ts';
import { versionTrouble } from '../endpoints/versions.ts';
import { readServerKeys } from '../keys/district-keys.ts';
import { bundleReader, fromBase64Url, sha256 } from './bundle-crypto.ts';

export interface UpwardBundle {
  readonly header: BundleHeader;
  readonly opening: Opening;
  readonly messages: readonly UpMessage[];
  readonly session: Session;
  readonly checksum: string;
  /**
   * Made before a backup was restored here: none of it is taken, because the device must settle with the restored state first. It is
   * answered all the same, for an office without network hears of the restore in no other way.
   */
  readonly isFromBefore: boolean;
}

export interface ExchangeDevice {
  readonly id: string;
  readonly unit: string;
  readonly letter: string;
  readonly name: string;
  readonly publicKey: string;
  readonly revoked: boolean;
  /** The district has compared its fingerprint. */
  readonly confirmed: boolean;
}

export async function openUpward(
  deps: ServerDeps,
  text: string,
): Promise<Result<UpwardBundle, Refusal>> {
  const claimed = peekBundle(fromBase64Url, text);
  if (!claimed.ok) return claimed;
  const wrong = wrongAddress(deps, claimed.value);
  if (wrong !== null) return err(wrong);
  const device = await findDevice(deps.database, claimed.value.device);
  if (device === undefined) return err(refusal('unknown_device'));
  const { exchange } = await readServerKeys(deps.database);
  const port = bundleReader({ deviceKey: device.publicKey, exchange });
  const opened = await openBundle(port, text, upMessage);
  if (!opened.ok) return opened;
  if (device.revoked) return err(refusal('device_revoked'));
  if (!device.confirmed) return err(refusal('device_pending'));
  const [opening, ...messages] = opened.value.messages;
  if (opening?.kind !== 'opening') return err(refusal('damaged'));
  if (versionTrouble(opening.versions) !== null) return err(refusal('newer_format'));
  const session = await sessionOf(deps, device, opening.userId);
  if (session === null) return err(refusal('user_refused'));
  const { header } = opened.value;
  const isFromBefore = header.epoch < deps.instance.epoch;
  return ok({ header, opening, messages, session, checksum: sha256(text), isFromBefore });
}

export async function findDevice(
  queries: Queries,
  id: string,
): Promise<ExchangeDevice | undefined> {
  const rows = await queries.query<ExchangeDevice>(
    `SELECT id, unit, letter, name, public_key AS "publicKey", revoked_at IS NOT NULL AS revoked,
       confirmed_at IS NOT NULL AS confirmed
     FROM devices WHERE id = $1`,
    [id],
  );
  return rows[0];
}

/** Somebody in service who has signed in on this device, with the rights of today; null for anybody else. */
export async function sessionOf(
  deps: Pick<ServerDeps, 'database'>,
  device: Pick<ExchangeDevice, 'id' | 'unit'>,
  userId: string,
): Promise<Session | null> {
  const rows = await deps.database.query<{ family: string; disabled: boolean }>(
    `SELECT f.id AS family, c.disabled FROM families f JOIN credentials c ON c.user_id = f.user_id
     WHERE f.user_id = $1 AND f.device = $2 ORDER BY f.created_at DESC LIMIT 1`,
    [userId, device.id],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const actor = await activeActor(deps, userId, row.disabled, device);
  return actor.ok ? { userId, deviceId: device.id, family: row.family, actor: actor.value } : null;
}

function wrongAddress(deps: ServerDeps, header: BundleHeader): Refusal | null {
  if (header.kind !== 'up') return refusal('wrong_direction_down');
  if (header.isDemo !== deps.instance.isDemo) return refusal('demo_mixed');
  if (header.instance !== deps.instance.id) return refusal('other_district');
  return header.epoch > deps.instance.epoch ? refusal('other_epoch') : null;
}
