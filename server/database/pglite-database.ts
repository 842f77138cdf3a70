/** PostgreSQL inside this process (PGlite): the district's database where nobody has set one up. One statement at a time. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { PGlite, Transaction as PgliteTransaction } from '@electric-sql/pglite';
import { transactionOver, withRetries, type Database, type Queries, type Row } from './database.ts';
import { holdFolder, type FolderHold } from './folder-hold.ts';

export interface PgliteDatabase extends Database {
  /** Everything in it, as `prepared` takes it. */
  dump(): Promise<Uint8Array>;
}

/**
 * Opens the database in `folder`, or in memory when there is none. `prepared`: a file that a new one begins with, instead of being made.
 * Throws `FolderInUse` when another process has it open: two at once would destroy the files.
 */
export async function openPgliteDatabase(
  folder: string | undefined,
  prepared?: string,
): Promise<PgliteDatabase> {
  const hold = folder === undefined ? null : await holdFolder(folder);
  try {
    // Loaded here and not at the top: a district with a real PostgreSQL never pays for it.
    const { PGlite: Engine } = await import('@electric-sql/pglite');
    const dataDir = folder === undefined ? undefined : `${folder}/pg`;
    const isNew = dataDir === undefined || !existsSync(dataDir);
    const engine = await Engine.create({
      ...(dataDir === undefined ? {} : { dataDir }),
      ...(prepared !== undefined && isNew
        ? { loadDataDir: new Blob([await readFile(prepared)]) }
        : {}),
    });
    return databaseOver(engine, hold);
  } catch (error) {
    await hold?.release();
    throw error;
  }
}

function databaseOver(engine: PGlite, hold: FolderHold | null): PgliteDatabase {
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
    dump: async () => new Uint8Array(await (await engine.dumpDataDir('none')).arrayBuffer()),
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
