/** What happens in one run, decided by its seed alone: three or four times an office at work, each ended by a fault. */
import { createRandom, pickWeighted, randomInt, seedFrom } from '../../shared/samples/random.ts';

export type Fault =
  /** kill -9 after so many acknowledged writes and a little longer. */
  | 'kill'
  /** The disk gets full in the middle, is given room again, then kill -9. */
  | 'full'
  /** kill -9, then one bit of the database file turns. */
  | 'flip'
  /** As `flip`, in the write-ahead log that the dead process left. */
  | 'flip-log'
  /** kill -9, then the database file loses its end. */
  | 'cut';

export interface Round {
  readonly seed: number;
  readonly fault: Fault;
  /** Writes to acknowledge before the fault. */
  readonly writes: number;
  /** Milliseconds from there to the kill, so that it falls anywhere within a write. */
  readonly delay: number;
  /** A backup after so many writes; 0 = none. */
  readonly backupAfter: number;
  /** Where the damage falls, in [0, 1) of the file. */
  readonly place: number;
}

const weights: Readonly<Record<Fault, number>> = {
  kill: 5,
  full: 2,
  flip: 2,
  'flip-log': 1,
  cut: 1,
};

export function scheduleOf(seed: number, run: number): readonly Round[] {
  const random = createRandom(seedFrom(seed, `run ${run}`));
  return Array.from({ length: randomInt(random, 3, 4) }, () => {
    const writes = randomInt(random, 5, 60);
    return {
      seed: randomInt(random, 0, 2 ** 31),
      fault: pickWeighted(random, weights),
      writes,
      delay: randomInt(random, 0, 12),
      backupAfter: random() < 0.5 ? randomInt(random, 1, writes) : 0,
      place: random(),
    };
  });
}
