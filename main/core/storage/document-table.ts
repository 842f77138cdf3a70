/**
 * One SQL table per collection and schema version: the document as JSON, its indexed fields as real
 * columns, and `seq`, our own write counter that checkpoints are made of (never the clock).
 */
import type { RxJsonSchema } from 'rxdb';
import { columnValues, shapeOf } from './columns.ts';
import type { Column } from './columns.ts';
import { toSortable } from './sortable-text.ts';
import type { Sql, SqlValue, SqliteDatabase } from './sqlite-database.ts';
import { StorageError } from './storage-error.ts';
import type { StoredDocument } from './write-hooks.ts';

export type TableKey = { database: string; collection: string; version: number };

export type DocumentTable = {
  readonly name: string;
  readonly attachments: string;
  readonly columns: readonly Column[];
  readonly primaryPath: string;
  /** The last `seq` given out; never goes back, not even after a cleanup. */
  lastSeq(): number;
  get(id: string): StoredDocument | undefined;
  insert: (id: string, document: StoredDocument) => number;
  update: (id: string, document: StoredDocument) => number;
  /** Deleted documents that were last written before `lwt` are erased; returns how many. */
  eraseDeleted(lwt: number): number;
  /** True if some document breaks the schema type of an indexed field: then SQL may not filter or sort by columns. */
  hasOdd(): boolean;
  /** True for a document that says only what this table knows anyway: it is taken as written. */
  isImplied?: (id: string, document: StoredDocument) => boolean;
  /** Takes one document away for good; for rows of a meta table, which nobody reads by their order. */
  erase(id: string): void;
  drop(): void;
};

const REGISTRY = `CREATE TABLE IF NOT EXISTS rx_table(
  n INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, collection TEXT NOT NULL, version INTEGER NOT NULL,
  shape TEXT NOT NULL, floor INTEGER NOT NULL DEFAULT 0, UNIQUE(db, collection, version))`;

/** Finds or creates the table; must run inside a transaction. Throws when the shape in the file is another one. */
export function openDocumentTable(
  database: SqliteDatabase,
  key: TableKey,
  schema: RxJsonSchema<unknown>,
  primaryPath: string,
): DocumentTable {
  database.exec(REGISTRY);
  const shape = shapeOf(schema, primaryPath);
  const wanted = JSON.stringify(shape);
  let row = findRow(database, key);
  if (row === undefined) {
    database.run(
      'INSERT INTO rx_table(db, collection, version, shape) VALUES(?,?,?,?)',
      key.database,
      key.collection,
      key.version,
      wanted,
    );
    row = findRow(database, key) as RegistryRow;
    createTable(database, `t${row.n}`, shape, schema.attachments !== undefined);
  } else if (row.shape !== wanted) {
    throw new StorageError(
      'E_DB_OTHER',
      `the indexes of ${key.collection} changed without a new schema version`,
    );
  }
  return tableOf(database, row, shape.columns, primaryPath, schema.attachments !== undefined);
}

/** The SQL table of the newest version of a collection, for scans; undefined before it was first opened. */
export function findTableName(sql: Sql, collection: string): string | undefined {
  const row = sql.get<{ n: number }>(
    'SELECT n FROM rx_table WHERE collection = ? ORDER BY version DESC, n DESC LIMIT 1',
    collection,
  );
  return row === undefined ? undefined : `t${row.n}`;
}

type RegistryRow = { n: number; shape: string; floor: number };

function findRow(sql: Sql, key: TableKey): RegistryRow | undefined {
  const query =
    'SELECT n, shape, floor FROM rx_table WHERE db = ? AND collection = ? AND version = ?';
  return sql.get<RegistryRow>(query, key.database, key.collection, key.version);
}

