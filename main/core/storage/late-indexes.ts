/**
 * The first sync of a street writes a hundred thousand rows, and keeping every index of every list in order meanwhile costs more than
 * all the rest. So the indexes of the side tables are put off, and sorted in at the end. Until then every answer is right, only slower.
 * What is missing is read from the file itself: a device that is switched off in between has nothing to remember. decisions/042.
 */
import type { CommitQueue } from './commit-queue.ts';
import { createIndexes, type SideTable } from './side-tables.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

export type LateIndexes = {
  /** Drops them; nothing is kept in order until `build`. */
  postpone(): Promise<void>;
  /** Makes those that are missing, one per turn, so that others get their answers in between. Nothing to do otherwise. */
  build(): Promise<void>;
};

export function createLateIndexes(
  deps: { database: SqliteDatabase; queue: CommitQueue },
  tables: readonly SideTable[],
): LateIndexes {
  const { database, queue } = deps;
  const all = tables.flatMap(({ indexes = [] }) => indexes);

  function present(): ReadonlySet<string> {
    const rows = database.all<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type='index'",
    );
    return new Set(rows.map(({ name }) => name));
  }

  return {
    postpone: () =>
      queue.write(() => {
        for (const { name } of all) database.exec(`DROP INDEX IF EXISTS ${name}`);
        return { value: undefined, counts: false };
      }),
    async build() {
      const there = await queue.read(present);
      await createIndexes(
        deps,
        all.filter(({ name }) => !there.has(name)),
      );
    },
  };
}
