/** Times in milliseconds, and what is usually asked of many of them. */

export interface Times {
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly longest: number;
}

export function timesOf(samples: readonly number[]): Times {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), longest: at(1) };
}

/** Runs the work so often, after a few runs that do not count. */
export async function repeat(
  count: number,
  work: (index: number) => unknown,
  warmUp = 3,
): Promise<Times> {
  const samples: number[] = [];
  for (let index = 0; index < count + warmUp; index += 1) {
    const start = performance.now();
    await work(index);
    if (index >= warmUp) samples.push(performance.now() - start);
  }
  return timesOf(samples);
}

export async function once(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
