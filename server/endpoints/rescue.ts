/** 抢救箱: boxes come from devices, even revoked ones; the desk that looks after devices decides; everybody may ask about the own work. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { rescueBegin, rescueFinish, rescuePart } from '../../shared/rescue/delivery-protocol.ts';
import { rescueDecide, rescueLook } from '../../shared/rescue/desk-protocol.ts';
import type { Session } from '../auth/session.ts';
import type { ServerDeps } from '../deps.ts';
import { mayAdminister } from '../devices/may-administer.ts';
import { fail, type Answer } from '../http/answer.ts';
import { addForSession, addOpen } from '../http/endpoint.ts';
import { decideItems } from '../rescue/decide.ts';
import { beginBox, finishBox, takePart } from '../rescue/deliver.ts';
import { ownBoxes } from '../rescue/own-boxes.ts';
import { listBoxes, lookIntoBox } from '../rescue/read-box.ts';

/** A box of an office that was away for weeks is some hundred parts. */
const partsPerMinute = 1200;

export function addRescue(app: FastifyInstance, deps: ServerDeps): void {
  const deliver = <In>(
    path: string,
    body: z.ZodType<In>,
    handle: (input: In) => Promise<Answer<unknown>>,
  ) => addOpen(app, { method: 'POST', path, body, perMinute: partsPerMinute, handle });
  deliver('/v1/rescue/begin', rescueBegin, (input) => beginBox(deps, input));
  deliver('/v1/rescue/part', rescuePart, (input) => takePart(deps, input));
  deliver('/v1/rescue/finish', rescueFinish, (input) => finishBox(deps, input));

  const desk = <In>(
    path: string,
    body: z.ZodType<In>,
    write: boolean,
    handle: (session: Session, input: In) => Promise<unknown>,
  ) =>
    addForSession(app, deps, {
      method: 'POST',
      path,
      body,
      write,
      handle: async (session, input) => {
        if (!mayAdminister(session.actor)) return fail('forbidden');
        const value = await handle(session, input);
        return value === null ? fail('not_found') : { ok: true, value };
      },
    });
  desk('/v1/rescue/boxes', z.strictObject({}), false, (session) => listBoxes(deps, session));
  desk('/v1/rescue/look', rescueLook, true, (session, { boxId, from }) =>
    lookIntoBox(deps, session, boxId, from),
  );
  desk('/v1/rescue/decide', rescueDecide, true, (session, input) =>
    decideItems(deps, session, input),
  );
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/rescue/mine',
    body: z.strictObject({}),
    handle: async (session) => ({ ok: true, value: await ownBoxes(deps, session) }),
  });
}
