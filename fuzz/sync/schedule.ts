/** What happens in one schedule, decided by its seed alone; it can be written to a file and played again action by action. */
import {
  chance,
  createRandom,
  pickWeighted,
  randomInt,
  seedFrom,
} from '../../shared/samples/random.ts';
import { actions, type ActionName } from './actions.ts';

export interface Step {
  readonly do: ActionName;
  /** Which computer. */
  readonly at: number;
  /** Everything else is drawn from this, and from what there is when the step comes. */
  readonly dice: number;
}

export interface Schedule {
  readonly seed: number;
  readonly number: number;
  /** Computers that take part, in the order of people.ts. */
  readonly seats: number;
  /** Computers on a disk that can be filled. */
  readonly disks: readonly number[];
  readonly steps: readonly Step[];
}

export interface Size {
  readonly seats: readonly [number, number];
  readonly steps: readonly [number, number];
}

export const sizes = {
  short: { seats: [2, 4], steps: [30, 60] },
  nightly: { seats: [2, 6], steps: [40, 160] },
} as const satisfies Record<string, Size>;

const weights = Object.fromEntries(
  Object.entries(actions).map(([name, { weight }]) => [name, weight]),
) as Record<ActionName, number>;

export function scheduleOf(seed: number, number: number, size: Size): Schedule {
  const random = createRandom(seedFrom(seed, `schedule ${number}`));
  const seats = randomInt(random, ...size.seats);
  const disks = chance(random, 0.3) ? [randomInt(random, 0, seats - 1)] : [];
  const steps = Array.from({ length: randomInt(random, ...size.steps) }, (_, index): Step => ({
    // Something must be there before it can be fought over.
    do: index < 3 ? 'household' : pickWeighted(random, weights),
    at: randomInt(random, 0, seats - 1),
    dice: randomInt(random, 0, 2 ** 31),
  }));
  return { seed, number, seats, disks, steps };
}
