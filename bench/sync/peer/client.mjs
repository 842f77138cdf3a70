// The peer's device: PouchDB on LevelDB. node client.mjs FOLDER URL as-it-comes|tuned
import { mkdirSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import PouchDB from 'pouchdb';
import { serve } from '../child-side.ts';
import { editOf } from '../documents.ts';

const [folder, url, kind] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const tuned = kind === 'tuned';
const Stored = PouchDB.defaults({ prefix: join(folder, '/') });
const agent = new Agent({ keepAlive: true });
const remoteOptions = tuned
  ? { fetch: (address, options) => PouchDB.fetch(address, { ...options, agent }) }
  : {};
const syncOptions = tuned ? { batch_size: 1000 } : {};
let local;
const open = (name) => {
  local ??= new Stored(name);
  return { local, remote: new PouchDB(`${url}/${name}`, remoteOptions) };
};
async function syncOnce(name) {
  const { local: here, remote } = open(name);
  const start = performance.now();
  await PouchDB.sync(here, remote, syncOptions);
  return performance.now() - start;
}
let live;
const waiting = new Map();

serve({
  // Two-way from nothing until a second pass has nothing to do.
  async first({ name }) {
    const start = performance.now();
    open(name);
    const pulled = performance.now();
    await PouchDB.replicate(open(name).remote, open(name).local, syncOptions);
    const pull = performance.now() - pulled;
    await syncOnce(name);
    return { total: performance.now() - start, pull, held: (await local.info()).doc_count };
  },
  sync: async ({ name }) => ({ total: await syncOnce(name) }),
  async edit({ name, count, mark }) {
    const { rows } = await open(name).local.allDocs({ include_docs: true, limit: count });
    await local.bulkDocs(rows.map(({ doc }) => editOf(doc, mark)));
    return rows.length;
  },
  push: async ({ name }) => ({ total: await syncOnce(name) }),
  async live({ name }) {
    const { local: here, remote } = open(name);
    // What the other device edited meanwhile; else the first change here conflicts with it and may never be seen.
    await syncOnce(name);
    here.changes({ live: true, since: 'now', include_docs: true }).on('change', ({ doc }) => {
      waiting.get(doc.mutation)?.(performance.timeOrigin + performance.now());
    });
    live = here.sync(remote, { live: true, retry: true, ...syncOptions });
    return true;
  },
  put: async ({ name, id, mark }) => {
    const document = await open(name).local.get(id);
    const start = performance.timeOrigin + performance.now();
    await local.put(editOf(document, mark));
    return { start };
  },
  seen: ({ mutation }) =>
    new Promise((resolve) => {
      waiting.set(mutation, (at) => resolve({ at }));
    }),
  stop: async () => {
    live?.cancel();
    await local?.close();
    return true;
  },
});
