/**
 * The one switch between RxDB's replication and the network. RxDB would retry on its own schedule, once per collection; here its
 * handlers wait at the line until the sync worker opens it, so that one worker decides when there is contact.
 */
import type { Failure } from '../../../shared/bridge/errors.ts';

export interface Line {
  /** Resolves when the line is open; rejects with LineClosed once sync has ended. */
  wait(): Promise<void>;
  isOpen(): boolean;
  /** What closed it; null while it is open, before the first contact and when it has ended. */
  failure(): Failure | null;
  open(): void;
  /** Contact was lost: whoever asks next waits, and everybody who listens is told once. */
  fail(failure: Failure): void;
  /** Sync ends for good. */
  end(): void;
  /** Resolves with the next failure (null = the line ended). */
  nextFailure(): Promise<Failure | null>;
}

/** Thrown into RxDB's handlers only; RxDB takes it for a failed request and asks again later. */
export class LineClosed extends Error {}

export function createLine(onFailure: (failure: Failure) => void): Line {
  let state: 'open' | 'closed' | 'ended' = 'closed';
  let opened = Promise.withResolvers<void>();
  let failed = Promise.withResolvers<Failure | null>();
  let last: Failure | null = null;
  quiet(opened.promise);

  return {
    wait() {
      if (state === 'ended') return Promise.reject(new LineClosed());
      return state === 'open' ? Promise.resolve() : opened.promise;
    },
    isOpen: () => state === 'open',
    failure: () => last,
    open() {
      if (state !== 'closed') return;
      state = 'open';
      last = null;
      opened.resolve();
    },
    fail(failure) {
      if (state === 'ended') return;
      if (state === 'open') {
        state = 'closed';
        opened = Promise.withResolvers();
        quiet(opened.promise);
      }
      last = failure;
      const told = failed;
      failed = Promise.withResolvers();
      told.resolve(failure);
      onFailure(failure);
    },
    end() {
      if (state === 'ended') return;
      state = 'ended';
      last = null;
      opened.reject(new LineClosed());
      failed.resolve(null);
    },
    nextFailure: () => failed.promise,
  };
}

/** Nobody may be waiting when the line ends; that is no unhandled error. */
function quiet(promise: Promise<unknown>): void {
  promise.catch(() => undefined);
}
