/** A merge travels: the other office's computer and the district follow the redirect, either can take it back, and work on the loser is not lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addHousehold,
  communities,
  edit,
  getRecord,
  isProved,
  openStage,
  startUp,
  streets,
  syncUntil,
  value,
  type Device,
  type Stage,
} from './support/stage.ts';

let stage: Stage;
let officer: Device;
let head: Device;
let desk: Device;
let first = '';
let second = '';

const settle = async () => {
  for (const device of [officer, head, desk]) await syncUntil(device, isProved);
};
const view = async (device: Device, id: string) => value(await getRecord(device, 'household', id));
const listed = async (device: Device) =>
  value(
    await device.bridge.call('records.list', {
      type: 'household',
      where: [],
      offset: 0,
      limit: 50,
    }),
  ).rows.map(({ id }) => id);
const merge = (device: Device, winner: string, loser: string) =>
  device.bridge.call('duplicates.merge', {
    type: 'household',
    winner,
    loser,
    picks: {},
    reason: '同一户',
  });

beforeAll(async () => {
  stage = await openStage();
  await stage.addUser('o1', streets.wangchun, ['O']);
  await stage.addUser('h1', streets.wangchun, ['H']);
  await stage.addUser('d1', streets.district, ['D']);
  officer = await stage.device('o1', streets.wangchun);
  head = await stage.device('h1', streets.wangchun);
  desk = await stage.device('d1', streets.district);
  first = await addHousehold(officer, '忻德茂', communities.wangchun);
  second = await addHousehold(officer, '忻德茂', communities.wangchun);
  await settle();
}, startUp);
afterAll(() => stage.close(), 60_000);

describe('two entries of one household', () => {
  it('are suspected on every computer that holds them', async () => {
    for (const device of [officer, head, desk]) {
      const { pairs } = value(await device.bridge.call('duplicates.list', { type: 'household' }));
      expect(pairs.map(({ a, b }) => [a.id, b.id].toSorted())).toEqual([
        [first, second].toSorted(),
      ]);
      expect(pairs[0]?.level).toBe('strong');
    }
  });

  it('merged on one computer are one everywhere, and the way to the other opens it', async () => {
    value(await merge(officer, first, second));
    await settle();
    for (const device of [officer, head, desk]) {
      expect(await listed(device)).toEqual([first]);
      expect((await view(device, second)).mergedInto).toMatchObject({ id: first });
      expect((await view(device, first)).mergedInto ?? null).toBeNull();
    }
  });

  it('taken back on the other computer are two again, everywhere', async () => {
    const [decision] = value(await head.bridge.call('duplicates.decisions', {}));
    value(await head.bridge.call('duplicates.undo', { id: decision?.id ?? '' }));
    await settle();
    for (const device of [officer, head, desk]) {
      expect((await listed(device)).toSorted()).toEqual([first, second].toSorted());
      expect((await view(device, second)).mergedInto ?? null).toBeNull();
    }
  });

  it('lose nothing that somebody wrote into the one that went: it waits on a card', async () => {
    head.proxy.set('dead');
    value(await edit(head, 'household', second, { note: '门牌已换成 5 号' }));
    value(await merge(officer, first, second));
    await syncUntil(officer, isProved);
    head.proxy.set('fine');
    await syncUntil(head, (state) => state.attention > 0);
    const { cards } = value(await head.bridge.call('sync.board', {}));
    expect(JSON.stringify(cards)).toContain('门牌已换成 5 号');
    await syncUntil(desk, isProved);
    expect((await view(desk, second)).mergedInto).toMatchObject({ id: first });
    expect((await view(head, second)).mergedInto).toMatchObject({ id: first });
  });

  it('are not written by somebody whom the district does not let merge', async () => {
    expect(await merge(desk, second, first)).toMatchObject({ ok: false });
  });
});

/** Both computers and the district agree; of a pair both are there, or one is and leads to the other. Answers the ids that are listed. */
async function agreed(pair: readonly [string, string]): Promise<readonly string[]> {
  for (const device of [officer, head]) {
    device.proxy.watch(null);
    device.proxy.set('fine');
  }
  // What one computer does about the other's work travels once more.
  for (let round = 0; round < 3; round += 1)
    for (const device of [officer, head, desk])
      await syncUntil(device, ({ pending }) => pending === 0);
  const lists = await Promise.all([officer, head, desk].map(listed));
  const shown = lists.map((ids) => pair.filter((id) => ids.includes(id)));
  expect(shown[0]?.length, 'somebody vanished').toBeGreaterThan(0);
  expect(shown.slice(1)).toEqual([shown[0], shown[0]]);
  const gone = pair.find((id) => shown[0]?.includes(id) !== true);
  for (const device of [officer, head, desk])
    for (const id of pair)
      expect((await view(device, id)).mergedInto?.id).toBe(id === gone ? shown[0]?.[0] : undefined);
  return shown[0] ?? [];
}

const takeBack = async (device: Device, pair: readonly [string, string]) => {
  const decisions = value(await device.bridge.call('duplicates.decisions', {}));
  const found = decisions.find(
    ({ winner, loser, isUndone }) =>
      !isUndone && pair.includes(winner.id) && pair.includes(loser.id),
  );
  value(await device.bridge.call('duplicates.undo', { id: found?.id ?? '' }));
};

/** The next answers to pushes are lost after the district has done its work. */
function loseAnswers(device: Device, count: number): void {
  let left = count;
  device.proxy.watch((path) => {
    if (!path.endsWith('/push') || left === 0) return true;
    left -= 1;
    return false;
  });
}

describe('a bad line', () => {
  let pair: [string, string] = ['', ''];
  beforeAll(async () => {
    pair = [
      await addHousehold(officer, '竺信昌', communities.wangchun),
      await addHousehold(officer, '竺信昌', communities.wangchun),
    ];
    await agreed(pair);
  }, startUp);

  it('loses, doubles and cuts, and merging and taking back come out alike everywhere', async () => {
    loseAnswers(officer, 2);
    value(await merge(officer, pair[0], pair[1]));
    await officer.bridge.call('sync.now', {});
    expect(await agreed(pair)).toEqual([pair[0]]);

    head.proxy.set('broken');
    await takeBack(head, pair);
    await head.bridge.call('sync.now', {});
    // Cut in the middle: some rows of the merge are there, some are not.
    loseAnswers(head, 1);
    head.proxy.set('fine');
    await head.bridge.call('sync.now', {});
    head.proxy.set('dead');
    value(await merge(head, pair[1], pair[0]));
    await head.bridge.call('sync.now', {});
    expect(await agreed(pair)).toEqual([pair[1]]);
  });

  it('lets two decide at once, each for another one: the first stands and nobody vanishes', async () => {
    await takeBack(officer, pair);
    await agreed(pair);
    head.proxy.set('dead');
    value(await merge(officer, pair[0], pair[1]));
    await syncUntil(officer, isProved);
    value(await merge(head, pair[1], pair[0]));
    expect(await agreed(pair)).toEqual([pair[0]]);
  });

  it('lets one take back what the other merges the other way round', async () => {
    head.proxy.set('dead');
    await takeBack(officer, pair);
    await syncUntil(officer, ({ pending }) => pending === 0);
    await takeBack(head, pair);
    value(await merge(head, pair[1], pair[0]));
    expect((await agreed(pair)).length).toBeGreaterThan(0);
  });
});