function createTable(
  database: SqliteDatabase,
  name: string,
  shape: { columns: Column[]; indexes: string[][] },
  withAttachments: boolean,
): void {
  const sqlTypes = { string: 'TEXT', number: 'REAL', boolean: 'INTEGER' };
  const columns = shape.columns
    .map((column) => `, ${column.name} ${sqlTypes[column.type]}`)
    .join('');
  database.exec(`
    CREATE TABLE ${name}(k INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, del INTEGER NOT NULL,
      lwt REAL NOT NULL, odd INTEGER NOT NULL, data TEXT NOT NULL${columns});
    CREATE UNIQUE INDEX ${name}_seq ON ${name}(seq);
    CREATE INDEX ${name}_del ON ${name}(lwt) WHERE del=1;
    CREATE INDEX ${name}_odd ON ${name}(k) WHERE odd=1;`);
  // Partial instead of `_deleted` in front of every index: smaller, and usable by any query for living documents.
  shape.indexes.forEach((names, index) => {
    database.exec(`CREATE INDEX ${name}_i${index} ON ${name}(${names.join()}) WHERE del=0`);
  });
  if (withAttachments) {
    database.exec(`CREATE TABLE ${name}_att(id TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL,
      type TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY(id, name))`);
  }
}

function tableOf(
  database: SqliteDatabase,
  row: RegistryRow,
  columns: Column[],
  primaryPath: string,
  withAttachments: boolean,
): DocumentTable {
  const name = `t${row.n}`;
  const names = ['seq', 'del', 'lwt', 'odd', 'data', ...columns.map((column) => column.name)];
  const insertSql = `INSERT INTO ${name}(${names.join()},id) VALUES(${names.map(() => '?').join()},?)`;
  const updateSql = `UPDATE ${name} SET ${names.map((column) => `${column}=?`).join()} WHERE id=?`;
  const highest = database.get<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ${name}`);
  let seq = Math.max(row.floor, highest?.seq ?? 0);

  function write(sql: string, id: string, document: StoredDocument): number {
    seq += 1;
    const { values, odd } = columnValues(columns, document);
    const own: SqlValue[] = [
      seq,
      Number(document._deleted),
      document._meta.lwt,
      Number(odd),
      JSON.stringify(document),
    ];
    database.run(sql, ...own, ...values, toSortable(id));
    return seq;
  }

  return {
    name,
    attachments: `${name}_att`,
    columns,
    primaryPath,
    lastSeq: () => seq,
    get(id) {
      const found = database.get<{ data: string }>(
        `SELECT data FROM ${name} WHERE id=?`,
        toSortable(id),
      );
      return found === undefined ? undefined : (JSON.parse(found.data) as StoredDocument);
    },
    insert: (id, document) => write(insertSql, id, document),
    update: (id, document) => write(updateSql, id, document),
    eraseDeleted(lwt) {
      if (withAttachments) {
        database.run(
          `DELETE FROM ${name}_att WHERE id IN (SELECT id FROM ${name} WHERE del=1 AND lwt <= ?)`,
          lwt,
        );
      }
      const erased = database.run(`DELETE FROM ${name} WHERE del=1 AND lwt <= ?`, lwt).changes;
      // Else the highest seq could be given out a second time after a restart, behind every checkpoint.
      if (erased > 0) database.run('UPDATE rx_table SET floor=? WHERE n=?', seq, row.n);
      return erased;
    },
    erase(id) {
      const erased = database.run(`DELETE FROM ${name} WHERE id=?`, toSortable(id)).changes;
      if (erased > 0) database.run('UPDATE rx_table SET floor=max(floor, ?) WHERE n=?', seq, row.n);
    },
    hasOdd: () => database.get(`SELECT 1 FROM ${name} WHERE odd=1 LIMIT 1`) !== undefined,
    drop() {
      database.exec(`DROP TABLE ${name}`);
      if (withAttachments) database.exec(`DROP TABLE ${name}_att`);
      database.run('DELETE FROM rx_table WHERE n=?', row.n);
    },
  };
}
