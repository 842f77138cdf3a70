import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPostgres, startCluster, type Cluster } from '../testing/postgres-cluster.ts';
import { openPgDatabase } from './pg-database.ts';

const bin = findPostgres();

describe.runIf(bin !== null)('a connection that is lost in the middle of a transaction', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster(bin ?? '');
  });
  afterAll(() => cluster.stop());

  it('ends that transaction and nothing else: the server goes on', async () => {
    const onTrouble = vi.fn<(error: Error) => void>();
    const database = await openPgDatabase({ url: cluster.url, onTrouble });
    const cut = database.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      // Between two statements, where no query is there to be refused.
      await vi.waitFor(() => expect(onTrouble).toHaveBeenCalled());
      await tx.query('SELECT 1');
    });
    await expect(cut).rejects.toThrow(/terminat|Connection|connection|not queryable/);
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('prepares anew what a migration of another server has made useless', async () => {
    const onTrouble = vi.fn<(error: Error) => void>();
    const database = await openPgDatabase({ url: cluster.url, onTrouble });
    await database.query('CREATE TABLE changing (one int)');
    const ask = () => database.query('SELECT * FROM changing WHERE $1', [true]);
    const inTransaction = () =>
      database.transaction((tx) => tx.query('SELECT * FROM changing WHERE $1::bool', [true]));
    for (let time = 0; time < 3; time += 1) await Promise.all([ask(), inTransaction()]);
    await database.query('ALTER TABLE changing ADD COLUMN two int DEFAULT 2');
    await database.query('INSERT INTO changing VALUES (1)');
    expect(await ask()).toEqual([{ one: 1, two: 2 }]);
    expect(await inTransaction()).toEqual([{ one: 1, two: 2 }]);
    await database.close();
  });
});
