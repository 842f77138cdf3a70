/** PostgreSQL inside this process (PGlite): the district's database where nobody has set one up. One statement at a time. */
import type { PGlite, Transaction as PgliteTransaction } from '@electric-sql/pglite';
import { transactionOver, withRetries, type Database, type Queries, type Row } from './database.ts';
import { holdFolder, type FolderHold } from './folder-hold.ts';

/**
 * Opens the database in `folder`, or in memory when there is none.
 * Throws `FolderInUse` when another process has it open: two at once would destroy the files.
 */
export async function openPgliteDatabase(folder: string | undefined): Promise<Database> {
  const hold = folder === undefined ? null : await holdFolder(folder);
  try {
    // Loaded here and not at the top: a district with a real PostgreSQL never pays for it.
    const { PGlite: Engine } = await import('@electric-sql/pglite');
    const engine = await Engine.create(folder === undefined ? {} : { dataDir: `${folder}/pg` });
    return databaseOver(engine, hold);
  } catch (error) {
    await hold?.release();
    throw error;
  }
}

function databaseOver(engine: PGlite, hold: FolderHold | null): Database {
  let closed = false;
  return {
    kind: 'pglite',
    query: (sql, params) => queriesOf(engine).query(sql, params),
    transaction: (work, options) =>
      withRetries(() =>
        engine.transaction(async (tx) => {
          // Transactions run one after the other here, so each sees one moment anyway.
          if (options?.snapshot === true) await tx.exec('SET TRANSACTION READ ONLY');
          return work(transactionOver(queriesOf(tx)));
        }),
      ),
    listen: async (channel, heard) => {
      await engine.listen(channel, heard);
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await engine.close();
      await hold?.release();
    },
  };
}

function queriesOf(target: Pick<PGlite, 'query'> | Pick<PgliteTransaction, 'query'>): Queries {
  return {
    async query<R extends object = Row>(sql: string, params: readonly unknown[] = []) {
      const result = await target.query<R>(sql, [...params]);
      return result.rows;
    },
  };
}
