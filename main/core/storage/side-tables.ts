/**
 * A side table is derived from documents: projections, search, digests. A write hook keeps it in step;
 * when its declaration changes it is built again from the documents, in turns of at most 500.
 */
import type { CommitQueue } from './commit-queue.ts';
import { findTableName } from './document-table.ts';
import type { Sql, SqliteDatabase } from './sqlite-database.ts';
import type { StoredDocument, WriteHooks } from './write-hooks.ts';

export type SideTable = {
  /** The SQL table. */
  name: string;
  /** Any text that differs when the declaration differs. */
  version: string;
  collections: readonly string[];
  /** Makes the empty table; an older one has been dropped before. */
  create(database: Pick<SqliteDatabase, 'exec'>): void;
  /** Indexes that make questions faster and are not needed for the right answer (late-indexes.ts). */
  indexes?: readonly SideIndex[];
  /** Brings the rows of one document up to date; deleted documents lose theirs. Called again for the same state without harm. */
  write(tx: Sql, collection: string, id: string, document: StoredDocument): void;
};

/** `on`: table and columns, as after `CREATE INDEX … ON`. */
export type SideIndex = { name: string; on: string };

export type RebuildProgress = (progress: { done: number; total: number }) => void;

type Deps = { database: SqliteDatabase; queue: CommitQueue; onProgress?: RebuildProgress };

const TURN = 500;

/** Registers the hooks of all side tables. Call before RxDB opens its collections, so that no write is missed. */
export function hookSideTables(hooks: WriteHooks, tables: readonly SideTable[]): void {
  for (const table of tables) {
    for (const collection of table.collections) {
      hooks.add(collection, (write, tx) => {
        for (const { id, doc } of write.docs) table.write(tx, collection, id, doc);
      });
    }
  }
}

/** Creates what is missing or outdated, empty; must come before the first write. Returns what has to be filled. */
export async function prepareSideTables(
  deps: Deps,
  tables: readonly SideTable[],
): Promise<SideTable[]> {
  const { database, queue } = deps;
  return queue.write(() => {
    database.exec(
      'CREATE TABLE IF NOT EXISTS side_table(name TEXT PRIMARY KEY, version TEXT NOT NULL, ready INTEGER NOT NULL)',
    );
    const stale = tables.filter((table) => {
      const known = database.get<{ version: string; ready: number }>(
        'SELECT version, ready FROM side_table WHERE name=?',
        table.name,
      );
      return known === undefined || known.ready === 0 || known.version !== table.version;
    });
    for (const table of stale) {
      database.exec(`DROP TABLE IF EXISTS "${table.name}"`);
      table.create(database);
      database.run(
        'INSERT OR REPLACE INTO side_table(name, version, ready) VALUES(?,?,0)',
        table.name,
        table.version,
      );
    }
    dropForgotten(database, tables);
    return { value: stale, counts: false };
  });
}

/** Fills the given tables from the documents; the hooks are already at work meanwhile. Resumes from the start after a crash. */
export async function fillSideTables(deps: Deps, stale: readonly SideTable[]): Promise<void> {
  if (stale.length === 0) return;
  const { database, queue } = deps;
  const collections = [...new Set(stale.flatMap((table) => table.collections))];
  const sources = collections.flatMap((collection) => {
    const source = findTableName(database, collection);
    return source === undefined ? [] : [{ collection, source }];
  });
  const count = (source: string): number =>
    database.get<{ n: number }>(`SELECT count(*) AS n FROM ${source}`)?.n ?? 0;
  const total = await queue.read(() => sources.reduce((sum, { source }) => sum + count(source), 0));
  let done = 0;
  for (const { collection, source } of sources) {
    const targets = stale.filter((table) => table.collections.includes(collection));
    let last = 0;
    for (;;) {
      const from = last;
      const rows = await queue.write(() => ({
        value: fillTurn(database, source, collection, targets, from),
        counts: false,
      }));
      const end = rows.at(-1);
      if (end === undefined) break;
      last = end;
      done += rows.length;
      deps.onProgress?.({ done, total });
      // Other requests get their turn between two of ours.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const indexes = stale.flatMap((table) => table.indexes ?? []);
  if (total > 0) await createIndexes(deps, indexes);
  await queue.write(() => {
    // Hundreds of empty ones cost nothing together, and a commit each apart.
    if (total === 0) indexes.forEach((index) => createIndex(database, index));
    for (const table of stale)
      database.run('UPDATE side_table SET ready=1 WHERE name=?', table.name);
    return { value: undefined, counts: false };
  });
}

/** One after the other, after the rows: sorted in once they cost a fraction of what they cost row by row. */
export async function createIndexes(deps: Deps, indexes: readonly SideIndex[]): Promise<void> {
  for (const index of indexes) {
    await deps.queue.write(() => ({ value: createIndex(deps.database, index), counts: false }));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Makes one index that is not there yet. */
export function createIndex(database: Pick<SqliteDatabase, 'exec'>, { name, on }: SideIndex): void {
  database.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${on}`);
}

function fillTurn(
  database: SqliteDatabase,
  source: string,
  collection: string,
  targets: SideTable[],
  from: number,
): number[] {
  const sql = `SELECT k, data FROM ${source} WHERE k > ? ORDER BY k LIMIT ${TURN}`;
  const rows = database.all<{ k: number; data: string }>(sql, from);
  for (const row of rows) {
    const document = JSON.parse(row.data) as StoredDocument;
    for (const target of targets)
      target.write(database, collection, String(document['id']), document);
  }
  return rows.map((row) => row.k);
}

/** A projection whose record type is gone would never be updated again. */
function dropForgotten(database: SqliteDatabase, tables: readonly SideTable[]): void {
  const names = new Set(tables.map((table) => table.name));
  for (const { name } of database.all<{ name: string }>('SELECT name FROM side_table')) {
    if (names.has(name)) continue;
    database.exec(`DROP TABLE IF EXISTS "${name}"`);
    database.run('DELETE FROM side_table WHERE name=?', name);
  }
}
