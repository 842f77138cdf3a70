/** One of our devices: the product's own profile, store and sync, without a window. node our-device.ts FOLDER */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findStored, plain, writeStored } from '../../main/core/documents/stored-documents.ts';
import type { CorePorts } from '../../main/core/ports.ts';
import { createLive } from '../../main/core/services/live.ts';
import { listRecords } from '../../main/core/services/lists/list-records.ts';
import { openNumberBook } from '../../main/core/services/number-book.ts';
import { openProfile, type OpenProfile } from '../../main/core/services/profile/open-profile.ts';
import {
  connectDistrict,
  deviceVersions,
} from '../../main/core/services/session/district-access.ts';
import { createDistrictClient } from '../../main/core/sync/district-client.ts';
import type { DeviceFile } from '../../main/core/vault/device-file.ts';
import { openDeviceKey } from '../../main/core/vault/device-key.ts';
import { redacted } from '../../main/core/vault/redacted.ts';
import type { TokenReply } from '../../shared/sync/protocol.ts';
import { serve } from './child-side.ts';
import { editOf } from './documents.ts';

const folder = process.argv[2] ?? '';
mkdirSync(folder, { recursive: true });
const ports: CorePorts = {
  now: () => Date.now(),
  uptime: () => performance.now() / 1000,
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
  log: {
    info() {},
    warn: (what, facts) => console.error(what, facts),
    error: (what, facts) => console.error(what, facts),
  },
  fetch,
  openSocket: (url) => new WebSocket(url),
  secretStore: null,
  dataDir: folder,
  appVersion: '0.1.0',
  shell: 'tab',
};
const opened = await openDeviceKey(ports);
if (!opened.ok) throw new Error('no device key');
const deviceKey = opened.key;
const idFile = join(folder, 'bench.json');

interface Enrolled {
  readonly device: DeviceFile;
  readonly key: string;
  readonly signIn: TokenReply | null;
}
let profile: OpenProfile | null = null;

async function enrol(input: { server: string; code: string; login: string; unit: string }) {
  const client = createDistrictClient({
    server: input.server,
    fetch,
    now: ports.now,
    versions: deviceVersions(ports),
  });
  const reply = await client.enrol({
    code: input.code,
    deviceName: '测速',
    devicePublicKey: deviceKey.publicKey,
  });
  if (!reply.ok) throw new Error(reply.error.code);
  const { deviceLetter, ...rest } = reply.value;
  const device: DeviceFile = {
    format: 1,
    server: input.server,
    deviceName: '测速',
    letter: deviceLetter,
    enrolledAt: new Date().toISOString(),
    ...rest,
  };
  const access = connectDistrict(ports, device, deviceKey);
  const signIn = await access.client.login({
    login: input.login,
    password: 'demo-2026-bench',
    deviceProof: await access.deviceProof(Date.now()),
  });
  if (!signIn.ok) throw new Error(signIn.error.code);
  keep({ device, key: randomBytes(32).toString('hex'), signIn: signIn.value });
}

function keep(enrolled: Enrolled): void {
  writeFileSync(idFile, JSON.stringify(enrolled));
}

/** Opens the profile with the tokens at hand; sync is not running yet. */
async function open(): Promise<OpenProfile> {
  if (profile !== null) return profile;
  const enrolled = JSON.parse(readFileSync(idFile, 'utf8')) as Enrolled;
  const isNew = !existsSync(join(folder, 'bench.db'));
  const answer = await openProfile(
    {
      ports,
      live: createLive(() => undefined),
      numbers: openNumberBook(folder),
      syncEveryMinutes: () => 60,
      onChange: () => undefined,
    },
    {
      device: enrolled.device,
      district: connectDistrict(ports, enrolled.device, deviceKey),
      folder,
      profileId: 'bench',
      login: 'bench',
      cipher: 'aegis256',
      key: redacted(new Uint8Array(Buffer.from(enrolled.key, 'hex'))),
      database: 'bench.db',
      retiredKeys: [],
      notes: [],
      onKeys: async () => undefined,
      onOpening: () => undefined,
      isNew,
      ...(enrolled.signIn === null ? {} : { signIn: enrolled.signIn }),
    },
  );
  if (!answer.ok) throw new Error(answer.error.code);
  profile = answer.value;
  return profile;
}

async function proved(): Promise<void> {
  const { sync } = await open();
  for (let round = 0; ; round += 1) {
    const state = await sync.now();
    if (state.face === 'proved') return;
    if (round === 50) throw new Error(`never proved: ${JSON.stringify(state)}`);
  }
}

/** A page of the list that the office works from, through the services. */
async function firstScreen(since: number): Promise<number> {
  const { context } = await open();
  for (;;) {
    const page = await listRecords(context, { type: 'person', where: [], offset: 0, limit: 50 });
    if (page.ok && page.value.rows.length === 50) return performance.now() - since;
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
}

async function fromStart(): Promise<{ total: number; screen: number }> {
  const start = performance.now();
  const { sync } = await open();
  const screen = firstScreen(start);
  sync.start();
  await proved();
  return { total: performance.now() - start, screen: await screen };
}

const waiting = new Map<string, (at: number) => void>();

serve({
  enrol: async (input: Parameters<typeof enrol>[0]) => {
    await enrol(input);
    return true;
  },
  async first() {
    const times = await fromStart();
    const digests = await (await open()).context.store.digest.all();
    const { state } = (await open()).sync;
    return {
      ...times,
      held: digests.find(({ collection }) => collection === 'records')?.count ?? 0,
      pending: (await state()).pending,
    };
  },
  async start() {
    return fromStart();
  },
  /** A pass on a session that stands, as every ten minutes. */
  async again() {
    const start = performance.now();
    await proved();
    return { total: performance.now() - start };
  },
  /** The edits of a day offline, as documents: the peer writes no events either. */
  async edit({ count, mark }: { count: number; mark: string }) {
    const { store } = (await open()).context;
    const rows = await store.read.all<{ id: string }>(
      'SELECT id FROM p_person ORDER BY id LIMIT ?',
      [count],
    );
    const writes = await Promise.all(rows.map(({ id }) => findStored(store, 'records', id)));
    for (let from = 0; from < writes.length; from += 500)
      await writeStored(
        store,
        'records',
        writes
          .slice(from, from + 500)
          .flatMap((previous) =>
            previous === undefined
              ? []
              : [{ previous, document: editOf(plain<'records'>(previous), mark) }],
          ),
        'bench-edit',
      );
    return store.outbox.count();
  },
  async live() {
    const { context, sync } = await open();
    context.store.collections.records.eventBulks$.subscribe(({ events }) => {
      for (const { documentData } of events)
        waiting.get(documentData.mutation)?.(performance.timeOrigin + performance.now());
    });
    sync.start();
    await proved();
    return true;
  },
  async put({ id, mark }: { id: string; mark: string }) {
    const { store } = (await open()).context;
    const previous = await findStored(store, 'records', id);
    if (previous === undefined) throw new Error('no such document');
    const start = performance.timeOrigin + performance.now();
    await writeStored(
      store,
      'records',
      [{ previous, document: editOf(plain<'records'>(previous), mark) }],
      'bench-edit',
    );
    return { start };
  },
  seen: ({ mutation }: { mutation: string }) =>
    new Promise((resolve) => {
      waiting.set(mutation, (at) => resolve({ at }));
    }),
  async stop() {
    await profile?.close();
    profile = null;
    return true;
  },
});
