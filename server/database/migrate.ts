/** Brings the tables up to date: the numbered files of `server/sql`, each once, in order, each in its own transaction. */
import { readdir, readFile } from 'node:fs/promises';
import type { Database } from './database.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export type Migrated =
  | { readonly ok: true; readonly applied: readonly string[] }
  /** The database was made by a newer server: this one must not touch it. */
  | { readonly ok: false; readonly code: 'newer_database'; readonly number: number };

/** Any number, as long as nobody else in the database uses it. */
const startLock = 330_203_001;

/** Applies what is missing. Safe when several servers start at once: they queue for a table lock. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
): Promise<Migrated> {
  await database.transaction(async (tx) => {
    // `IF NOT EXISTS` alone is not safe when two servers meet an empty database.
    await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [startLock]);
    await tx.query(
      'CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL)',
    );
  });
  const newest = Math.max(0, ...migrations.map((each) => each.number));
  const known = await database.query<{ number: number }>(
    'SELECT coalesce(max(number), 0)::int AS number FROM migrations',
  );
  const number = known[0]?.number ?? 0;
  if (number > newest) return { ok: false, code: 'newer_database', number };
  const applied: string[] = [];
  for (const migration of migrations) {
    const done = await database.transaction(async (tx) => {
      await tx.query('LOCK TABLE migrations IN EXCLUSIVE MODE');
      const rows = await tx.query('SELECT 1 FROM migrations WHERE number = $1', [migration.number]);
      if (rows.length > 0) return false;
      for (const statement of statementsOf(migration.sql)) await tx.query(statement);
      await tx.query('INSERT INTO migrations (number, name) VALUES ($1, $2)', [
        migration.number,
        migration.name,
      ]);
      return true;
    });
    if (done) applied.push(migration.name);
  }
  return { ok: true, applied };
}

/** The migrations that ship with this server, in order. */
export async function shippedMigrations(): Promise<Migration[]> {
  const folder = new URL('../sql/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => ({
      number: Number(name.slice(0, 3)),
      name,
      sql: await readFile(new URL(name, folder), 'utf8'),
    })),
  );
}

/** Splits at semicolons that end a line; what stands between `$$` belongs together. */
export function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let current = '';
  for (const line of sql.split('\n')) {
    if (line.trimStart().startsWith('--')) continue;
    current += `${line}\n`;
    const dollars = current.split('$$').length - 1;
    if (dollars % 2 === 0 && line.trimEnd().endsWith(';')) {
      statements.push(current.trim().replace(/;$/, ''));
      current = '';
    }
  }
  if (current.trim() !== '') statements.push(current.trim());
  return statements;
}
