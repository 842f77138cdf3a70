/** What every district test starts from: a running server with an own clock, devices that speak real HTTP, sample records. */
import { createHash, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { z } from 'zod';
import { districtUnit, type Role } from '../../shared/access/actor.ts';
import {
  digestReply,
  enrolReply,
  protocolVersion,
  pullReply,
  pushReply,
  tokenReply,
  type CheckpointVector,
  type SyncCollection,
  type TokenReply,
} from '../../shared/sync/protocol.ts';
import type { CodeOptions } from '../admin/devices.ts';
import { startDistrict, type District, type DistrictOptions } from '../boot.ts';

export const wangchun = '330203008';
export const gulin = '330203103';
export { districtUnit };
export const password = 'richtig-lang';
export const versions = { app: '0.1.0', protocol: protocolVersion, schema: 1 };

export interface TestClock {
  now(): number;
  advance(seconds: number): void;
}

export interface TestOffice {
  readonly district: District;
  readonly clock: TestClock;
  readonly instance: string;
  /** Sends a request and reads the answer whatever its status. */
  call(
    path: string,
    body?: unknown,
    token?: string,
    deviceProof?: string,
  ): Promise<{ status: number; body: unknown }>;
  enrol(unit: string, options?: CodeOptions): Promise<TestDevice>;
  addUser(
    unit: string,
    roles: readonly Role[],
    community?: string,
  ): Promise<{ id: string; login: string }>;
  /** A new user signed in on a new device. */
  signIn(unit: string, roles: readonly Role[], community?: string): Promise<TestSeat>;
}

export interface TestDevice {
  readonly id: string;
  readonly letter: string;
  readonly unit: string;
  readonly privateKey: KeyObject;
  proof(changes?: { exp?: number; jti?: string; aud?: string }): Promise<string>;
  /** Signs a writing request as a device does. */
  signWrite(path: string, token: string, body: string, jti?: string): Promise<string>;
  /** The same for any method; parts of a body count as one. */
  sign(act: string, token: string, body: readonly (string | Uint8Array)[]): Promise<string>;
  login(login: string, password: string): Promise<{ status: number; body: unknown }>;
}

export interface TestSeat {
  readonly userId: string;
  readonly login: string;
  readonly unit: string;
  readonly device: TestDevice;
  readonly token: string;
  readonly reply: TokenReply;
  push(
    collection: SyncCollection,
    rows: readonly PushRow[],
    requestId?: string,
  ): Promise<z.infer<typeof pushReply>>;
  pull(
    collection: SyncCollection,
    checkpoint?: CheckpointVector,
    limit?: number,
  ): Promise<z.infer<typeof pullReply>>;
  /** Pulls until there is no more. */
  pullAll(
    collection: SyncCollection,
    checkpoint?: CheckpointVector,
    limit?: number,
  ): Promise<z.infer<typeof pullReply>>;
  digest(): Promise<z.infer<typeof digestReply>>;
  /** A signed request to any other address. */
  ask(path: string, body: unknown): Promise<{ status: number; body: unknown }>;
}

export interface PushRow {
  readonly base: string | null;
  readonly row: unknown;
}

export async function startTestOffice(
  database: Pick<DistrictOptions, 'databaseUrl' | 'prepared'>,
  changes: DistrictOptions['settings'] = {},
): Promise<TestOffice> {
  let ahead = 0;
  const clock: TestClock = {
    now: () => Date.now() + ahead,
    advance: (seconds) => {
      ahead += seconds * 1000;
    },
  };
  const many = 1_000_000;
  const settings = {
    passwordCost: 1024,
    perMinute: many,
    perDeviceMinute: many,
    filesPerDeviceMinute: many,
    signInsPerMinute: many,
    intakesPerMinute: many,
    fileBytesPerUnit: 5_000_000,
    ...changes,
  };
  const district = await startDistrict({ ...database, isDemo: true, clock, settings });
  const call: TestOffice['call'] = (path, body, token, deviceProof) =>
    send(district.url, path, body, token, deviceProof);
  const health = (await call('/v1/health')).body as { instance: string };
  const context = { district, clock, call, instance: health.instance };

  const enrol: TestOffice['enrol'] = (unit, options) => enrolDevice(context, unit, options);
  async function addUser(unit: string, roles: readonly Role[], community = '') {
    const login = `u-${randomUUID()}`;
    const added = await district.admin.addUser({
      login,
      name: '演示人员',
      unit,
      roles,
      community,
      password,
    });
    if (!added.ok) throw new Error(added.code);
    return { id: added.id, login };
  }
  return {
    ...context,
    enrol,
    addUser,
    async signIn(unit, roles, community) {
      const device = await enrol(unit);
      const user = await addUser(unit, roles, community);
      const reply = tokenReply.parse((await device.login(user.login, password)).body);
      return seatOf(context, device, user, reply);
    },
  };
}

type Context = Pick<TestOffice, 'district' | 'clock' | 'call' | 'instance'>;

async function send(
  url: string,
  path: string,
  body: unknown,
  token: string | undefined,
  deviceProof: string | undefined,
) {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(deviceProof === undefined ? {} : { 'device-proof': deviceProof }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, body: answer };
}

export function newDeviceKey(): {
  privateKey: KeyObject;
  jwk: { kty: 'OKP'; crv: 'Ed25519'; x: string };
} {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey,
    jwk: { kty: 'OKP', crv: 'Ed25519', x: publicKey.export({ format: 'jwk' }).x ?? '' },
  };
}

