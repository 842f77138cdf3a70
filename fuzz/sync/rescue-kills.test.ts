/**
 * kill -9 of a computer at every step of a rescue: sealing, the box on the disk, the rows let go of, each request of the delivery, the
 * receipt. Whatever died, everything acknowledged arrives at the district, and nothing of it twice.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createRandom } from '../../shared/samples/random.ts';
import { fine, type Received, type Sent } from './link.ts';
import { communities, units } from './people.ts';
import { openStage, type Post, type Stage } from './stage.ts';
import { addHousehold } from './work.ts';
import { prepareWorld, type World } from './world.ts';

const patience = 240_000;
const [one = '', two = ''] = communities[units.wangchun] ?? [];
let world: World;
let stage: Stage;
let post: Post;

beforeAll(async () => {
  world = await prepareWorld({ engine: null, seats: 1 });
}, patience);
afterAll(() => world.close(), patience);

beforeEach(async () => {
  stage = await openStage(world, { name: 'rescue_kills', seats: 1, disks: [] }, null);
  const [officer] = stage.posts;
  if (officer === undefined) throw new Error('nobody sits there');
  post = officer;
  await stage.startComputer(post);
}, patience);
afterEach(() => stage.close(), patience);

const boxes = () => join(post.folder, 'rescue', 'boxes');
/** Boxes that the district has not signed for. */
const names = () =>
  existsSync(boxes())
    ? readdirSync(boxes()).filter((name) => !existsSync(join(boxes(), name, 'receipt')))
    : [];
const receipts = () => existsSync(boxes()) && readdirSync(boxes()).length > names().length;
const inBoxes = (file: string) => names().some((name) => existsSync(join(boxes(), name, file)));

/** Steps that show on the disk, looked at as often as can be. */
const onDisk = {
  'while it is sealed @long': () => names().some((name) => name.endsWith('.making')),
  'when the box is on the disk': () => names().some((name) => !name.endsWith('.making')),
  'when the rows are let go of': () => inBoxes('settled'),
  'when the receipt is on the disk @long': () => receipts(),
} as const;
/** Requests whose answer never arrives, because the computer dies first. */
const onTheLine = {
  'after the delivery has begun @long': '/v1/rescue/begin',
  'after a part has arrived @long': '/v1/rescue/part',
  'after the district has signed': '/v1/rescue/finish',
} as const;

async function syncUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; !(await holds()); round += 1) {
    if (round === 60) throw new Error('it never came to be');
    await stage.sync(post);
    await pause(100);
  }
}

/** Looks as often as can be, for some steps are over in a moment. */
async function whileItSyncs(isThere: () => boolean): Promise<void> {
  for (let looks = 0; !isThere(); looks += 1) {
    if (looks % 20_000 === 0) stage.syncMeanwhile(post);
    if (looks === 2_000_000) throw new Error('that step was never seen');
    await new Promise((resolve) => void setImmediate(resolve));
  }
}

const narrowed = { unit: units.wangchun, community: one, roles: ['O'] } as const;

/** Offline work in a community that is lost meanwhile. Answers the events that were acknowledged. */
async function losesWork(): Promise<readonly string[]> {
  await stage.sync(post);
  post.seat.link.set({ ...fine, cut: 'both' }, 1);
  const before = stage.ledger.written.length;
  // Of both communities, as the dice fall: some must go and some must stay.
  for (let dice = 1; dice <= 6; dice += 1) await addHousehold(stage, post, createRandom(dice * 7));
  await stage.setAccess(post, narrowed);
  return stage.ledger.written.slice(before).flatMap(({ events }) => events);
}

async function arrivals(events: readonly string[]) {
  const rows = await stage.server().ask('query', {
    sql: `SELECT id, count(*)::int AS times, sum(n)::int AS rescued FROM (
        SELECT id, 0 AS n FROM docs WHERE collection = 'events' AND id = ANY($1::text[])
        UNION ALL SELECT doc_id, 1 FROM rescue_items WHERE kind = 'event' AND doc_id = ANY($1::text[])) AS all_of_them
      GROUP BY id`,
    params: [events],
  });
  return new Map(
    rows.map(({ id, times, rescued }) => [id, { times: Number(times), rescued: Number(rescued) }]),
  );
}

async function expectAllOnce(events: readonly string[]): Promise<void> {
  await stage.killComputer(post);
  post.seat.link.set(fine, 1);
  await stage.startComputer(post);
  await syncUntil(async () => {
    const dump = await post.device?.ask('dump', null);
    const isLeft = dump?.records.some((row) => row.community === two) ?? true;
    return !isLeft && dump?.waiting.length === 0 && names().length === 0;
  });
  const found = await arrivals(events);
  expect(events.length).toBeGreaterThanOrEqual(6);
  expect(events.filter((id) => found.get(id)?.times !== 1)).toEqual([]);
  expect([...found.values()].some(({ rescued }) => rescued > 0)).toBe(true);
}

it.each(Object.entries(onDisk))(
  'loses nothing and sends nothing twice when killed %s',
  async (_name, isThere) => {
    const events = await losesWork();
    post.seat.link.set(fine, 1);
    await whileItSyncs(isThere);
    await expectAllOnce(events);
  },
  60_000,
);

it.each(Object.entries(onTheLine))(
  'loses nothing and sends nothing twice when killed %s',
  async (_name, path) => {
    const events = await losesWork();
    let isSeen = false;
    post.seat.link.watch({
      onReply(sent: Sent, received: Received) {
        if (sent.path !== path) return received;
        isSeen = true;
        return { ...received, status: 500, body: Buffer.from('') };
      },
    });
    post.seat.link.set(fine, 1);
    await whileItSyncs(() => isSeen);
    post.seat.link.watch({});
    await expectAllOnce(events);
  },
  60_000,
);
