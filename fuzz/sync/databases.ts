/** Where a district keeps its rows: a PostgreSQL cluster of our own with a database per schedule, or a folder for PGlite. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPostgres, startCluster, type Cluster } from '../../server/testing/postgres-cluster.ts';

export type Engine = 'postgres' | 'pglite';
export type Place = { readonly databaseUrl: string } | { readonly dataDir: string };

export interface Databases {
  readonly engine: Engine;
  place(name: string): Place;
  /** A new, empty one. */
  make(name: string): Promise<void>;
  /** A copy under a new name; no server may be at work on either. */
  copy(from: string, to: string): Promise<void>;
  drop(name: string): Promise<void>;
  /** kill -9 of the database itself; null where it lives inside the server's process. */
  readonly crash: (() => Promise<void>) | null;
  close(): Promise<void>;
}

/** PostgreSQL where it is installed, unless asked otherwise. */
export async function openDatabases(wanted: Engine | null): Promise<Databases> {
  const bin = wanted === 'pglite' ? null : findPostgres();
  if (bin !== null) return onCluster(await startCluster(bin));
  if (wanted === 'postgres') throw new Error('no PostgreSQL server is installed here');
  return inFolder();
}

function onCluster(cluster: Cluster): Databases {
  const run = async (...statements: readonly string[]) => {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    try {
      for (const sql of statements) await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    engine: 'postgres',
    place: (name) => {
      const url = new URL(cluster.url);
      url.pathname = `/${name}`;
      return { databaseUrl: url.href };
    },
    make: (name) => run(`CREATE DATABASE ${name}`),
    // The server was killed; its connections are thrown out, however long they would take to notice.
    copy: (from, to) =>
      run(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${from}'`,
        `CREATE DATABASE ${to} TEMPLATE ${from}`,
      ),
    drop: (name) => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    crash: () => cluster.crash(),
    close: () => cluster.stop(),
  };
}

function inFolder(): Databases {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-fuzz-district-'));
  return {
    engine: 'pglite',
    place: (name) => ({ dataDir: join(folder, name) }),
    // PGlite makes it when it opens it.
    make: async () => undefined,
    async copy(from, to) {
      cpSync(join(folder, from), join(folder, to), { recursive: true });
    },
    drop: async (name) => rmSync(join(folder, name), { recursive: true, force: true }),
    crash: null,
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
