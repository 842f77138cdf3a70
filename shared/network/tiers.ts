/** 三级组织 (domain.md §4.6): a place is covered when it has a normal organisation in each of the three tiers. Pure. */
export interface TierRow {
  /** A unit's code, or a community's. */
  readonly place: string;
  readonly kind: string;
  /** Normal organisations by tier: 1, 2, 3 and x for the extended ones. */
  readonly tiers: Readonly<Record<string, number>>;
}

export interface Coverage {
  readonly covered: number;
  readonly of: number;
  /** Two decimals; null: nothing to divide by. */
  readonly share: number | null;
}

export const threeTiers = ['1', '2', '3'] as const;

export function isCovered({ tiers }: Pick<TierRow, 'tiers'>): boolean {
  return threeTiers.every((tier) => (tiers[tier] ?? 0) > 0);
}

/** Reported twice: over the streets, as the seed words it, and over all divisions (D8). The park is no division. */
export function coverageOf(rows: readonly TierRow[], kinds: readonly string[]): Coverage {
  const counted = rows.filter(({ kind }) => kinds.includes(kind));
  const covered = counted.filter(isCovered).length;
  return {
    covered,
    of: counted.length,
    share: counted.length === 0 ? null : Math.round((covered * 10_000) / counted.length) / 100,
  };
}
