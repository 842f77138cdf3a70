/**
 * Speaks HTTP with the district server (shared/sync/protocol.ts). Every reply is checked; every way it can fail comes back as a
 * Failure that the page can show. Never throws, never logs content, never puts a secret into a URL.
 */
import { z } from 'zod';
import type { Failure } from '../../../shared/bridge/errors.ts';
import {
  digestReply,
  enrolReply,
  errorBody,
  healthReply,
  nothingReply,
  pullReply,
  pushReply,
  tokenReply,
  type CheckpointVector,
  type DeviceReport,
  type DigestReply,
  type PullReply,
  type PushRequest,
  type SyncCollection,
  type TokenReply,
  type Versions,
} from '../../../shared/sync/protocol.ts';
import { signedOrders } from '../../../shared/sync/orders.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { WriteToSign } from './device-proof.ts';
import { failureOfCode } from './failure-codes.ts';
import { failureOfUnreached } from './unreached.ts';

export type Answer<T> = Result<T, Failure>;

export interface DistrictClientDeps {
  readonly server: string;
  readonly fetch: typeof fetch;
  /** Epoch milliseconds of this machine. */
  readonly now: () => number;
  readonly versions: Versions;
  /** Signs what writes (`Device-Proof`); missing before the device is enrolled. */
  readonly signWrite?: (write: WriteToSign, serverNow: number) => Promise<string>;
  /** Told every order that an answer or a refusal carries (orders.ts); nothing about them is checked here. */
  readonly onOrders?: (orders: readonly string[]) => void;
}

interface SendOptions {
  readonly body?: unknown;
  readonly accessToken?: string;
  readonly timeout?: number;
  readonly write?: boolean;
}

export interface DistrictClient {
  readonly server: string;
  enrol(input: {
    code: string;
    deviceName: string;
    devicePublicKey: { kty: 'OKP'; crv: 'Ed25519'; x: string };
  }): Promise<Answer<z.infer<typeof enrolReply>>>;
  health(): Promise<Answer<z.infer<typeof healthReply>>>;
  login(input: {
    login: string;
    password: string;
    deviceProof: string;
  }): Promise<Answer<TokenReply>>;
  token(input: { refreshToken: string; deviceProof: string }): Promise<Answer<TokenReply>>;
  push(
    accessToken: string,
    input: Pick<PushRequest, 'requestId' | 'collection' | 'rows'>,
  ): Promise<Answer<z.infer<typeof pushReply>>>;
  pull(
    accessToken: string,
    input: {
      collection: SyncCollection;
      checkpoint: CheckpointVector;
      limit: number;
      fresh?: string[];
      report?: DeviceReport;
    },
  ): Promise<Answer<PullReply>>;
  /** `known`: what is held here, by `stateHash`; for those that fit nothing but `same` comes back. */
  digest(
    accessToken: string,
    collections: readonly SyncCollection[],
    known?: Readonly<Partial<Record<SyncCollection, string>>>,
  ): Promise<Answer<DigestReply>>;
  password(
    accessToken: string,
    input: { oldPassword: string; newPassword: string },
  ): Promise<Answer<object>>;
  /** Any other question of this device's account, answered in the shape of `schema`; `write` signs it. */
  ask<T extends object>(
    accessToken: string,
    path: string,
    schema: z.ZodType<T>,
    body: object,
    options?: { readonly write?: boolean },
  ): Promise<Answer<T>>;
  /** A question whose body proves the device by itself, without a person signed in. */
  askOpen<T extends object>(path: string, schema: z.ZodType<T>, body: object): Promise<Answer<T>>;
  /** Milliseconds this machine's clock is ahead of the server's, by the last answer; null before the first. */
  clockOffset(): number | null;
  liveUrl(): string;
}

/** A stalled connection must not hold up the next try. Milliseconds. */
const timeout = 20_000;
const bulkTimeout = 60_000;

