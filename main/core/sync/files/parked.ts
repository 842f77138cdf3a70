/** Files that could not go on for a reason of their own: why, and when each may try again. Others are not held up by them. */
import type { Failure } from '../../../../shared/bridge/errors.ts';

export interface Parked {
  /** Not before the pause is over; the pause doubles each time. `failure` null: an ordinary wait that nobody need see. */
  park(sha256: string, failure: Failure | null): void;
  isParked(sha256: string): boolean;
  /** Why it stands still, if people should see it. */
  failureOf(sha256: string): Failure | null;
  failed(): readonly string[];
  /** All is well with it again, or somebody wants it tried now. */
  release(sha256: string): void;
  /** Something has changed (a record was accepted): ordinary waits are over. */
  releaseWaiting(): void;
  /** Somebody looks at it now: it may try again at once, unless it has just done so. */
  askedFor(sha256: string): void;
  /** Milliseconds until the next one may try, of those that could not at `lookedAt`; null when there is none. */
  nextIn(lookedAt: number): number | null;
}

interface Entry {
  readonly failure: Failure | null;
  readonly times: number;
  readonly since: number;
  readonly until: number;
}

/** A page asks several times a second while it waits. */
const shortestPause = 2_000;
const firstPause = 15_000;
const longestPause = 60 * 60_000;

export function createParked(now: () => number): Parked {
  const entries = new Map<string, Entry>();
  return {
    park(sha256, failure) {
      const times = (entries.get(sha256)?.times ?? 0) + 1;
      const pause = Math.min(firstPause * 2 ** (times - 1), longestPause);
      entries.set(sha256, { failure, times, since: now(), until: now() + pause });
    },
    isParked: (sha256) => (entries.get(sha256)?.until ?? -Infinity) > now(),
    failureOf: (sha256) => entries.get(sha256)?.failure ?? null,
    failed: () => [...entries].filter(([, entry]) => entry.failure !== null).map(([key]) => key),
    release: (sha256) => void entries.delete(sha256),
    releaseWaiting() {
      for (const [sha256, entry] of entries) if (entry.failure === null) entries.delete(sha256);
    },
    askedFor(sha256) {
      const entry = entries.get(sha256);
      if (entry !== undefined && entry.since + shortestPause <= now())
        entries.set(sha256, { ...entry, until: Math.min(entry.until, now()) });
    },
    nextIn(lookedAt) {
      const waiting = [...entries.values()].filter(({ until }) => until > lookedAt);
      const next = Math.min(...waiting.map(({ until }) => until));
      return Number.isFinite(next) ? Math.max(0, next - now()) : null;
    },
  };
}
