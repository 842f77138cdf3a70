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

interface Brought {
  readonly collection: string;
  readonly id: string;
  readonly table: string;
}

/** One transaction: all that can be saved, or, if the sound side fails, nothing. */
export function salvageInto(sound: SqliteDatabase, damaged: SqliteDatabase): Salvage {
  const result = { records: 0, unsent: 0, lost: 0 };
  const brought: Brought[] = [];
  const entries = readTables(damaged);
  if (entries === null) return { ...result, lost: 1 };
  sound.run('BEGIN IMMEDIATE');
  try {
    for (const entry of entries) {
      const target = findTwin(sound, entry);
      if (target === undefined || isInternal(entry.collection)) continue;
      const { rows, lost } = readRowsAroundDamage(damaged, `t${entry.n}`);
      result.lost += lost;
      for (const id of bringOver(sound, `t${target}`, rows))
        brought.push({ collection: entry.collection, id, table: `t${target}` });
    }
    result.records = brought.length;
    const outbox = readOutbox(damaged);
    if (outbox === null) result.lost += 1;
    putOutbox(sound, outbox ?? outboxFrom(sound, brought));
    result.unsent = settleOutbox(sound);
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

interface OutboxRow {
  readonly collection: string;
  readonly id: string;
  readonly mutation: string;
  readonly since: string;
}

/** What waits to be sent is worth more than anything else: the district has no copy of it. */
function readOutbox(damaged: Sql): OutboxRow[] | null {
  try {
    return damaged.all<OutboxRow>('SELECT collection, id, mutation, since FROM outbox');
  } catch {
    return null;
  }
}

/** Nobody knows which of these the district has: all are offered again, and it takes each only once. */
function outboxFrom(sound: Sql, brought: readonly Brought[]): OutboxRow[] {
  return brought
    .filter(({ collection }) => collection === 'records' || collection === 'events')
    .flatMap(({ collection, id, table }) => {
      const row = sound.get<{ data: string }>(`SELECT data FROM ${table} WHERE id=?`, id);
      const document = JSON.parse(row?.data ?? '{}') as { id?: string; mutation?: string };
      const { mutation } = document;
      if (document.id === undefined || mutation === undefined) return [];
      return [{ collection, id: document.id, mutation, since: new Date(0).toISOString() }];
    });
}

function putOutbox(sound: Sql, rows: readonly OutboxRow[]): void {
  for (const { collection, id, mutation, since } of rows)
    sound.run(
      'INSERT OR REPLACE INTO outbox(collection, id, mutation, since) VALUES(?,?,?,?)',
      collection,
      id,
      mutation,
      since,
    );
}

/** A row waits for the document as it is now: its latest state may have been in a place that could not be read. */
function settleOutbox(sound: Sql): number {
  let waiting = 0;
  for (const { collection, id, mutation } of readOutbox(sound) ?? []) {
    const n = sound.get<{ n: number }>(
      'SELECT n FROM rx_table WHERE collection=? ORDER BY version DESC LIMIT 1',
      collection,
    )?.n;
    const row =
      n === undefined
        ? undefined
        : sound.get<{ data: string }>(`SELECT data FROM t${n} WHERE id=?`, id);
    const now = (JSON.parse(row?.data ?? '{}') as { mutation?: string }).mutation;
    if (now === undefined)
      sound.run('DELETE FROM outbox WHERE collection=? AND id=?', collection, id);
    else {
      waiting += 1;
      if (now !== mutation)
        sound.run('UPDATE outbox SET mutation=? WHERE collection=? AND id=?', now, collection, id);
    }
  }
  return waiting;
}
