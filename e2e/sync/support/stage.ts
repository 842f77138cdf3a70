/** A district with two streets, and real devices: each a core in its own thread with its own folder, reached over the bridge. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bridgeOverPort } from '../../../main/core/bridge/bridge-client.ts';
import { coreWorkerUrl, spawnCore } from '../../../main/core/shell/spawn-core.ts';
import { startDistrict, type District } from '../../../server/boot.ts';
import type { Settings } from '../../../server/deps.ts';
import { preparedDatabase } from '../../../server/testing/prepared-database.ts';
import type { Bridge, Input, Output, SyncState } from '../../../shared/bridge/contract.ts';
import type { Role } from '../../../shared/access/actor.ts';
import { startProxy, type Proxy } from './weather.ts';

export const streets = {
  wangchun: '330203008',
  gulin: '330203103',
  district: '330203000',
} as const;
export const communities = {
  wangchun: '330203008001',
  wangchun2: '330203008002',
  gulin: '330203103001',
} as const;
/** A database from nothing, several computers and their key derivations, on a busy machine. Milliseconds. */
export const startUp = 240_000;
export const password = 'demo-2026';
/** All checks in one go build the core first: it starts in a third of the time, dozens of times. By itself a test runs the sources. */
const workerUrl =
  process.env['QIAOBANG_BUILT_CORE'] === undefined
    ? coreWorkerUrl
    : pathToFileURL(process.env['QIAOBANG_BUILT_CORE']);

export interface Device {
  readonly bridge: Bridge;
  readonly proxy: Proxy;
  readonly folder: string;
  /** Ends the core and starts it again on the same folder; nobody is signed in then. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface Stage {
  /** The one that runs now. */
  readonly district: District;
  addUser(login: string, unit: string, roles: readonly Role[], community?: string): Promise<string>;
  /** A new computer of a unit, enrolled, with this user signed in and the first sync done. */
  device(login: string, unit: string): Promise<Device>;
  /** Enrols a computer that knows nothing yet and signs in; its first sync begins by itself. */
  join(device: Device, login: string, unit: string): Promise<void>;
  /** A new computer that knows nothing yet. */
  bareDevice(): Promise<Device>;
  /** Moves the district's clock. */
  advance(seconds: number): void;
  /** Ends the district, lets something happen to its folder, and starts it again; every device finds it. */
  restart(between?: (folder: string) => void): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(
  settings: Partial<Settings> = {},
  /** `restarts`: the district lies on the disk. */
  options: { readonly restarts?: boolean } = {},
): Promise<Stage> {
  const dataDir =
    options.restarts === true ? mkdtempSync(joinPath(tmpdir(), 'qiaobang-district-')) : null;
  const prepared = await preparedDatabase();
  let ahead = 0;
  const start = () =>
    startDistrict({
      isDemo: true,
      prepared,
      ...(dataDir === null ? {} : { dataDir }),
      clock: { now: () => Date.now() + ahead },
      settings: {
        signInsPerMinute: 10_000,
        perDeviceMinute: 100_000,
        boundBodies: false,
        // Dozens of accounts with one known password.
        passwordCost: 2 ** 14,
        ...settings,
      },
    });
  let district = await start();
  await district.admin.importUnits([
    { code: communities.wangchun, name: '演示一社区', kind: 'community', parent: streets.wangchun },
    {
      code: communities.wangchun2,
      name: '演示三社区',
      kind: 'community',
      parent: streets.wangchun,
    },
    { code: communities.gulin, name: '演示二社区', kind: 'community', parent: streets.gulin },
  ]);
  const devices: Device[] = [];

  async function bareDevice(): Promise<Device> {
    const device = await startDevice(await startProxy(district.url));
    devices.push(device);
    return device;
  }

  async function join(device: Device, login: string, unit: string): Promise<void> {
    const code = await district.admin.createCode(unit);
    if (!code.ok) throw new Error('no enrolment code');
    value(
      await device.bridge.call('app.enrol', {
        server: device.proxy.url,
        code: code.code,
        deviceName: login,
      }),
    );
    value(await device.bridge.call('app.login', { login, password }));
  }

  return {
    join,
    get district() {
      return district;
    },
    bareDevice,
    advance(seconds) {
      ahead += seconds * 1000;
    },
    async restart(between) {
      if (dataDir === null) throw new Error('this district does not restart');
      await district.close();
      between?.(dataDir);
      district = await start();
      for (const device of devices) device.proxy.aim(district.url);
    },
    async addUser(login, unit, roles, community) {
      const added = await district.admin.addUser({
        login,
        name: `${login}同志`,
        unit,
        roles,
        password,
        ...(community === undefined ? {} : { community }),
      });
      if (!added.ok) throw new Error(`the user ${login} was not added: ${JSON.stringify(added)}`);
      return added.id;
    },
    async device(login, unit) {
      const device = await bareDevice();
      await join(device, login, unit);
      value(await device.bridge.call('sync.now', {}));
      return device;
    },
    async close() {
      await Promise.all(devices.map((device) => device.close()));
      await district.close();
      if (dataDir !== null) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function startDevice(proxy: Proxy): Promise<Device> {
  const folder = mkdtempSync(joinPath(tmpdir(), 'qiaobang-device-'));
  const start = async () => {
    const core = await spawnCore({
      workerUrl,
      dataDir: folder,
      shell: 'tab',
      appVersion: '0.1.0',
    });
    return { core, bridge: bridgeOverPort(core.connect()) };
  };
  let running = await start();
  const stop = async () => {
    running.bridge.close();
    await running.core.close();
  };
  return {
    proxy,
    folder,
    bridge: {
      call: (name, input) => running.bridge.call(name, input),
      watch: (listener) => running.bridge.watch(listener),
    },
    async restart() {
      await stop();
      running = await start();
    },
    async close() {
      await stop();
      await proxy.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The value of an answer; a failure fails the test with its code. */
export function value<T>(
  answer: { ok: true; value: T } | { ok: false; error: { code: string } },
): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
}

/** Syncs until the condition holds; other devices' work may need a second round. */
export async function syncUntil(
  device: Device,
  holds: (state: SyncState) => boolean,
): Promise<SyncState> {
  for (let round = 0; ; round += 1) {
    const state = value(await device.bridge.call('sync.now', {}));
    if (holds(state)) return state;
    if (round === 30)
      throw new Error(`sync never came to the expected state: ${JSON.stringify(state)}`);
    await new Promise((resolve) => void setTimeout(resolve, 200));
  }
}

export const isProved = (state: SyncState): boolean => state.face === 'proved';

/** A household and its head by the quick dialog. */
export async function addHousehold(
  device: Device,
  headName: string,
  community: string,
): Promise<string> {
  const input: Input<'household.quick'> = {
    headName,
    sex: '2',
    birth: '1953',
    addr: '演示路18弄3号',
    community,
    phone: '10100000001',
    identity: 'gq',
  };
  return value(await device.bridge.call('household.quick', input)).id;
}

export function getRecord(
  device: Device,
  type: string,
  id: string,
): Promise<Output<'records.get'>> {
  return device.bridge.call('records.get', { type, id });
}

/** Opens a record as a form does, changes some fields and saves. */
export async function edit(
  device: Device,
  type: string,
  id: string,
  change: Record<string, unknown>,
): Promise<Output<'records.save'>> {
  const { record } = value(await getRecord(device, type, id));
  return device.bridge.call('records.save', {
    type,
    id,
    data: { ...record.data, ...change } as never,
    draftId: null,
    baseMutation: record.mutation,
    baseData: record.data,
    action: null,
    opinion: '',
  });
}