async function enrolDevice(
  context: Context,
  unit: string,
  options: CodeOptions = {},
): Promise<TestDevice> {
  const code = await context.district.admin.createCode(unit, options);
  if (!code.ok) throw new Error(code.code);
  const key = newDeviceKey();
  const answer = await context.call('/v1/enrol', {
    code: code.code,
    devicePublicKey: key.jwk,
    deviceName: '演示电脑',
    versions,
  });
  const reply = enrolReply.parse(answer.body);
  const proof: TestDevice['proof'] = (changes = {}) => {
    const now = Math.floor(context.clock.now() / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(reply.deviceId)
      .setAudience(changes.aud ?? context.instance)
      .setIssuedAt(now)
      .setExpirationTime(now + (changes.exp ?? 60))
      .setJti(changes.jti ?? randomUUID())
      .sign(key.privateKey);
  };
  const hashOf = (...parts: readonly (string | Uint8Array)[]) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest('base64url');
  };
  const sign = (act: string, token: string, body: string, jti: string) => {
    const now = Math.floor(context.clock.now() / 1000);
    return new SignJWT({ act, tok: hashOf(token), body })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(reply.deviceId)
      .setAudience(context.instance)
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .setJti(jti)
      .sign(key.privateKey);
  };
  return {
    id: reply.deviceId,
    letter: reply.deviceLetter,
    unit,
    privateKey: key.privateKey,
    proof,
    signWrite: (path, token, body, jti = randomUUID()) =>
      sign(`POST ${path}`, token, hashOf(body), jti),
    sign: (act, token, body) => sign(act, token, hashOf(...body), randomUUID()),
    login: async (login, typed) =>
      context.call('/v1/login', { login, password: typed, deviceProof: await proof() }),
  };
}

function seatOf(
  context: Context,
  device: TestDevice,
  user: { id: string; login: string },
  reply: TokenReply,
): TestSeat {
  const token = reply.accessToken;
  const ask = async <T>(path: string, body: unknown, shape: z.ZodType<T>): Promise<T> => {
    const text = JSON.stringify(body);
    const answer = await context.call(path, text, token, await device.signWrite(path, token, text));
    if (answer.status !== 200)
      throw new Error(`${path} ${answer.status} ${JSON.stringify(answer.body)}`);
    return shape.parse(answer.body);
  };
  const pull: TestSeat['pull'] = (collection, checkpoint = {}, limit = 1000) =>
    ask('/v1/pull', { collection, checkpoint, limit, versions }, pullReply);
  return {
    userId: user.id,
    login: user.login,
    unit: device.unit,
    device,
    token,
    reply,
    push: (collection, rows, requestId = randomUUID()) =>
      ask('/v1/push', { requestId, collection, rows, versions }, pushReply),
    pull,
    async pullAll(collection, checkpoint = {}, limit = 1000) {
      let page = await pull(collection, checkpoint, limit);
      const rows = [...page.rows];
      while (page.more) {
        page = await pull(collection, page.checkpoint, limit);
        rows.push(...page.rows);
      }
      return { ...page, rows };
    },
    ask: async (path, body) => {
      const text = JSON.stringify(body);
      return context.call(path, text, token, await device.signWrite(path, token, text));
    },
    digest: () => ask('/v1/digest', { collections: ['records', 'events', 'masters'] }, digestReply),
  };
}
