/** USB exchange at the district's desk (shared/exchange/desk-protocol.ts). For the district's own officers and administrators only. */
import type { FastifyInstance } from 'fastify';
import { isDistrictActor, type Role } from '../../shared/access/actor.ts';
import {
  lookRequest,
  makeRequest,
  registerRequest,
  takeRequest,
} from '../../shared/exchange/desk-protocol.ts';
import { limits } from '../../shared/exchange/format.ts';
import type { Refusal } from '../../shared/exchange/refusals.ts';
import type { Result } from '../../shared/result.ts';
import type { Session } from '../auth/session.ts';
import type { ServerDeps } from '../deps.ts';
import { makeDownward } from '../exchange/make-downward.ts';
import { readRegister } from '../exchange/register.ts';
import { lookInto, takeUpward } from '../exchange/take-upward.ts';
import { fail, type Answer } from '../http/answer.ts';
import { addForSession } from '../http/endpoint.ts';

const handlers: ReadonlySet<Role> = new Set(['D', 'A']);
/** A whole bundle and its JSON quotes. */
const bodyLimit = limits.fileChars + 64 * 1024;

export function addExchange(app: FastifyInstance, deps: ServerDeps): void {
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/exchange/look',
    write: true,
    body: lookRequest,
    bodyLimit,
    handle: async (session, { text }) =>
      refuseOthers(session) ?? answer(await lookInto(deps, text)),
  });
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/exchange/take',
    write: true,
    body: takeRequest,
    bodyLimit,
    handle: async (session, input) =>
      refuseOthers(session) ??
      answer(await takeUpward(deps, { ...input, handler: handlerOf(session) })),
  });
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/exchange/make',
    write: true,
    body: makeRequest,
    handle: async (session, { device, mediaNo }) =>
      refuseOthers(session) ??
      answer(
        await makeDownward(deps, {
          device,
          mediaNo,
          handler: handlerOf(session),
          answered: null,
        }),
      ),
  });
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/exchange/register',
    write: true,
    body: registerRequest,
    handle: async (session) =>
      refuseOthers(session) ?? { ok: true, value: await readRegister(deps.database) },
  });
}

/** To anybody else these paths do not exist. */
function refuseOthers({ actor }: Session): ReturnType<typeof fail> | null {
  const may = isDistrictActor(actor) && actor.roles.some((role) => handlers.has(role));
  return may ? null : fail('not_found');
}

function handlerOf({ actor }: Session) {
  return { id: actor.userId, name: actor.name };
}

function answer<T>(result: Result<T, Refusal>): Answer<unknown> {
  return {
    ok: true,
    value: result.ok ? result : { ok: false, refusal: result.error },
  };
}
