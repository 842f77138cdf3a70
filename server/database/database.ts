/**
 * What the server needs of a PostgreSQL-compatible database. Two implementations: a pool of real PostgreSQL connections,
 * and PGlite, which runs in this process for a district without a database server. The SQL is the same for both.
 */

export type Row = Readonly<Record<string, unknown>>;

export interface Queries {
  /**
   * Runs one statement with `$1`-parameters. JSON goes in as text with a `::jsonb` cast; `bigint` comes out through a
   * `::float8` or `::text` cast, because the two implementations read a bare one differently.
   */
  query<R extends object = Row>(sql: string, params?: readonly unknown[]): Promise<R[]>;
}

export interface Transaction extends Queries {
  /** Runs `work` behind a savepoint: what fails inside is undone alone, then thrown on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

export interface TransactionOptions {
  /** All statements see one moment (REPEATABLE READ, READ ONLY). */
  readonly snapshot?: boolean;
}

export interface Database extends Queries {
  readonly kind: 'postgres' | 'pglite';
  /** Commits when `work` resolves, rolls back when it throws. Deadlock victims are run again, so `work` may run twice. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Hears `pg_notify(channel, payload)` of every server on this database, after the commit that sent it.
   * `missed` says that notices may have been lost (the connection was away).
   */
  listen(channel: string, heard: (payload: string) => void, missed: () => void): Promise<void>;
  close(): Promise<void>;
}

/** SQLSTATE of a database error, or '' for anything else. */
export function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

export const uniqueViolation = '23505';
const serializationFailure = '40001';
const deadlockDetected = '40P01';
/** A table was changed under a prepared statement. Its connection is given up (pg-database.ts), and the next one prepares anew. */
export const planOutdated = '0A000';
const attempts = 4;

/** Runs a transaction again when the database asks for it (deadlock, serialization failure, a plan that a migration has made useless). */
export async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const state = sqlState(error);
      const again = [deadlockDetected, serializationFailure, planOutdated].includes(state);
      if (!again || attempt === attempts) throw error;
    }
  }
}

/** A transaction over anything that runs single statements; nested savepoints get their own names. */
export function transactionOver(queries: Queries): Transaction {
  let depth = 0;
  return {
    query: (sql, params) => queries.query(sql, params),
    async savepoint(work) {
      depth += 1;
      const name = `s${depth}`;
      await queries.query(`SAVEPOINT ${name}`);
      try {
        const result = await work();
        await queries.query(`RELEASE SAVEPOINT ${name}`);
        return result;
      } catch (error) {
        await queries.query(`ROLLBACK TO SAVEPOINT ${name}`);
        throw error;
      } finally {
        depth -= 1;
      }
    },
  };
}
