/** Looks into a database file without changing it: does the key open it, is it whole, how much is in it. */
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openSqlite, type CipherName, type SqliteDatabase } from '../storage/index.ts';
import { removeDatabase } from './profile-files.ts';
import { copyDurably, isNoRoom } from './durable-files.ts';

export interface DatabaseFacts {
  /** Living records. */
  readonly records: number;
  /** Write counters of all collections added up. */
  readonly seq: number;
}

export interface InspectJob {
  readonly path: string;
  readonly key: Uint8Array;
  readonly cipher: CipherName;
}

export type Inspection =
  | { readonly ok: true; readonly facts: DatabaseFacts; readonly sha256: string }
  | { readonly ok: false };

/** Opens the file alone (no log may lie beside it), runs SQLite's quick_check and counts. Reads all of it: not for the main thread.
 *  Throws when the disk is full. */
export function inspectDatabase(job: InspectJob): Inspection {
  const opened = openSqlite({ ...job, mode: 'inspect' });
  if (!opened.ok) {
    // Says something about the disk and nothing about the file.
    if (isNoRoom(opened.error)) throw opened.error;
    return { ok: false };
  }
  const { database } = opened;
  try {
    const lines = database.all<{ quick_check: string }>('PRAGMA quick_check');
    if (lines.length !== 1 || lines[0]?.quick_check !== 'ok') return { ok: false };
    const facts = factsOf(database);
    return { ok: true, facts, sha256: sha256Of(job.path) };
  } catch {
    // Any error while reading means the same: not a file to rely on.
    return { ok: false };
  } finally {
    database.close();
  }
}

/** Opens a copy in a place of its own, so that not even a log is made beside the original. */
export function inspectCopy(job: InspectJob, scratch: string): Inspection {
  removeDatabase(scratch);
  try {
    copyDurably(job.path, scratch);
    return inspectDatabase({ ...job, path: scratch });
  } finally {
    removeDatabase(scratch);
  }
}

export function factsOf(database: Pick<SqliteDatabase, 'all' | 'get'>): DatabaseFacts {
  let records = 0;
  let seq = 0;
  for (const { n, collection } of database.all<{ n: number; collection: string }>(
    'SELECT n, collection FROM rx_table',
  )) {
    const table = `t${n}`;
    seq += database.get<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ${table}`)?.seq ?? 0;
    if (collection === 'records')
      records +=
        database.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE del=0`)?.n ?? 0;
  }
  return { records, seq };
}

/** Tells keys apart without telling anything about them. */
export function keyIdOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('qiaobang key id').digest('hex').slice(0, 16);
}

export function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
