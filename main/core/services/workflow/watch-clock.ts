/** Lets the system take its own steps while a profile is open: at the start, when a first sync has brought the work, every ten minutes, and deadlines anew after another holiday table. */
import type { SyncState } from '../../../../shared/bridge/contract.ts';
import type { CoreLog } from '../../ports.ts';
import type { ProfileContext } from '../profile/context.ts';
import type { NumberBook } from '../records/new-envelope.ts';
import { recountDeadlines, runAutoSteps } from './take-auto-steps.ts';

const everyMs = 10 * 60_000;

export interface Clock {
  /** Told after each round of sync: once the records are there, what is due is taken; the turn at the start looked into an empty house. */
  round(state: Pick<SyncState, 'firstSync'>): void;
  stop(): Promise<void>;
}

export function watchClock(
  context: ProfileContext & { readonly numbers: NumberBook },
  log: CoreLog,
): Clock {
  let last: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let isFilled = false;

  function then(
    job: (context: ProfileContext & { readonly numbers: NumberBook }) => Promise<number>,
  ): void {
    last = last
      .then(() => (stopped ? 0 : job(context)))
      // The next round tries again; nothing was half written.
      .catch(() => log.warn('workflow.clock'));
  }

  then(recountDeadlines);
  then(runAutoSteps);
  const timer = setInterval(() => then(runAutoSteps), everyMs);
  timer.unref();
  const tables = context.store.collections.masters.eventBulks$.subscribe(({ events }) => {
    if (events.some(({ documentData }) => documentData.type === 'holiday_table'))
      then(recountDeadlines);
  });
  return {
    round({ firstSync }) {
      if (isFilled || !firstSync.done) return;
      isFilled = true;
      then(runAutoSteps);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      tables.unsubscribe();
      await last;
    },
  };
}
