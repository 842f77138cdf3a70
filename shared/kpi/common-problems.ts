/** 共性问题 (domain.md §4.4): the same problem of at least three enterprises. Pure. */

export interface JoinedTicket {
  readonly id: string;
  readonly enterprise: string;
  /** The ticket under which it was gathered. */
  readonly sameProblem?: string | undefined;
}

/** Enterprises that make a problem a common one. */
export const leastEnterprises = 3;

/** Groups by the ticket that they were gathered under, that ticket among them; each with its members' ids. */
export function commonProblems(tickets: readonly JoinedTicket[]): readonly (readonly string[])[] {
  const byId = new Map(tickets.map((each) => [each.id, each]));
  const leaderOf = (ticket: JoinedTicket): string => {
    const seen = new Set<string>();
    let at = ticket;
    while (at.sameProblem !== undefined && !seen.has(at.id)) {
      seen.add(at.id);
      const next = byId.get(at.sameProblem);
      if (next === undefined) return at.sameProblem;
      at = next;
    }
    return at.id;
  };
  return [...Map.groupBy(tickets, leaderOf).values()]
    .filter((group) => new Set(group.map(({ enterprise }) => enterprise)).size >= leastEnterprises)
    .map((group) => group.map(({ id }) => id));
}
