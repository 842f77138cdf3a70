/** An endpoint is a value: path, who may call, shape of the body, what it does. One function turns it into a route. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { errorCodes } from '../../shared/sync/protocol.ts';
import { openSession, type Session } from '../auth/session.ts';
import { checkWriteProof, type Written } from '../auth/write-proof.ts';
import type { ServerDeps } from '../deps.ts';
import { fail, type Answer, type Failure } from '../http/answer.ts';
import { ReadyJson } from './ready-json.ts';
import { bodyHashOf } from './body-hash.ts';
import { jsonTrouble } from './json-limits.ts';

export interface Endpoint<In> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: z.ZodType<In>;
  /** Parts of the body whose text is judged later, row by row. */
  readonly lenient?: readonly string[];
  /** Changes something: the device signs each request. */
  readonly write?: boolean;
  /** Requests per minute and address, where it is not the usual number. */
  readonly perMinute?: number;
  /** Bytes of a body, where it may be larger than usual. */
  readonly bodyLimit?: number;
}

export interface OpenEndpoint<In> extends Endpoint<In> {
  readonly handle: (input: In) => Promise<Answer<unknown>>;
}

export interface SessionEndpoint<In> extends Endpoint<In> {
  readonly handle: (session: Session, input: In) => Promise<Answer<unknown>>;
}

/** A route that anybody may call. */
export function addOpen<In>(app: FastifyInstance, endpoint: OpenEndpoint<In>): void {
  route(app, endpoint, async (request) => {
    const input = readBody(endpoint, request.body);
    return input.ok ? endpoint.handle(input.value) : input;
  });
}

/** A route for a signed-in user on an enrolled device: identity first, then shape, then work. */
export function addForSession<In>(
  app: FastifyInstance,
  deps: ServerDeps,
  endpoint: SessionEndpoint<In>,
): void {
  route(app, endpoint, async (request) => {
    const act = `${endpoint.method} ${endpoint.path}`;
    const session = await admit(deps, request, {
      proof: endpoint.write === true ? { act, bodyHash: bodyHashOf(request) } : null,
      perDeviceMinute: deps.settings.perDeviceMinute,
    });
    if (!session.ok) return session;
    const input = readBody(endpoint, request.body);
    return input.ok ? endpoint.handle(session.value, input.value) : input;
  });
}

export interface Admission {
  /** What the device must have signed; null where nothing is written. */
  readonly proof: Pick<Written, 'act' | 'bodyHash' | 'repeatable'> | null;
  readonly perDeviceMinute: number;
  /** Counts apart from the usual requests. */
  readonly lane?: string;
}

/** Who asks: a good token, not too often, and the device's own signature where something is written. */
export async function admit(
  deps: ServerDeps,
  request: FastifyRequest,
  { proof, perDeviceMinute, lane = '' }: Admission,
): Promise<Answer<Session>> {
  const token = bearerOf(request);
  const session = await openSession(deps, token);
  if (!session.ok) return session;
  const { userId, deviceId } = session.value;
  const within = deps.limits.take(
    [`${lane}device ${deviceId}`, `${lane}user ${userId}`],
    perDeviceMinute,
  );
  if (!within.ok) return within;
  if (proof === null) return session;
  const proved = await checkWriteProof(deps, session.value, {
    ...proof,
    proof: headerOf(request, 'device-proof'),
    token,
  });
  return proved.ok ? session : proved;
}

/** The one shape of every error. */
export function sendFailure(reply: FastifyReply, failure: Failure, status?: number): FastifyReply {
  const { code, params, orders } = failure;
  const body = {
    code,
    ...(params === undefined ? {} : { params }),
    ...(orders === undefined ? {} : { orders }),
  };
  // Whoever is told to wait hears it where HTTP says it, too.
  if ([429, 503].includes(errorCodes[code].status))
    reply.header('retry-after', params?.['seconds'] ?? 60);
  return reply.code(status ?? errorCodes[failure.code].status).send(body);
}

function route(
  app: FastifyInstance,
  endpoint: Endpoint<never> | Endpoint<unknown>,
  answer: (request: FastifyRequest) => Promise<Answer<unknown>>,
): void {
  const { perMinute, bodyLimit } = endpoint;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    ...(perMinute === undefined
      ? {}
      : { config: { rateLimit: { max: perMinute, timeWindow: '1 minute' } } }),
    handler: async (request, reply) => {
      const result = await answer(request);
      if (!result.ok) return sendFailure(reply, result.failure);
      if (!(result.value instanceof ReadyJson)) return reply.send(result.value);
      return reply.type('application/json; charset=utf-8').send(result.value.text);
    },
  });
}

function readBody<In>(endpoint: Endpoint<In>, body: unknown): Answer<In> {
  const strict =
    typeof body === 'object' && body !== null ? without(body, endpoint.lenient ?? []) : body;
  if (jsonTrouble(strict) !== null) return fail('bad_request');
  const parsed = endpoint.body.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  return fail('bad_request', { field: field.slice(0, 100) });
}

function without(body: object, keys: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)));
}

function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function bearerOf(request: FastifyRequest): string {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  return scheme === 'Bearer' && token !== undefined ? token : '';
}
