/**
 * The limit: the very rows that the product wrote, into the very tables and indexes that it has, by bare better-sqlite3 with the same
 * cipher and pragmas. What is left between the two is what our storage, RxDB and the services cost.
 */
import Database from 'better-sqlite3-multiple-ciphers';
import { settingsFor } from '../../main/core/storage/sqlite-settings.ts';
import type { Store } from '../../main/core/storage/index.ts';

type Cell = string | number | null;

export interface RawRow {
  readonly table: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface RawPeer {
  /** All of them in one transaction. */
  write(rows: readonly RawRow[]): void;
  /** Reads every byte of every table. */
  scan(): number;
  close(): void;
}

/** A copy of the product's file, or an empty one; `key` null: the same without encryption. */
export function openRaw(
  path: string,
  key: Uint8Array | null,
): RawPeer & { exec(sql: string): void } {
  const database = new Database(path);
  if (key !== null) {
    database.pragma("cipher='aegis'");
    database.pragma("algorithm='aegis-256'");
    database.key(Buffer.from(`raw:${Buffer.from(key).toString('hex')}`));
  }
  for (const { name, value } of settingsFor({ inMemory: false, busyTimeoutMs: 1_000 }))
    database.pragma(`${name} = ${value}`);
  const prepared = new Map<string, Database.Statement<Cell[]>>();
  const insertInto = ({ table, cells }: RawRow) => {
    const known = prepared.get(table);
    if (known !== undefined) return known;
    const names = Object.keys(cells);
    const made = database.prepare<Cell[]>(
      `INSERT INTO ${table}(${names.join()}) VALUES(${names.map(() => '?').join()})`,
    );
    prepared.set(table, made);
    return made;
  };
  return {
    write: database.transaction((rows: readonly RawRow[]) => {
      for (const row of rows) insertInto(row).run(...Object.values(row.cells));
    }),
    scan() {
      let sum = 0;
      for (const table of tablesIn(database))
        for (const row of database.prepare<[], object>(`SELECT * FROM ${table}`).iterate())
          sum += Object.keys(row).length;
      return sum;
    },
    exec: (sql) => void database.exec(sql),
    close: () => void database.close(),
  };
}

/** The statements that make the product's tables and indexes. */
export async function layoutOf(store: Store): Promise<string[]> {
  const made = await store.read.all<{ sql: string }>(
    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY type='index' LIMIT 1000",
  );
  return made.map(({ sql }) => sql);
}

/** What the product keeps of these documents, in every table that has a row of theirs, by document. */
export async function rowsOf(store: Store, ids: readonly string[]): Promise<Map<string, RawRow[]>> {
  const found = new Map<string, RawRow[]>(ids.map((id) => [id, []]));
  const tables = await store.read.all<{ name: string }>(
    `SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name='id' WHERE m.type='table' LIMIT 1000`,
  );
  for (const { name: table } of tables) {
    const rows = await store.read.all<Record<string, Cell>>(
      `SELECT * FROM ${table} WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1000000`,
      [JSON.stringify(ids)],
    );
    for (const cells of rows) found.get(String(cells['id']))?.push({ table, cells });
  }
  return found;
}

function tablesIn(database: Database.Database): string[] {
  return database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type='table'")
    .all()
    .map(({ name }) => name);
}
