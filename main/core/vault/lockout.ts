/**
 * Slows down guessing. A try is counted and written down BEFORE the password is tested, so that pulling the plug in between
 * gains nothing. The wait runs on the time that the machine has been on; no clock is asked
 * (docs/decisions/008-waiting-runs-on-uptime.md). Limit: somebody who copies folders can put an old counter back. The real wall
 * is scrypt with the device secret.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { isUnwritable, readFileIfThere, writeFileAtomic } from './atomic-file.ts';
import type { Redacted } from './redacted.ts';

/** Tries before the waiting begins. */
export const freeTries = 5;
/** Tries before the password alone is not enough any more. */
export const triesToOff = 10;
/** Seconds. */
const firstWait = 60;
const longestWait = 3_600;

const stateSchema = z.strictObject({
  failures: z.int().min(0),
  /** Seconds to wait, counted from `since`. */
  wait: z.number().min(0),
  /** Seconds that the machine had been on when this was written. */
  since: z.number().min(0),
  mac: z.string(),
});
type LockoutState = Omit<z.infer<typeof stateSchema>, 'mac'>;

export interface LockoutDeps {
  readonly folder: string;
  readonly profileId: string;
  readonly deviceSecret: Redacted<Uint8Array>;
  /** Seconds that the machine has been on. */
  readonly uptime: () => number;
  /** Counters of folders that cannot be written; the caller keeps it as long as it lives. */
  readonly memory: Map<string, LockoutState>;
}

export type TryAnswer =
  | { readonly ok: true; readonly left: number }
  | { readonly ok: false; readonly reason: 'wait'; readonly seconds: number }
  | { readonly ok: false; readonly reason: 'off' };

/** Counts one try in advance. `left`: how many more there are without waiting, should this one fail. */
export function countTry(deps: LockoutDeps): TryAnswer {
  const now = deps.uptime();
  const state = readState(deps, now);
  if (state.failures >= triesToOff) return { ok: false, reason: 'off' };
  const wait = remaining(state, now);
  if (wait > 0) return { ok: false, reason: 'wait', seconds: Math.ceil(wait) };
  const failures = state.failures + 1;
  const delay =
    failures < freeTries ? 0 : Math.min(firstWait * 2 ** (failures - freeTries), longestWait);
  writeState(deps, { failures, wait: delay, since: now });
  return { ok: true, left: Math.max(0, freeTries - failures) };
}

/** The person has shown who it is, or the profile is new: the count starts anew. */
export function clearTries(deps: LockoutDeps): void {
  writeState(deps, { failures: 0, wait: 0, since: deps.uptime() });
}

/**
 * After a reboot the machine has been on for less than it was: then the wait counts from the boot. Had it been on for longer
 * again, the wait is over in either reckoning. So neither a clock nor a restart makes it shorter.
 */
function remaining({ wait, since }: LockoutState, now: number): number {
  return wait - (now < since ? now : now - since);
}

function readState(deps: LockoutDeps, now: number): LockoutState {
  const kept = deps.memory.get(deps.folder);
  if (kept !== undefined) return kept;
  const state = parseState(deps);
  if (state !== null) return state;
  // Every sealed profile has a counter. One that is damaged or gone costs the longest wait, and the free tries.
  const punished = { failures: freeTries, wait: longestWait, since: now };
  writeState(deps, punished);
  return punished;
}

function parseState(deps: LockoutDeps): LockoutState | null {
  try {
    const { mac, ...state } = stateSchema.parse(
      JSON.parse(readFileIfThere(counterIn(deps.folder)) ?? ''),
    );
    const [theirs, ours] = [Buffer.from(mac), Buffer.from(macOf(deps, state))];
    return theirs.length === ours.length && timingSafeEqual(theirs, ours) ? state : null;
  } catch {
    return null;
  }
}

function writeState(deps: LockoutDeps, state: LockoutState): void {
  try {
    writeFileAtomic(counterIn(deps.folder), JSON.stringify({ ...state, mac: macOf(deps, state) }));
    deps.memory.delete(deps.folder);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    // A full disk must not keep people from reading what they have: then this process counts.
    deps.memory.set(deps.folder, state);
  }
}

function macOf(
  { profileId, deviceSecret }: LockoutDeps,
  { failures, wait, since }: LockoutState,
): string {
  const info = 'qiaobang lockout 2';
  const key = Buffer.from(hkdfSync('sha256', deviceSecret.reveal(), new Uint8Array(0), info, 32));
  const text = JSON.stringify([profileId, failures, wait, since]);
  return createHmac('sha256', key).update(text).digest('base64');
}

function counterIn(folder: string): string {
  return join(folder, 'tries.json');
}
