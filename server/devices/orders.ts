/** Orders to devices (shared/sync/orders.ts): signed with the district's key, repeated until the device says that it is done. */
import { randomUUID } from 'node:crypto';
import { CompactSign, importJWK } from 'jose';
import type { z } from 'zod';
import type { DeviceOrder, orderDoneRequest } from '../../shared/sync/orders.ts';
import { appendAudit } from '../audit.ts';
import { checkDeviceProof } from '../auth/device-proof.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { fail, type Answer } from '../http/answer.ts';
import { stopDevice } from './stop-device.ts';

/** Gives the order once: an open one of the same kind stands. */
export async function giveOrder(
  deps: ServerDeps,
  tx: Transaction,
  deviceId: string,
  kind: DeviceOrder['kind'],
): Promise<void> {
  const open = await tx.query(
    'SELECT 1 FROM orders WHERE device = $1 AND kind = $2 AND done_at IS NULL',
    [deviceId, kind],
  );
  if (open.length > 0) return;
  const at = isoNow(deps.clock);
  const order: DeviceOrder = { id: randomUUID(), kind, deviceId, instance: deps.instance.id, at };
  const rows = await tx.query<{ signing_key: string }>('SELECT signing_key FROM instance');
  const key = await importJWK(
    JSON.parse(rows[0]?.signing_key ?? '') as Record<string, string>,
    'EdDSA',
  );
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(order)))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'qb-order' })
    .sign(key);
  await tx.query(
    'INSERT INTO orders (id, device, kind, jws, ordered_at) VALUES ($1, $2, $3, $4, $5)',
    [order.id, deviceId, kind, jws, at],
  );
}

/** The device has erased itself; from now on it is nobody. Said twice is said once. */
export async function orderDone(
  deps: ServerDeps,
  request: z.infer<typeof orderDoneRequest>,
): Promise<Answer<object>> {
  const device = await checkDeviceProof(deps, request.deviceProof, { evenRevoked: true });
  if (!device.ok) return device;
  return deps.database.transaction(async (tx) => {
    const at = isoNow(deps.clock);
    const rows = await tx.query<{ fresh: boolean }>(
      `UPDATE orders SET done_at = coalesce(done_at, $3::timestamptz) WHERE id = $1 AND device = $2
       RETURNING done_at = $3::timestamptz AS fresh`,
      [request.orderId, device.value.id, at],
    );
    const row = rows[0];
    if (row === undefined) return fail('not_found');
    if (!row.fresh) return { ok: true, value: {} };
    await stopDevice(tx, device.value.id, at);
    await appendAudit(tx, {
      at,
      actor: '',
      device: device.value.id,
      verb: 'device wiped',
      subject: device.value.id,
      result: 'ok',
    });
    return { ok: true, value: {} };
  });
}
