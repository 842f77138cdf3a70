/**
 * A backup of the district, and its return as an administrator does it: what the district took after the backup is gone there until the
 * computers bring it again.
 */
import type { Databases } from './databases.ts';
import type { Ledger } from './ledger.ts';
import type { Server } from './server.ts';
import type { Post } from './stage.ts';

export interface Backups {
  /** kill -9, a copy of the database, a new server. An older backup is thrown away. */
  backUp(): Promise<void>;
  /**
   * Puts the last backup back. `isSaid`: somebody raises the epoch, as the manual asks; else the computers must find out. False: there is
   * none, or something came after it that nobody can bring again: a computer was erased, a person got other rights, a record was moved.
   */
  putBack(isSaid: boolean): Promise<boolean>;
  /** How often a backup was put back: what a computer claimed before that says nothing any more. */
  returns(): number;
  /** Events that lay at the district alone (their computer had to let go of them): nobody can bring them again. */
  readonly beyondRepair: ReadonlySet<string>;
  close(): Promise<void>;
}

export function createBackups(deps: {
  readonly databases: Databases;
  readonly name: string;
  readonly posts: readonly Post[];
  readonly ledger: Ledger;
  readonly server: () => Server;
  readonly restart: (between: () => Promise<void>, isRestored?: boolean) => Promise<void>;
  /** Resolves when no sync that was asked for is under way. */
  readonly calm: () => Promise<void>;
  /** How many records the district has moved so far. */
  readonly moves: () => number;
}): Backups {
  const { databases, name, posts, ledger } = deps;
  const backup = `${name}_backup`;
  const beyondRepair = new Set<string>();
  let taken: string | null = null;
  let returns = 0;

  const order = () =>
    JSON.stringify([posts.map(({ isRevoked, access }) => [isRevoked, access]), deps.moves()]);

  async function atDistrict(): Promise<ReadonlySet<string>> {
    const rows = await deps.server().ask('query', {
      sql: `SELECT id FROM docs WHERE collection = 'events' UNION SELECT doc_id FROM quarantine
        UNION SELECT doc_id FROM rescue_items`,
      params: [],
    });
    return new Set(rows.map(({ id }) => String(id)));
  }

  /** What each computer still holds of its own acknowledged work. */
  async function atWriters(): Promise<ReadonlySet<string>> {
    const held = new Set<string>();
    for (const { device, seat } of posts) {
      const dump = await device?.ask('dump', null).catch(() => null);
      const here = new Set(dump?.events.map(({ id }) => id));
      for (const id of ledger.eventsOf(seat.login)) if (here.has(id)) held.add(id);
    }
    return held;
  }

  return {
    beyondRepair,
    returns: () => returns,
    async backUp() {
      taken = null;
      await deps.restart(async () => {
        await databases.drop(backup);
        await databases.copy(name, backup);
      });
      taken = order();
    },
    async putBack(isSaid) {
      if (taken === null || taken !== order()) return false;
      await deps.calm();
      const had = await atDistrict();
      let held: ReadonlySet<string> = new Set();
      returns += 1;
      await deps.restart(async () => {
        held = await atWriters();
        await databases.drop(name);
        await databases.copy(backup, name);
      }, isSaid);
      const has = await atDistrict();
      for (const id of had) if (!has.has(id) && !held.has(id)) beyondRepair.add(id);
      return true;
    },
    close: () => databases.drop(backup),
  };
}
