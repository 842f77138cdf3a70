/**
 * First reads of a scope are long, and 300 at once once stopped everybody (anchors: CHT #6246). A few have their turn at a time, in
 * the order in which they came; daily pulls never stand in this queue. Who would wait too long is asked to come again.
 */
import type { z } from 'zod';
import type { pullRequest } from '../../shared/sync/protocol.ts';

export interface FirstReads {
  /** Runs `read` when its turn comes. Resolves to null, with nothing done, when that would take too long. */
  inTurn<T>(read: () => Promise<T>): Promise<T | null>;
  /** Seconds after which asking again is worth while. */
  patience(): number;
}

export interface FirstReadLimits {
  readonly atOnce: number;
  /** Milliseconds that a request is held before it is sent away. */
  readonly waitMs: number;
}

export function createFirstReads({ atOnce, waitMs }: FirstReadLimits): FirstReads {
  let running = 0;
  const queue: (() => void)[] = [];

  function turn(): Promise<boolean> {
    if (running < atOnce && queue.length === 0) {
      running += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const start = () => {
        clearTimeout(timer);
        running += 1;
        resolve(true);
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(start), 1);
        resolve(false);
      }, waitMs);
      queue.push(start);
    });
  }

  return {
    async inTurn(read) {
      if (!(await turn())) return null;
      try {
        return await read();
      } finally {
        running -= 1;
        queue.shift()?.();
      }
    },
    patience: () => Math.min(60, 5 + queue.length),
  };
}

/** Whether a pull reads something from its start. */
export function isFirstRead(request: z.infer<typeof pullRequest>): boolean {
  if ((request.fresh ?? []).length > 0) return true;
  return Object.values(request.checkpoint).every((seq) => seq === 0);
}
