/** When a loss is too large to be believed without asking a person (design.md §4.7). */
export const brake = { share: 0.2, rows: 500 } as const;

export function isMassive({
  going,
  all,
}: {
  readonly going: number;
  readonly all: number;
}): boolean {
  return going > brake.rows && going > all * brake.share;
}
