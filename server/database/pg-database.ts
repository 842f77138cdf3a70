/** Real PostgreSQL 15 to 18 through a pool of connections. */
import pg from 'pg';
import { createStatementNames } from './statement-names.ts';
import {
  planOutdated,
  sqlState,
  transactionOver,
  withRetries,
  type Database,
  type Queries,
  type Row,
  type Transaction,
  type TransactionOptions,
} from './database.ts';

export interface PgDatabaseOptions {
  /** `postgres://user@host/name`; `?host=/folder` reaches a unix socket. */
  readonly url: string;
  /** Told about a lost connection; the pool opens new ones by itself. */
  readonly onTrouble: (error: Error) => void;
}

const reconnectAfter = 1000;

/** Opens the pool and proves that the server answers. Throws what the driver throws when it does not. */
export async function openPgDatabase(options: PgDatabaseOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'qiaobang-district',
  });
  pool.on('error', options.onTrouble);
  const listeners: Listener[] = [];
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: 'postgres',
    query: (sql, params) =>
      withRetries(() =>
        onConnection(pool, options.onTrouble, (client) => queriesOf(client).query(sql, params)),
      ),
    transaction: (work, settings) =>
      withRetries(() => inTransaction(pool, options.onTrouble, work, settings ?? {})),
    listen: async (channel, heard, missed) => {
      const listener = createListener(options, channel, heard, missed);
      listeners.push(listener);
      await listener.start();
    },
    close: async () => {
      await Promise.all(listeners.map((listener) => listener.stop()));
      await pool.end();
    },
  };
}

async function inTransaction<T>(
  pool: pg.Pool,
  onTrouble: (error: Error) => void,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  return onConnection(pool, onTrouble, async (client, giveUp) => {
    try {
      const mode = options.snapshot === true ? ' ISOLATION LEVEL REPEATABLE READ READ ONLY' : '';
      await client.query(`BEGIN${mode}`);
      const result = await work(transactionOver(queriesOf(client)));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      const unfit = await rollBack(client);
      if (unfit !== undefined) giveUp(unfit);
      throw error;
    }
  });
}

/** Lends a connection of the pool; one that broke or was given up does not go back. */
async function onConnection<T>(
  pool: pg.Pool,
  onTrouble: (error: Error) => void,
  use: (client: pg.PoolClient, giveUp: (error: Error) => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const giveUp = (error: Error) => {
    broken = error;
  };
  // The pool listens only while it has the connection itself; an error that nobody hears ends the process.
  const lost = (error: Error) => {
    giveUp(error);
    onTrouble(error);
  };
  client.on('error', lost);
  try {
    return await use(client, giveUp);
  } catch (error) {
    if (error instanceof Error && sqlState(error) === planOutdated) giveUp(error);
    throw error;
  } finally {
    client.off('error', lost);
    client.release(broken);
  }
}

/** The error that makes a connection unfit for the pool, if rolling back fails as well. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed');
  }
}

const statementName = createStatementNames();

/** A statement is planned once on each connection: planning some of ours costs the database more than running them. */
function queriesOf(target: pg.PoolClient): Queries {
  return {
    async query<R extends object = Row>(sql: string, params: readonly unknown[] = []) {
      // Without parameters it may be several statements in one text, which cannot be prepared.
      const name = params.length === 0 ? null : statementName(sql);
      const result = await target.query({
        text: sql,
        values: [...params],
        ...(name === null ? {} : { name }),
      });
      return result.rows as R[];
    },
  };
}

interface Listener {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A connection of its own that listens; when it is lost it comes back and says that notices may be missing. */
function createListener(
  options: PgDatabaseOptions,
  channel: string,
  heard: (payload: string) => void,
  missed: () => void,
): Listener {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: options.url,
      application_name: 'qiaobang-live',
    });
    fresh.on('notification', (notice) => heard(notice.payload ?? ''));
    fresh.on('error', (error) => {
      options.onTrouble(error);
      if (client === fresh) comeBackLater();
    });
    fresh.on('end', () => {
      if (client === fresh) comeBackLater();
    });
    await fresh.connect();
    await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    client = fresh;
  }

  function comeBackLater(): void {
    client = null;
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      connect().then(missed, (error: unknown) => {
        options.onTrouble(error instanceof Error ? error : new Error('listen failed'));
        comeBackLater();
      });
    }, reconnectAfter);
  }

  return {
    start: connect,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      const open = client;
      client = null;
      await open?.end();
    },
  };
}
