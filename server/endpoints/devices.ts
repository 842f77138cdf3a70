/** The device board and moves between units: for roles A and D of the district's own desk. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  codeRequest,
  confirmRequest,
  deviceAct,
  moveRequest,
  preflightRequest,
} from '../../shared/sync/devices-protocol.ts';
import { orderDoneRequest } from '../../shared/sync/orders.ts';
import { createCode } from '../admin/devices.ts';
import type { Session } from '../auth/session.ts';
import type { ServerDeps } from '../deps.ts';
import { confirmDevice, revokeDevice, wipeDevice, type Acted } from '../devices/act-on-device.ts';
import { deviceBoard } from '../devices/board.ts';
import { mayAdminister } from '../devices/may-administer.ts';
import { orderDone } from '../devices/orders.ts';
import { preflight } from '../devices/preflight.ts';
import { fail, type Answer } from '../http/answer.ts';
import { addForSession, addOpen } from '../http/endpoint.ts';
import { moveRecords } from '../moves/move-records.ts';

export function addDevices(app: FastifyInstance, deps: ServerDeps): void {
  const add = <In>(
    path: string,
    body: z.ZodType<In>,
    handle: (session: Session, input: In) => Promise<Answer<unknown>>,
    write = true,
  ) =>
    addForSession(app, deps, {
      method: 'POST',
      path,
      body,
      write,
      handle: async (session, input) =>
        mayAdminister(session.actor) ? handle(session, input) : fail('forbidden'),
    });

  add('/v1/devices', z.strictObject({}), async () => good(await deviceBoard(deps)), false);
  add('/v1/devices/confirm', confirmRequest, async (session, input) =>
    acted(await confirmDevice(deps, session, input.deviceId, input.fingerprint)),
  );
  add('/v1/devices/revoke', deviceAct, async (session, input) =>
    acted(await revokeDevice(deps, session, input.deviceId)),
  );
  add('/v1/devices/wipe', deviceAct, async (session, input) =>
    acted(await wipeDevice(deps, session, input.deviceId)),
  );
  add('/v1/devices/code', codeRequest, async (session, input) => {
    const made = await createCode(deps, input.unit, { by: session });
    return made.ok ? good({ code: made.code, expiresAt: made.expiresAt }) : fail('not_found');
  });
  add(
    '/v1/devices/preflight',
    preflightRequest,
    async (_session, input) => good(await preflight(deps, input.unit)),
    false,
  );
  add('/v1/moves', moveRequest, async (session, input) => {
    const mover = { ...session, name: session.actor.name };
    const moved = await moveRecords(deps, mover, input);
    return moved.ok
      ? good({ records: moved.records, events: moved.events })
      : fail('not_found', { what: moved.code });
  });
  addOpen(app, {
    method: 'POST',
    path: '/v1/orders/done',
    body: orderDoneRequest,
    perMinute: deps.settings.signInsPerMinute,
    handle: (input) => orderDone(deps, input),
  });
}

function acted(result: Acted): Answer<object> {
  if (result === 'done') return good({});
  return result === 'unknown' ? fail('not_found') : fail('forbidden', { reason: result });
}

function good<T>(value: T): Answer<T> {
  return { ok: true, value };
}