export function createDistrictClient(deps: DistrictClientDeps): DistrictClient {
  const { server, versions } = deps;
  let offset: number | null = null;

  async function send<T extends object>(
    path: string,
    schema: z.ZodType<T>,
    options: SendOptions = {},
  ): Promise<Answer<T>> {
    const reached = await reach(path, options);
    if (!reached.ok) return reached;
    const response = reached.value;
    measureClock(response);
    const body = await readJson(response);
    hearOrders(body);
    if (!response.ok) return err(failureOfStatus(response.status, body));
    const parsed = schema.safeParse(body);
    if (!parsed.success) return err({ code: 'E_SERVER_GARBLED', params: { server } });
    refineClock(parsed.data);
    return ok(parsed.data);
  }

  async function reach(path: string, options: SendOptions): Promise<Answer<Response>> {
    const body = options.body === undefined ? undefined : JSON.stringify(options.body);
    try {
      const response = await deps.fetch(`${server}${path}`, {
        method: options.body === undefined ? 'GET' : 'POST',
        // A redirect would hand the token to somebody else.
        redirect: 'error',
        signal: AbortSignal.timeout(options.timeout ?? timeout),
        headers: {
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(options.accessToken === undefined
            ? {}
            : { authorization: `Bearer ${options.accessToken}` }),
          ...(await proofFor(path, options, body ?? '')),
        },
        ...(body === undefined ? {} : { body }),
      });
      return ok(response);
    } catch (error) {
      return err(failureOfUnreached(error, server));
    }
  }

  async function proofFor(
    path: string,
    { accessToken, write }: SendOptions,
    body: string,
  ): Promise<Record<string, string>> {
    if (write !== true || accessToken === undefined || deps.signWrite === undefined) return {};
    const serverNow = deps.now() - (offset ?? 0);
    return {
      'device-proof': await deps.signWrite({ act: `POST ${path}`, accessToken, body }, serverNow),
    };
  }

  /** The Date header is exact to a second, which is enough to word a warning and to date a device proof. */
  function measureClock(response: Response): void {
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) offset = deps.now() - date;
  }

  function hearOrders(body: unknown): void {
    const parsed = z.object({ orders: signedOrders }).safeParse(body);
    if (parsed.success && parsed.data.orders.length > 0) deps.onOrders?.(parsed.data.orders);
  }

  /** Most replies say the time exactly. */
  function refineClock(reply: unknown): void {
    const time =
      typeof reply === 'object' && reply !== null && 'serverTime' in reply
        ? Date.parse(String(reply.serverTime))
        : Number.NaN;
    if (!Number.isNaN(time)) offset = deps.now() - time;
  }

  function failureOfStatus(status: number, body: unknown): Failure {
    const parsed = errorBody.safeParse(body);
    if (parsed.success) return failureOfCode(parsed.data.code, parsed.data.params ?? {}, status);
    return status >= 500
      ? { code: 'E_SERVER_TROUBLE', params: { status } }
      : { code: 'E_SERVER_GARBLED', params: { server } };
  }

  return {
    server,
    enrol: (input) => send('/v1/enrol', enrolReply, { body: { ...input, versions } }),
    health: () => send('/v1/health', healthReply),
    login: (body) => send('/v1/login', tokenReply, { body }),
    token: (body) => send('/v1/token', tokenReply, { body }),
    push: (accessToken, input) =>
      send('/v1/push', pushReply, {
        accessToken,
        write: true,
        body: { ...input, versions },
        timeout: bulkTimeout,
      }),
    pull: (accessToken, input) =>
      send('/v1/pull', pullReply, {
        accessToken,
        body: { ...input, versions },
        timeout: bulkTimeout,
      }),
    digest: (accessToken, collections, known) =>
      send('/v1/digest', digestReply, {
        accessToken,
        body: known === undefined ? { collections } : { collections, known },
      }),
    password: (accessToken, body) =>
      send('/v1/password', nothingReply, { accessToken, body, write: true }),
    ask: (accessToken, path, schema, body, options) =>
      send(path, schema, { accessToken, body, timeout: bulkTimeout, ...options }),
    askOpen: (path, schema, body) => send(path, schema, { body, timeout: bulkTimeout }),
    clockOffset: () => offset,
    liveUrl: () => `${server.replace(/^http/, 'ws')}/v1/live`,
  };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // Not JSON: some other program answers at this address. The schema check that follows says so.
    return undefined;
  }
}
