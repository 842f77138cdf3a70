/**
 * Child process: one computer. The product's own core on real ports, only with a clock that can be off. It is asked over the bridge
 * as a page would ask, and lets the simulator look into its database.
 */
import { MessageChannel } from 'node:worker_threads';
import { bridgeOverPort } from '../../main/core/bridge/bridge-client.ts';
import { servePort } from '../../main/core/bridge/serve-port.ts';
import { findPlain, plain, type Stored } from '../../main/core/documents/stored-documents.ts';
import type { OpenProfile } from '../../main/core/services/profile/open-profile.ts';
import { createNodePorts } from '../../main/core/shell/node-ports.ts';
import { startCore } from '../../main/core/start-core.ts';
import type { CollectionName } from '../../main/core/storage/index.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import type { Deed, DeviceAsks, DeviceData, Dump, DumpedCard, Edit } from './device-messages.ts';
import { serveParent } from './family.ts';

const data = JSON.parse(process.argv[2] ?? '{}') as DeviceData;
let clockOffset = data.clockOffset;
const { ports, closeLog } = createNodePorts({
  dataDir: data.folder,
  shell: 'tab',
  appVersion: '0.1.0',
  secretStore: null,
});
// As in the product's worker: a request cut off while sync ends must not take the work down with it.
process.on('unhandledRejection', (reason) =>
  ports.log.error('core.rejection', {
    kind: reason instanceof Error ? reason.name : typeof reason,
  }),
);
const core = await startCore({ ...ports, now: () => Date.now() + clockOffset });
const channel = new MessageChannel();
servePort(core.router, channel.port1);
const bridge = bridgeOverPort(channel.port2);

function profile(): OpenProfile {
  const open = core.session.profile();
  if (open === null) throw new Error('nobody is signed in');
  return open;
}

async function recordOf(id: string): Promise<Envelope | null> {
  const [record] = await findPlain(profile().context.store, 'records', [id]);
  return record ?? null;
}

async function eventsOf(id: string): Promise<Set<string>> {
  const { store, device } = profile().context;
  const found = await store.collections.events.find({ selector: { recordId: id } }).exec();
  return new Set(found.flatMap((event) => (event.device === device.deviceId ? [event.id] : [])));
}

function refused(about: string | null, code: string): Deed {
  return { ok: false, code, recordId: about ?? '', before: null, after: null, events: [] };
}

async function write({ name, input, about }: DeviceAsks['write']['in']): Promise<Deed> {
  if (core.session.profile() === null) return refused(about, 'E_LOCKED');
  const before = about === null ? null : await recordOf(about);
  const known = about === null ? new Set<string>() : await eventsOf(about);
  const answer: { ok?: boolean; value?: { id?: string }; error?: { code: string } } =
    (await bridge.call(name, input)) as object;
  const recordId = about ?? answer.value?.id ?? '';
  if (answer.ok !== true) return refused(recordId, answer.error?.code ?? 'unknown');
  const after = await recordOf(recordId);
  const events = [...(await eventsOf(recordId))].filter((id) => !known.has(id));
  return { ok: true, code: '', recordId, before, after, events };
}

/** As a form does it: opened on what is there, saved with what was changed. */
async function edit({ type, id, change, action, opinion }: Edit): Promise<Deed> {
  const record = core.session.profile() === null ? null : await recordOf(id);
  if (record === null) return refused(id, 'E_NOT_FOUND');
  const input = {
    type,
    id,
    data: { ...record.data, ...change } as never,
    draftId: null,
    baseMutation: record.mutation,
    baseData: record.data as never,
    action,
    opinion,
  };
  return write({ name: 'records.save', input, about: id });
}

async function dump(): Promise<Dump> {
  const { context, cards, sync } = profile();
  const all = async <N extends CollectionName>(name: N) => {
    const found = await context.store.collections[name].find().exec();
    return found.map((doc) => plain<N>(doc.toJSON(true) as Stored<N>));
  };
  return {
    records: await all('records'),
    events: await all('events'),
    masters: await all('masters'),
    cards: (await cards.list()) as unknown as DumpedCard[],
    waiting: await context.store.outbox.list(),
    state: await sync.state(),
  };
}

serveParent<DeviceAsks>({
  call: ({ name, input }) => bridge.call(name, input),
  write,
  edit,
  dump,
  async clock(offset) {
    clockOffset = offset;
    return null;
  },
  async close() {
    await core.close();
    closeLog();
    return null;
  },
});
