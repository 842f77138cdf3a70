/** What the office was promised: every acknowledged write, and the one that was under way when it was killed. */
import { eventOf, type Line, type Operation } from './operations.ts';

export class Ledger {
  /** Last acknowledged operation of each record. */
  readonly last = new Map<string, Operation>();
  readonly acknowledged = new Map<string, Operation>();
  /** Begun and never answered: it may be there whole or not at all. */
  open: Operation | null = null;
  /** Refused: nothing of it may be there. */
  readonly refused = new Map<string, Operation>();

  hear(line: Line): void {
    switch (line.say) {
      case 'begin':
        this.open = line.operation;
        break;
      case 'done':
        this.open = null;
        this.last.set(line.operation.id, line.operation);
        this.acknowledged.set(line.operation.name, line.operation);
        break;
      case 'refused':
        this.open = null;
        this.refused.set(line.operation.name, line.operation);
        break;
      case 'full':
      case 'backup':
        break;
      default:
        line satisfies never;
    }
  }

  /** The open operation turned out to be there, or not; from now on it is one or the other for good. */
  settle(isThere: boolean): void {
    if (this.open !== null && isThere) {
      this.last.set(this.open.id, this.open);
      this.acknowledged.set(this.open.name, this.open);
    }
    this.open = null;
  }

  /** The start-up has said that something is gone: what is there now is the new truth. */
  adopt(present: ReadonlyMap<string, string>, events: ReadonlySet<string>): void {
    for (const operation of this.acknowledged.values())
      if (!events.has(eventOf(operation))) this.acknowledged.delete(operation.name);
    for (const [id, operation] of this.last) {
      const mutation = present.get(id);
      if (operation.kind === 'put' && mutation === operation.name) continue;
      if (mutation !== undefined) this.last.set(id, { name: mutation, kind: 'put', id });
      else if (operation.kind === 'put') this.last.delete(id);
    }
    for (const [id, mutation] of present)
      if (!this.last.has(id)) this.last.set(id, { name: mutation, kind: 'put', id });
    this.open = null;
  }

  livingIds(): string[] {
    return [...this.last.values()].filter(({ kind }) => kind === 'put').map(({ id }) => id);
  }
}
