/**
 * Brings what can still be read of a damaged database into a sound one: every document that is missing there or newer here, and
 * whatever waits to be sent. Works on SQL tables, below RxDB; the tables that are derived are marked to be built again.
 */
import type { Sql, SqliteDatabase, SqlValue } from '../storage/index.ts';
import { readRowsAroundDamage, type Row } from './read-around-damage.ts';

export interface Salvage {
  /** Documents of all collections that were brought over. */
  readonly records: number;
  /** Rows in the outbox that came from the damaged file. */
  readonly unsent: number;
  /** Places that could not be read. */
  readonly lost: number;
}

interface TableEntry {
  readonly n: number;
  readonly db: string;
  readonly collection: string;
  readonly version: number;
  readonly shape: string;
}

/** One transaction: all that can be saved, or, if the sound side fails, nothing. */
export function salvageInto(sound: SqliteDatabase, damaged: SqliteDatabase): Salvage {
  const result = { records: 0, unsent: 0, lost: 0 };
  const entries = readTables(damaged);
  if (entries === null) return { ...result, lost: 1 };
  sound.run('BEGIN IMMEDIATE');
  try {
    for (const entry of entries) {
      const target = findTwin(sound, entry);
      if (target === undefined || isInternal(entry.collection)) continue;
      const { rows, lost } = readRowsAroundDamage(damaged, `t${entry.n}`);
      result.lost += lost;
      const brought = bringOver(sound, `t${target}`, rows);
      if (!entry.collection.startsWith('rx-')) result.records += brought.length;
    }
    const outbox = bringOutbox(sound, damaged);
    result.unsent = outbox.rows;
    result.lost += outbox.lost;
    sound.run('UPDATE side_table SET ready=0');
    sound.run('COMMIT');
    return result;
  } catch (error) {
    if (sound.isInTransaction()) sound.run('ROLLBACK');
    throw error;
  }
}

function readTables(damaged: Sql): TableEntry[] | null {
  try {
    return damaged.all<TableEntry>('SELECT n, db, collection, version, shape FROM rx_table');
  } catch {
    // Without the list of tables nothing has a name any more.
    return null;
  }
}

function findTwin(sound: Sql, entry: TableEntry): number | undefined {
  return sound.get<{ n: number }>(
    'SELECT n FROM rx_table WHERE db=? AND collection=? AND version=? AND shape=?',
    entry.db,
    entry.collection,
    entry.version,
    entry.shape,
  )?.n;
}

/** RxDB's own book about collections, and what replication remembers: both belong to the sound file's state. */
function isInternal(collection: string): boolean {
  return collection.startsWith('_rxdb') || collection.startsWith('rx-');
}

function bringOver(sound: SqliteDatabase, table: string, rows: readonly Row[]): string[] {
  const brought: string[] = [];
  let seq = sound.get<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ${table}`)?.seq ?? 0;
  for (const row of rows) {
    const id = String(row['id']);
    const there = sound.get<{ data: string }>(`SELECT data FROM ${table} WHERE id=?`, id);
    if (there !== undefined && !isNewer(String(row['data']), there.data)) continue;
    seq += 1;
    const names = Object.keys(row).filter((name) => name !== 'k');
    const values = names.map((name) => (name === 'seq' ? seq : (row[name] ?? null)));
    if (there !== undefined) sound.run(`DELETE FROM ${table} WHERE id=?`, id);
    sound.run(
      `INSERT INTO ${table}(${names.join()}) VALUES(${names.map(() => '?').join()})`,
      ...(values as SqlValue[]),
    );
    brought.push(id);
  }
  return brought;
}

/** RxDB counts the writes of a document in its revision; of two with the same count the later one is kept. */
function isNewer(here: string, there: string): boolean {
  const [a, b] = [stateOf(here), stateOf(there)];
  return a.height > b.height || (a.height === b.height && a.lwt > b.lwt);
}

function stateOf(data: string): { height: number; lwt: number } {
  try {
    const { _rev, _meta } = JSON.parse(data) as { _rev?: string; _meta?: { lwt?: number } };
    return { height: Number.parseInt(_rev ?? '0', 10) || 0, lwt: _meta?.lwt ?? 0 };
  } catch {
    // Not a document: never better than one.
    return { height: -1, lwt: 0 };
  }
}

/** What waits to be sent is worth more than anything else: the district has no copy of it. */
function bringOutbox(sound: Sql, damaged: Sql): { rows: number; lost: number } {
  let rows: { collection: string; id: string; mutation: string; since: string }[];
  try {
    rows = damaged.all('SELECT collection, id, mutation, since FROM outbox');
  } catch {
    return { rows: 0, lost: 1 };
  }
  sound.run(
    'CREATE TABLE IF NOT EXISTS outbox(collection TEXT NOT NULL, id TEXT NOT NULL, mutation TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY(collection, id)) WITHOUT ROWID',
  );
  for (const { collection, id, mutation, since } of rows)
    sound.run(
      'INSERT OR REPLACE INTO outbox(collection, id, mutation, since) VALUES(?,?,?,?)',
      collection,
      id,
      mutation,
      since,
    );
  return { rows: rows.length, lost: 0 };
}
