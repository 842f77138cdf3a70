/**
 * Slows down guessing. A try is counted and written down BEFORE the password is tested, so that pulling the plug in between
 * gains nothing. The file can be put back by somebody who copies folders; the real wall is scrypt with the device secret.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { readFileIfThere, writeFileAtomic } from './atomic-file.ts';

/** Tries before the waiting begins. */
export const freeTries = 5;
const firstWait = 30_000;
const longestWait = 3_600_000;

const stateSchema = z.object({ failures: z.int().min(0), waitUntil: z.number() });
type LockoutState = z.infer<typeof stateSchema>;

export type TryAnswer =
  | { readonly allowed: true; readonly left: number }
  | { readonly allowed: false; readonly seconds: number };

/**
 * Counts one try in advance. `left`: how many more there are without waiting, should this one fail.
 * A clock set back only makes the wait longer.
 */
export function countTry(folder: string, now: number): TryAnswer {
  const state = readState(folder);
  // A clock set far back must not lock a person out for years: never more than the longest wait from now.
  const wait = Math.min(state.waitUntil - now, longestWait);
  if (wait > 0) return { allowed: false, seconds: Math.ceil(wait / 1000) };
  const failures = state.failures + 1;
  const delay =
    failures < freeTries ? 0 : Math.min(firstWait * 2 ** (failures - freeTries), longestWait);
  writeState(folder, { failures, waitUntil: delay === 0 ? 0 : now + delay });
  return { allowed: true, left: Math.max(0, freeTries - failures) };
}

/** The password was right: the count starts anew. */
export function clearTries(folder: string): void {
  writeState(folder, { failures: 0, waitUntil: 0 });
}

function readState(folder: string): LockoutState {
  const text = readFileIfThere(join(folder, 'tries.json'));
  if (text === null) return { failures: 0, waitUntil: 0 };
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch {
    // A damaged counter must not open the door: one more try, then the waiting.
    return { failures: freeTries - 1, waitUntil: 0 };
  }
}

function writeState(folder: string, state: LockoutState): void {
  writeFileAtomic(join(folder, 'tries.json'), JSON.stringify(state));
}
