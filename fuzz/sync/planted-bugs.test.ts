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

/** Dice whose draws fall like this. */
function diceOf(holds: (random: () => number) => boolean): number {
  for (let seed = 1; ; seed += 1) if (holds(createRandom(seed))) return seed;
}
function diceBelow(limit: number): number {
  return diceOf((random) => random() < limit);
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

/** A backup, work after it, and its return; a bundle that is taken after more was written. */
const restore: typeof story = [
  ['household', officer, 51],
  ['sync_and_wait', officer, 1],
  ['back_up', officer, 1],
  ['household', officer, 52],
  ['sync_and_wait', officer, 1],
  ['put_backup', officer, diceBelow(0.7)],
];
const receipt: typeof story = [
  ['household', officer, 61],
  ['pack_bundle', officer, 1],
  // Neither a sync meanwhile nor a lost receipt.
  [
    'hand_in_bundle',
    officer,
    diceOf((random) => random() < 0.6 && random() >= 0.3 && random() >= 0.25),
  ],
  // Nothing gets out.
  ['weather', officer, diceBelow(0.1)],
  ['household', officer, 62],
  ['take_bundle', officer, 1],
  ['sunshine', officer, 1],
];

const scheduleOf = (number: number, steps: typeof story = story): Schedule => ({
  seed: 4,
  number,
  seats: 2,
  disks: [],
  steps: steps.map(([action, at, seed]) => ({ do: action, at, dice: seed })),
});

let world: World;
beforeAll(async () => {
  world = await prepareWorld({ engine: null, seats: 2 });
}, patience);
afterAll(() => world.close(), patience);

it(
  'finds nothing where nothing is planted, though people met and were asked, a backup was put back and a bundle carried',
  async () => {
    const { verdict, written, cards } = await play(
      world,
      scheduleOf(0, [...story, ...receipt, ...restore]),
    );
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
  ['hide_restore', 'lost'],
  ['believe_receipt', 'lost'],
])(
  'finds %s as %s',
  async (name, kind) => {
    const number = Object.keys(plants).indexOf(name) + 1;
    const steps = { hide_restore: restore, believe_receipt: receipt }[name as string] ?? story;
    const { verdict } = await play(world, scheduleOf(number, steps), { plant: plants[name] });
    expect(verdict[kind].length).toBeGreaterThan(0);
  },
  patience,
);
