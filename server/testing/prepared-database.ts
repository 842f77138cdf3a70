/**
 * An empty district database as a file, made once per machine and set of migrations. Making one anew (initdb and every migration)
 * takes PGlite ten seconds of processor time, and dozens of tests want one.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, shippedMigrations } from '../database/migrate.ts';
import { openPgliteDatabase } from '../database/pglite-database.ts';

/** Its path, for `prepared` in the options of a district. Two processes may make it at once; both files are the same. */
export async function preparedDatabase(): Promise<string> {
  const migrations = await shippedMigrations();
  // The engine's version is pinned there.
  const pins = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const mark = createHash('sha256')
    .update(JSON.stringify([pins, migrations]))
    .digest('hex')
    .slice(0, 16);
  const path = join(tmpdir(), `qiaobang-empty-district-${mark}.tar`);
  if (existsSync(path)) return path;
  const database = await openPgliteDatabase(undefined);
  const migrated = await migrate(database, migrations);
  if (!migrated.ok) throw new Error('an empty database cannot be newer');
  const own = `${path}.${process.pid}`;
  await writeFile(own, await database.dump());
  await database.close();
  await rename(own, path);
  return path;
}
