/**
 * The layout of our own tables, kept in `user_version`: a file with a higher one is not opened, one with a lower one is brought here
 * step by step inside one transaction. RxDB's collections have schema versions of their own.
 */

/** Brings a file from the layout before to layout `to`. */
export type StoreStep = { to: number; run: (exec: (sql: string) => void) => void };

export const STORE_VERSION = 1;

/** Never change a step that was released; add one. */
export const storeSteps: readonly StoreStep[] = [];

/** Runs what lies between; the caller has the transaction. */
export function runSteps(
  steps: readonly StoreStep[],
  from: number,
  exec: (sql: string) => void,
): void {
  for (const step of steps.toSorted((a, b) => a.to - b.to)) if (step.to > from) step.run(exec);
}
