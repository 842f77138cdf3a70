/** One open profile on a real encrypted database in a folder of its own, without a district, and with a clock that tests turn. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, Role } from '../../../../shared/access/actor.ts';
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { createUnitOfWork } from '../../documents/unit-of-work.ts';
import { findStored, writeStored } from '../../documents/stored-documents.ts';
import type { CorePorts } from '../../ports.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import { openDeviceKey } from '../../vault/device-key.ts';
import { redacted } from '../../vault/redacted.ts';
import { createLive } from '../live.ts';
import { openNumberBook } from '../number-book.ts';
import { openProfile, type OpenProfile } from '../profile/open-profile.ts';
import { connectDistrict } from '../session/district-access.ts';

export const unit = '330203008';
export const community = '330203008001';

export interface Office {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly clock: { now: number };
  readonly profile: OpenProfile;
  readonly context: OpenProfile['context'];
  /** The same office with somebody else in the chair: tests of the four-eyes rule need two. */
  as(actor: Actor): OpenProfile['context'];
  /** Puts a record there as if the district had sent it. */
  receive(record: Envelope): Promise<void>;
  close(): Promise<void>;
}

export function person(
  userId: string,
  roles: readonly Role[],
  at: { unit?: string; community?: string } = {},
): Actor {
  return {
    userId,
    name: `${userId}同志`,
    unit: at.unit ?? unit,
    community: at.community ?? '',
    roles,
  };
}

export const officer = person('officer', ['O']);
export const head = person('head', ['H']);

export async function openOffice(
  actor: Actor = officer,
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-office-')),
  /** Opens again what was closed under this key. */
  again?: { readonly key: Uint8Array },
): Promise<Office> {
  mkdirSync(folder, { recursive: true });
  const dataKey = again?.key ?? new Uint8Array(randomBytes(32));
  const clock = { now: Date.parse('2026-11-23T02:00:00Z') };
  const ports: CorePorts = {
    now: () => clock.now,
    uptime: () => clock.now / 1000,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    log: { info() {}, warn() {}, error() {} },
    fetch: () => Promise.reject(new Error('no network here')),
    openSocket: () => {
      throw new Error('no network here');
    },
    secretStore: null,
    dataDir: folder,
    appVersion: '0.1.0',
    shell: 'tab',
  };
  const device: DeviceFile = {
    format: 1,
    server: 'http://127.0.0.1:9',
    deviceId: 'device-1',
    deviceName: '一号',
    letter: 'A',
    unit,
    unitName: '望春街道',
    instance: 'instance-1',
    epoch: 1,
    isDemo: true,
    keys: { signing: { kty: 'OKP', crv: 'Ed25519', x: 'signing' }, recovery: null, exchange: null },
    enrolledAt: '2026-11-01T00:00:00.000Z',
  };
  const key = await openDeviceKey(ports);
  if (!key.ok) throw new Error('no device key');
  const at = new Date(clock.now).toISOString();
  const opened = await openProfile(
    {
      ports,
      live: createLive(() => undefined),
      numbers: openNumberBook(folder),
      syncEveryMinutes: () => 15,
      onChange: () => undefined,
    },
    {
      device,
      district: connectDistrict(ports, device, key.key),
      folder,
      profileId: 'profile-1',
      login: 'officer',
      cipher: 'aegis256',
      key: redacted(dataKey),
      database: 'office.db',
      retiredKeys: [],
      notes: [],
      onKeys: async () => undefined,
      onOpening: () => undefined,
      isNew: again === undefined,
      signIn: {
        accessToken: 'a',
        accessExpiresAt: at,
        refreshToken: 'r',
        actor: { ...actor, roles: [...actor.roles] },
        keys: {
          signing: { kty: 'OKP', crv: 'Ed25519', x: 'signing' },
          recovery: null,
          exchange: null,
        },
        leaseDays: 30,
        horizonDays: 180,
        orders: [],
        serverTime: at,
      },
    },
  );
  if (!opened.ok) throw new Error(opened.error.code);
  const profile = opened.value;
  const { context } = profile;
  return {
    folder,
    key: dataKey,
    clock,
    profile,
    context,
    as: (other) => ({
      ...context,
      actor: () => other,
      work: createUnitOfWork({
        store: context.store,
        now: context.now,
        newId: context.newId,
        actor: () => other,
        device: device.deviceId,
      }),
    }),
    async receive(record) {
      const previous = await findStored(context.store, 'records', record.id);
      await writeStored(
        context.store,
        'records',
        [{ previous, document: record }],
        'replication-downstream-test',
      );
    },
    async close() {
      await profile.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A form that is saved for the first time. */
export function fresh(
  type: string,
  data: PlainData,
  action: string | null = null,
): Input<'records.save'> {
  return {
    type,
    id: null,
    data: data as Input<'records.save'>['data'],
    draftId: null,
    baseMutation: null,
    baseData: null,
    action,
    opinion: '',
  };
}

export function value<T>(
  answer: { ok: true; value: T } | { ok: false; error: { code: string } },
): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
}

export function householdData(name: string, more: PlainData = {}): PlainData {
  return {
    name: `${name}户`,
    head: { type: 'person', id: `person-${name}`, label: name },
    kind: 'gq',
    addr: '演示路18弄3号',
    community,
    liaison: { type: 'user', id: 'officer', label: '励海平' },
    standing: 'active',
    verifiedOn: '2026-08-22',
    verifyMethod: 'visit',
    ...more,
  };
}

export function visitData(
  subject: { type: string; id: string; label: string },
  more: PlainData = {},
): PlainData {
  const officerRef = { type: 'user', id: 'officer', label: '励海平' };
  return {
    subject,
    kind: 'daily',
    mode: 'home',
    visitAt: '2026-11-20T02:00:00.000Z',
    place: '家中',
    visitors: [officerRef],
    recorder: officerRef,
    outcome: 'met',
    situation: '身体尚好',
    ...more,
  };
}

export type { Output };
