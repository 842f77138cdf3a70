/** The HTTP server: limits, headers, one error shape, the endpoints. Logs say that something happened, never its content. */
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import { constants } from 'node:zlib';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { createPasswords } from '../auth/password.ts';
import { renewSession } from '../auth/session.ts';
import { sqlState } from '../database/database.ts';
import type { ServerDeps } from '../deps.ts';
import { visibilityOf } from '../docs/visibility.ts';
import { addAcross } from '../endpoints/across.ts';
import { addZones } from '../endpoints/zones.ts';
import { addDevices } from '../endpoints/devices.ts';
import { addExchange } from '../endpoints/exchange.ts';
import { addIntake } from '../endpoints/intake.ts';
import { addFiles } from '../endpoints/files.ts';
import { addLive } from '../endpoints/live.ts';
import { addRescue } from '../endpoints/rescue.ts';
import { addSignIn } from '../endpoints/sign-in.ts';
import { addSync } from '../endpoints/sync.ts';
import { createLiveHub, type LiveHub } from '../live/live-hub.ts';
import { channel, readNotice } from '../live/notices.ts';
import { hashBodies } from './body-hash.ts';
import { sendFailure } from './endpoint.ts';

export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Four megabytes: a full batch of records without photographs, several times over. */
const bodyLimit = 4 * 1024 * 1024;

/** Pages of records, for the sake of weak lines. Answers that carry tokens are smaller than this and stay as they are. */
const compression = {
  encodings: ['gzip' as const],
  threshold: 8 * 1024,
  // A third of the time of the default for nearly all of its gain.
  zlibOptions: { level: constants.Z_BEST_SPEED },
};

/** Builds the server; the caller listens and closes. */
export async function createServer(deps: ServerDeps, tls?: TlsFiles): Promise<FastifyInstance> {
  const options = { bodyLimit, logger: false, routerOptions: { maxParamLength: 100 } } as const;
  // The secure server has the same routes; the plain type is all that the rest needs to know.
  const app = (
    tls === undefined ? fastify(options) : fastify({ ...options, https: tls })
  ) as FastifyInstance;
  hashBodies(app);
  answerErrors(app, deps);
  logRequests(app, deps);
  await app.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } });
  await app.register(compress, compression);
  await app.register(rateLimit, {
    global: true,
    max: deps.settings.perMinute,
    timeWindow: '1 minute',
  });
  await app.register(websocket, { options: { maxPayload: 64 * 1024 } });
  const hub = createLiveHub({
    renew: (session) => renewSession(deps, session),
    scopesOf: async (session) =>
      (await visibilityOf(deps.database, session.actor, 'masters')).scopes,
    log: deps.log,
  });
  await hearNotices(deps, hub);
  app.addHook('preClose', async () => hub.closeAll());
  await app.register(async (routes) => {
    const passwords = createPasswords({
      random: deps.random,
      cost: deps.settings.passwordCost,
      longestLine: deps.settings.passwordLine,
    });
    addSignIn(routes, deps, passwords);
    addSync(routes, deps, passwords);
    addIntake(routes, deps);
    addFiles(routes, deps);
    addDevices(routes, deps);
    addAcross(routes, deps);
    addZones(routes, deps);
    addLive(routes, deps, hub);
    addExchange(routes, deps);
    addRescue(routes, deps);
  });
  return app;
}

async function hearNotices(deps: ServerDeps, hub: LiveHub): Promise<void> {
  const heard = async (payload: string) => {
    const notice = readNotice(payload);
    if (notice === null) return;
    if ('poke' in notice) await hub.poke(notice);
    else await hub.recheck();
  };
  const reportTrouble = (error: unknown) =>
    deps.log.warn({ err: nameOf(error) }, 'live notice failed');
  await deps.database.listen(
    channel,
    (payload) => void heard(payload).catch(reportTrouble),
    () => void hub.pokeAll().catch(reportTrouble),
  );
}

function answerErrors(app: FastifyInstance, deps: ServerDeps): void {
  app.setNotFoundHandler((_request, reply) => sendFailure(reply, { code: 'not_found' }));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 429) {
      const seconds = Number(reply.getHeader('retry-after') ?? 60);
      return sendFailure(reply, { code: 'too_many', params: { seconds } });
    }
    if (status >= 400 && status < 500) return sendFailure(reply, { code: 'bad_request' }, status);
    return answerTrouble(deps, error, request.routeOptions.url ?? '', reply);
  });
}

/** The message of an unexpected error may quote data: only its kind and where it arose go to the log. */
function answerTrouble(
  deps: ServerDeps,
  error: Error,
  route: string,
  reply: FastifyReply,
): FastifyReply {
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '));
  deps.log.error(
    { err: error.name, sqlState: sqlState(error), route, at: frames.slice(0, 6) },
    'request failed',
  );
  return sendFailure(reply, { code: 'internal' });
}

function logRequests(app: FastifyInstance, deps: ServerDeps): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    deps.log.info(
      { method, route: routeOptions.url ?? '', status: reply.statusCode, ms },
      'request',
    );
  });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
