/** When the sync worker runs next: soon when asked, at the interval when all is well, with growing pauses when it is not. */

export interface Schedule {
  /** Runs soon; several wishes within the pause become one run. */
  soon(pauseMs?: number): void;
  /** After a run: plans the next one. */
  after(ok: boolean): void;
  stop(): void;
}

export interface ScheduleDeps {
  readonly run: () => void;
  readonly intervalMs: () => number;
  /** In [0, 1): spreads devices that lost contact together. */
  readonly jitter: () => number;
}

const firstPause = 3_000;
const longestPause = 5 * 60_000;

/** Pause after the n-th failure in a row (n from 1), before jitter. Milliseconds. */
export function pauseAfter(failures: number): number {
  return Math.min(firstPause * 2 ** (failures - 1), longestPause);
}

export function createSchedule(deps: ScheduleDeps): Schedule {
  let timer: NodeJS.Timeout | undefined;
  let due = Infinity;
  let failures = 0;
  let stopped = false;

  function plan(pause: number): void {
    if (stopped) return;
    clearTimeout(timer);
    due = Date.now() + pause;
    timer = setTimeout(() => {
      due = Infinity;
      deps.run();
    }, pause);
    timer.unref();
  }

  return {
    soon(pauseMs = 0) {
      if (Date.now() + pauseMs < due) plan(pauseMs);
    },
    after(ok) {
      failures = ok ? 0 : failures + 1;
      due = Infinity;
      plan(
        ok
          ? deps.intervalMs()
          : Math.min(pauseAfter(failures), deps.intervalMs()) * (0.5 + deps.jitter() / 2),
      );
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
