export interface Reached {
  /** Milliseconds. */
  readonly at: number;
  readonly received: number;
}

/** Less than this says nothing of the pace yet. Milliseconds. */
const leastWatched = 3_000;

/** Seconds until `total` at the pace between two moments; null while there is no telling. */
export function secondsLeft(begun: Reached, here: Reached, total: number): number | null {
  const watched = here.at - begun.at;
  const gained = here.received - begun.received;
  if (watched < leastWatched || gained <= 0) return null;
  return (Math.max(0, total - here.received) * watched) / gained / 1000;
}
