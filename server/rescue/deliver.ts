/**
 * Takes a box from a device, revoked or not, part by part (shared/rescue/delivery-protocol.ts). What was answered is kept; the receipt is
 * given only when every part is there, opens, and holds what the head promises.
 */
import type { z } from 'zod';
import type { RescueHead } from '../../shared/rescue/box-format.ts';
import type {
  rescueBegin,
  rescueFinish,
  rescuePart,
  RescueStanding,
} from '../../shared/rescue/delivery-protocol.ts';
import { appendAudit } from '../audit.ts';
import { checkDeviceProof, type Device } from '../auth/device-proof.ts';
import { raiseRescueWall } from '../database/wall.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { fail, type Answer } from '../http/answer.ts';
import { readServerKeys } from '../keys/district-keys.ts';
import { hashOf, openPart, readHead, signReceipt } from './box-crypto.ts';
import { createContents, writeItems } from './contents.ts';

interface Box {
  readonly id: string;
  readonly userId: string;
  readonly head: string;
  readonly parts: number;
  readonly receipt: string | null;
}

/** Begins a box, or says where one that was cut off goes on. */
export async function beginBox(
  deps: ServerDeps,
  request: z.infer<typeof rescueBegin>,
): Promise<Answer<RescueStanding>> {
  const device = await checkDeviceProof(deps, request.deviceProof, { evenRevoked: true });
  if (!device.ok) return device;
  const head = await readHead(await keyOf(deps, device.value.id), request.head);
  if (head === null || head.device !== device.value.id || head.instance !== deps.instance.id)
    return fail('bad_request', { field: 'head' });
  const refused = await refusalOf(deps, device.value, head);
  if (refused !== null) return fail('forbidden', { reason: refused });
  return deps.database.transaction(async (tx) => {
    await raiseRescueWall(tx, { userId: head.userId, deviceId: device.value.id }, 'delivery');
    await tx.query(
      `INSERT INTO rescue_boxes (id, device, user_id, reason, head, parts, made_at, begun_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
      [
        head.id,
        head.device,
        head.userId,
        // The device knows its order, not what was decided about it.
        device.value.revoked && head.reason === 'wipe' ? 'revoked' : head.reason,
        request.head,
        head.parts.length,
        head.madeAt,
        isoNow(deps.clock),
      ],
    );
    const box = await boxOf(tx, head.id);
    return box === null || box.head !== request.head
      ? fail('bad_request', { field: 'head' })
      : standing(tx, box);
  });
}

/** Keeps one part; one that comes twice, or out of turn, changes nothing. */
export async function takePart(
  deps: ServerDeps,
  request: z.infer<typeof rescuePart>,
): Promise<Answer<RescueStanding>> {
  return onBox(deps, request, async (tx, box, head) => {
    const wanted = await countParts(tx, box.id);
    if (request.number === wanted && wanted < box.parts) {
      if (hashOf(request.part) !== head.parts[wanted])
        return fail('bad_request', { field: 'part' });
      await tx.query(
        'INSERT INTO rescue_parts (box, number, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [box.id, wanted, request.part],
      );
    }
    return standing(tx, box);
  });
}

/** Opens and counts the box, and signs for it. Said again, it answers the same receipt. */
export async function finishBox(
  deps: ServerDeps,
  request: z.infer<typeof rescueFinish>,
): Promise<Answer<RescueStanding>> {
  const keys = await readServerKeys(deps.database);
  return onBox(deps, request, async (tx, box, head, device) => {
    if (box.receipt !== null || (await countParts(tx, box.id)) < box.parts)
      return standing(tx, box);
    const contents = createContents();
    for (let number = 0; number < box.parts; number += 1) {
      const [row] = await tx.query<{ body: string }>(
        'SELECT body FROM rescue_parts WHERE box = $1 AND number = $2',
        [box.id, number],
      );
      const lines = await openPart(keys.exchange, row?.body ?? '');
      if (lines === null) return fail('bad_request', { field: 'sealed' });
      contents.add(number, lines);
    }
    const counts = contents.counts();
    if (counts.rows !== head.rows || counts.drafts !== head.drafts || counts.files !== head.files)
      return fail('bad_request', { field: 'counts' });
    await writeItems(tx, box.id, contents.items());
    const at = isoNow(deps.clock);
    const receipt = await signReceipt(keys.signing, {
      boxId: box.id,
      deviceId: device.id,
      instance: deps.instance.id,
      head: hashOf(box.head),
      at,
    });
    await tx.query('UPDATE rescue_boxes SET closed_at = $2, receipt = $3 WHERE id = $1', [
      box.id,
      at,
      receipt,
    ]);
    await appendAudit(tx, {
      at,
      actor: box.userId,
      device: device.id,
      verb: 'rescue arrived',
      subject: box.id,
      result: `${counts.rows}/${counts.drafts}/${counts.files}`,
    });
    return { ok: true, value: { next: box.parts, receipt } };
  });
}

/** Only for somebody who has signed in on this device; after it was revoked, one box and no more. */
async function refusalOf(
  deps: ServerDeps,
  device: Device,
  head: RescueHead,
): Promise<'user' | 'delivered' | null> {
  const rows = await deps.database.query<{ known: boolean; delivered: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM families f WHERE f.device = d.id AND f.user_id = $2) AS known,
       EXISTS (SELECT 1 FROM rescue_boxes b WHERE b.device = d.id AND b.user_id = $2 AND b.id <> $3
         AND b.reason <> 'scope_lost' AND b.closed_at >= d.revoked_at) AS delivered
     FROM devices d WHERE d.id = $1`,
    [device.id, head.userId, head.id],
  );
  if (rows[0]?.known !== true) return 'user';
  return device.revoked && rows[0].delivered ? 'delivered' : null;
}

async function onBox(
  deps: ServerDeps,
  request: { readonly deviceProof: string; readonly boxId: string },
  work: (
    tx: Transaction,
    box: Box,
    head: RescueHead,
    device: Device,
  ) => Promise<Answer<RescueStanding>>,
): Promise<Answer<RescueStanding>> {
  const device = await checkDeviceProof(deps, request.deviceProof, { evenRevoked: true });
  if (!device.ok) return device;
  const key = await keyOf(deps, device.value.id);
  return deps.database.transaction(async (tx) => {
    await raiseRescueWall(tx, { userId: '', deviceId: device.value.id }, 'delivery');
    const box = await boxOf(tx, request.boxId);
    const head = box === null ? null : await readHead(key, box.head);
    if (box === null || head === null) return fail('not_found');
    return work(tx, box, head, device.value);
  });
}

async function boxOf(tx: Transaction, id: string): Promise<Box | null> {
  const rows = await tx.query<Box>(
    'SELECT id, user_id AS "userId", head, parts, receipt FROM rescue_boxes WHERE id = $1',
    [id],
  );
  return rows[0] ?? null;
}

async function countParts(tx: Transaction, box: string): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM rescue_parts WHERE box = $1',
    [box],
  );
  return rows[0]?.count ?? 0;
}

async function standing(tx: Transaction, box: Box): Promise<Answer<RescueStanding>> {
  return { ok: true, value: { next: await countParts(tx, box.id), receipt: box.receipt } };
}

async function keyOf(deps: ServerDeps, device: string): Promise<string> {
  const rows = await deps.database.query<{ public_key: string }>(
    'SELECT public_key FROM devices WHERE id = $1',
    [device],
  );
  return rows[0]?.public_key ?? '';
}
