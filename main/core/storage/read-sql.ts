/**
 * Read-only SQL over projections for lists, facets, counts and KPIs. The type is branded, so that a
 * service that was given this handle cannot write by accident.
 */
import type { CommitQueue } from './commit-queue.ts';
import type { SqlValue, SqliteDatabase } from './sqlite-database.ts';

declare const readOnly: unique symbol;

export type ReadSql = {
  readonly [readOnly]: true;
  /** All rows of a SELECT. Sees everything acknowledged, nothing uncommitted. Always bring a LIMIT. */
  all<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  /** The first row, or undefined. */
  get<T>(sql: string, params?: readonly SqlValue[]): Promise<T | undefined>;
};

/** Makes the handle. Anything but one SELECT is refused as the bug it is. */
export function createReadSql(deps: { database: SqliteDatabase; queue: CommitQueue }): ReadSql {
  const { database, queue } = deps;

  function refuseWrites(sql: string): void {
    if (!/^\s*(select|with)\b/i.test(sql) || !database.isReadOnlyQuery(sql))
      throw new Error('only SELECT may be run here');
  }

  const handle: Omit<ReadSql, typeof readOnly> = {
    all: <T>(sql: string, params: readonly SqlValue[] = []) =>
      queue.read(() => {
        refuseWrites(sql);
        return database.all<T>(sql, ...params);
      }),
    get: <T>(sql: string, params: readonly SqlValue[] = []) =>
      queue.read(() => {
        refuseWrites(sql);
        return database.get<T>(sql, ...params);
      }),
  };
  return handle as ReadSql;
}
