/** Tests the simulator: each bug planted around the product is found, and without one there is nothing to find. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../shared/samples/random.ts';
import type { ActionName } from './actions.ts';
import type { Verdict } from './judge.ts';
import { play } from './play.ts';
import { plants } from './plants.ts';
import type { Schedule } from './schedule.ts';
import { prepareWorld, type World } from './world.ts';

const [officer, liaison] = [0, 1];
const patience = 900_000;

/** Dice whose first draw lies below. */
function diceBelow(limit: number): number {
  for (let seed = 1; ; seed += 1) if (createRandom(seed)() < limit) return seed;
}

/** Both write, meet on records, remove; the link is cut once while the officer works. */
const story: readonly (readonly [ActionName, number, number])[] = [
  ['household', liaison, 1],
  ['sync_and_wait', liaison, 1],
  ['household', officer, 9],
  ['household', officer, 11],
  ['suggestion', officer, 14],
  ['sync_and_wait', officer, 1],
  ['sync_and_wait', liaison, 1],
  ['meet', liaison, 21],
  ['sync_and_wait', officer, 1],
  ['sync_and_wait', liaison, 1],
  // A liaison may not remove anything.
  ['remove', officer, 31],
  ['remove', officer, 32],
  ['remove', officer, 33],
  ['sync_and_wait', officer, 1],
  // Some of them in the community that the liaison may not see.
  ['household', officer, 12],
  ['household', officer, 13],
  ['household', officer, 15],
  ['sync_and_wait', officer, 1],
  ['sync_and_wait', liaison, 1],
  // Nothing gets out.
  ['weather', officer, diceBelow(0.1)],
  ['household', officer, 41],
  ['sync_and_wait', officer, 1],
];

const scheduleOf = (number: number): Schedule => ({
  seed: 4,
  number,
  seats: 2,
  disks: [],
  steps: story.map(([action, at, seed]) => ({ do: action, at, dice: seed })),
});

let world: World;
beforeAll(async () => {
  world = await prepareWorld({ engine: null, seats: 2 });
}, patience);
afterAll(() => world.close(), patience);

it(
  'finds nothing where nothing is planted, though people met and were asked',
  async () => {
    const { verdict, written, cards } = await play(world, scheduleOf(0));
    expect(verdict).toEqual({ lost: [], stuck: [], diverged: [], silent: [], leaked: [] });
    expect(written).toBeGreaterThan(10);
    expect(cards).toBeGreaterThan(0);
  },
  patience,
);

it.each<[keyof typeof plants, keyof Verdict]>([
  ['drop_row', 'diverged'],
  ['skip_counter', 'diverged'],
  ['ignore_tombstone', 'diverged'],
  ['swallow_conflict', 'silent'],
  ['report_early', 'lost'],
  ['leak_community', 'leaked'],
])(
  'finds %s as %s',
  async (name, kind) => {
    const number = Object.keys(plants).indexOf(name) + 1;
    const { verdict } = await play(world, scheduleOf(number), { plant: plants[name] });
    expect(verdict[kind].length).toBeGreaterThan(0);
  },
  patience,
);
