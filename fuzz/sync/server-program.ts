/** Child process: the district server, as `npm run server` starts it, with a back door for the simulator. */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../shared/access/actor.ts';
import { openOffice } from '../../server/boot.ts';
import { readRows } from '../../server/docs/stored-row.ts';
import { createServer } from '../../server/http/create-server.ts';
import { tellAccessChanged } from '../../server/live/notices.ts';
import { writeMasters } from '../../server/admin/write-masters.ts';
import { decideItems } from '../../server/rescue/decide.ts';
import { makeDownward } from '../../server/exchange/make-downward.ts';
import { takeUpward } from '../../server/exchange/take-upward.ts';
import { listBoxes, lookIntoBox } from '../../server/rescue/read-box.ts';
import type { Session } from '../../server/auth/session.ts';
import type { RescueItem, RescueLooked } from '../../shared/rescue/desk-protocol.ts';
import { serveParent } from './family.ts';
import { units } from './people.ts';
import type { ServerAsks, ServerData } from './server-messages.ts';

const data = JSON.parse(process.argv[2] ?? '{}') as ServerData;
const options = {
  ...('databaseUrl' in data ? { databaseUrl: data.databaseUrl } : { dataDir: data.dataDir }),
  isDemo: true,
  settings: {
    passwordCost: 1024,
    perMinute: 1_000_000,
    perDeviceMinute: 1_000_000,
    signInsPerMinute: 1_000_000,
  },
} as const;
if (data.isRestored) {
  const restored = await openOffice(options);
  await restored.admin.noteRestored();
  await restored.close();
}
const office = await openOffice(options);
const { deps, admin } = office;
const app = await createServer(deps);
const url = await app.listen({ port: data.port, host: '127.0.0.1' });

/** What the district's administrator does when somebody gets other work. */
async function setAccess(
  userId: string,
  access: { unit: string; community: string; roles: readonly Role[] },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const row = (await readRows(tx, 'masters', [userId])).get(userId);
    if (row === undefined) throw new Error('no such user');
    const written = await writeMasters(deps, tx, [
      {
        id: userId,
        type: 'user',
        unit: access.unit,
        community: access.community,
        data: {
          ...row.doc.data,
          unitCode: access.unit,
          community: access.community,
          roles: [...access.roles],
        },
      },
    ]);
    if (!written.ok) throw new Error(`the access was refused: ${JSON.stringify(written)}`);
    await tellAccessChanged(tx);
  });
}

const districtDesk: Session = {
  userId: 'district-server',
  deviceId: '',
  family: '',
  actor: {
    userId: 'district-server',
    name: '',
    unit: units.district,
    community: '',
    roles: ['A', 'D'],
  },
};

const handler = { id: districtDesk.userId, name: '' };

async function mattersOf(boxId: string): Promise<readonly RescueItem[]> {
  const items: RescueItem[] = [];
  for (let from: number | null = 0; from !== null;) {
    const page: RescueLooked | null = await lookIntoBox(deps, districtDesk, boxId, from);
    items.push(...(page?.items ?? []));
    from = page?.next ?? null;
  }
  return items;
}

async function release(): Promise<void> {
  const { boxes } = await listBoxes(deps, districtDesk);
  for (const { id: boxId, waiting } of boxes) {
    if (waiting === 0) continue;
    const open = (await mattersOf(boxId)).filter(({ decision }) => decision === null);
    for (const { number } of open)
      await decideItems(deps, districtDesk, {
        boxId,
        numbers: [number],
        decision: 'release',
        reason: '',
      });
  }
}

/** Rows that were taken are the district's by now; the others, and those that clashed, are shown to the desk. */
async function rescued(): Promise<ServerAsks['rescued']['out']> {
  const { boxes } = await listBoxes(deps, districtDesk);
  const all = await Promise.all(boxes.map(({ id }) => mattersOf(id)));
  return all
    .flat()
    .filter(({ decision, outcome }) => decision === null || outcome === 'clash')
    .map((item) => ({
      collection: `${item.kind}s`,
      id: item.recordId,
      body: JSON.stringify(item.row ?? {}),
    }));
}

serveParent<ServerAsks>({
  url: async () => url,
  async addUser(user) {
    const added = await admin.addUser(user);
    if (!added.ok) throw new Error(`the user was not added: ${JSON.stringify(added)}`);
    return added.id;
  },
  async importUnits(rows) {
    await admin.importUnits(rows);
    return null;
  },
  async createCode(unit) {
    const code = await admin.createCode(unit);
    if (!code.ok) throw new Error('no enrolment code');
    return code.code;
  },
  async setAccess({ userId, access }) {
    await setAccess(userId, access);
    return null;
  },
  async move({ id, to, community }) {
    await admin.moveRecords({ requestId: randomUUID(), ids: [id], to, community });
    return null;
  },
  async revoke(name) {
    for (const device of await admin.listDevices())
      if (device.name === name) await admin.revokeDevice(device.id);
    return null;
  },
  async release() {
    await release();
    return null;
  },
  rescued,
  async takeBundle(text) {
    const taken = await takeUpward(deps, { text, mediaNo: '', virusChecked: true, handler });
    return taken.ok ? taken.value.reply.text : null;
  },
  async makeBundle(name) {
    const device = (await admin.listDevices()).find((each) => each.name === name)?.id ?? '';
    const made = await makeDownward(deps, { device, mediaNo: '', handler, answered: null });
    return made.ok ? made.value.text : null;
  },
  query: ({ sql, params }) => deps.database.query(sql, params),
  async close() {
    await app.close();
    await office.close();
    return null;
  },
});
