/** The launcher's demonstration, reached from the worker thread by messages. */
import type { StartDemo } from '../ports.ts';

type Opened = Awaited<ReturnType<StartDemo>>;

/** One question at a time is under way: whoever asks meanwhile waits for the same answer. Null answers reject. */
export function createDemoRelay(ask: () => void): {
  readonly start: StartDemo;
  answer(opened: Opened | null): void;
} {
  let waiting: PromiseWithResolvers<Opened> | null = null;
  return {
    start() {
      if (waiting === null) {
        waiting = Promise.withResolvers();
        ask();
      }
      return waiting.promise;
    },
    answer(opened) {
      const asked = waiting;
      waiting = null;
      if (opened === null) asked?.reject(new Error('the demonstration did not open'));
      else asked?.resolve(opened);
    },
  };
}
