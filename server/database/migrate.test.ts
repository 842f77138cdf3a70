import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from './database.ts';
import { migrate, shippedMigrations, statementsOf, type Migration } from './migrate.ts';
import { openPgliteDatabase } from './pglite-database.ts';

const first: Migration = { number: 1, name: '001-a.sql', sql: 'CREATE TABLE a (x integer);' };
const second: Migration = {
  number: 2,
  name: '002-b.sql',
  sql: 'INSERT INTO a VALUES (1);\nINSERT INTO missing VALUES (1);',
};

describe('migrate', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openPgliteDatabase(undefined);
  });
  afterAll(() => database.close());

  it('applies each file once', async () => {
    expect(await migrate(database, [first])).toEqual({ ok: true, applied: ['001-a.sql'] });
    expect(await migrate(database, [first])).toEqual({ ok: true, applied: [] });
  });

  it('leaves nothing of a file that fails', async () => {
    await expect(migrate(database, [first, second])).rejects.toThrow('missing');
    expect(await database.query('SELECT x FROM a')).toEqual([]);
  });

  it('applies a file that was left out earlier, whatever came after it', async () => {
    const third: Migration = { number: 3, name: '003-c.sql', sql: 'CREATE TABLE c (x integer);' };
    const late: Migration = { number: 2, name: '002-late.sql', sql: 'CREATE TABLE b (x integer);' };
    expect(await migrate(database, [first, third])).toEqual({ ok: true, applied: ['003-c.sql'] });
    expect(await migrate(database, [first, late, third])).toEqual({
      ok: true,
      applied: ['002-late.sql'],
    });
  });

  it('refuses a database of a newer server and touches nothing', async () => {
    await database.query("INSERT INTO migrations VALUES (7, '007-future.sql')");
    expect(await migrate(database, [first, second])).toEqual({
      ok: false,
      code: 'newer_database',
      number: 7,
    });
    expect(await database.query('SELECT x FROM a')).toEqual([]);
  });
});

describe('the shipped files', () => {
  it('have a number each, and rising', async () => {
    const numbers = (await shippedMigrations()).map((each) => each.number);
    expect(numbers[0]).toBe(1);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  it('fall into statements, a function body in one piece', () => {
    const sql = '-- why;\nSELECT 1;\nCREATE FUNCTION f() AS\n$$ BEGIN\n x;\nEND $$;\nSELECT\n 2;\n';
    expect(statementsOf(sql)).toEqual([
      'SELECT 1',
      'CREATE FUNCTION f() AS\n$$ BEGIN\n x;\nEND $$',
      'SELECT\n 2',
    ]);
  });
});
