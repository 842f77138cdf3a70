/** Shares and their notation (domain.md §4): ×100, two decimals, half-up; nothing to divide by is null and shown as —, never 0 or 100. */

export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  /** Percent with two decimals, or null. */
  readonly percent: number | null;
}

export function shareOf(numerator: number, denominator: number): Share {
  return {
    numerator,
    denominator,
    percent: denominator === 0 ? null : Math.round((numerator * 10_000) / denominator) / 100,
  };
}

export function countWhere<T>(all: readonly T[], holds: (each: T) => boolean): number {
  return all.filter(holds).length;
}
