/** What the offices were promised: every acknowledged write with the record before and after it, and what a dying computer left open. */
import type { Deed } from './device-messages.ts';

export interface Written extends Deed {
  readonly number: number;
  readonly by: string;
  readonly what: string;
}

export interface Ledger {
  /** Acknowledged writes in the order of their answers. */
  readonly written: readonly Written[];
  /** Refused by the device itself, by code: nothing was promised. */
  readonly refused: ReadonlyMap<string, number>;
  note(by: string, what: string, deed: Deed): void;
  /** The computer died before it answered: it may be there whole or not at all. */
  leaveOpen(): void;
  readonly open: number;
  /** Records touched last, newest first: others are likely to touch them too. */
  recent(): readonly string[];
  eventsOf(by: string): readonly string[];
}

export function createLedger(): Ledger {
  const written: Written[] = [];
  const refused = new Map<string, number>();
  let open = 0;
  return {
    written,
    refused,
    note(by, what, deed) {
      if (deed.ok) written.push({ ...deed, by, what, number: written.length });
      else refused.set(deed.code, (refused.get(deed.code) ?? 0) + 1);
    },
    leaveOpen: () => void (open += 1),
    get open() {
      return open;
    },
    recent() {
      const ids = written.toReversed().map(({ recordId }) => recordId);
      return [...new Set(ids)].slice(0, 6);
    },
    eventsOf: (by) => written.flatMap((each) => (each.by === by ? each.events : [])),
  };
}
