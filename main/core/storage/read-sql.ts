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
  /** As `all`, but the same question between two writes is answered from memory: for counts, which are small and asked often. */
  remembered<T>(sql: string, params?: readonly SqlValue[]): Promise<readonly T[]>;
};

/** Answers kept between two writes; the oldest goes first. */
const mostRemembered = 300;

/** Makes the handle. Anything but one SELECT is refused as the bug it is. */
export function createReadSql(deps: { database: SqliteDatabase; queue: CommitQueue }): ReadSql {
  const { database, queue } = deps;

  function refuseWrites(sql: string): void {
    if (!/^\s*(select|with)\b/i.test(sql) || !database.isReadOnlyQuery(sql))
      throw new Error('only SELECT may be run here');
  }

  const answers = new Map<string, readonly unknown[]>();
  let asOf = -1;

  function recall(sql: string, params: readonly SqlValue[]): readonly unknown[] {
    const changes = database.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;
    if (changes !== asOf) answers.clear();
    asOf = changes;
    const key = JSON.stringify([sql, params]);
    const known = answers.get(key);
    if (known !== undefined) return known;
    refuseWrites(sql);
    const rows = database.all(sql, ...params);
    const [oldest] = answers.keys();
    if (answers.size >= mostRemembered && oldest !== undefined) answers.delete(oldest);
    answers.set(key, rows);
    return rows;
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
    remembered: <T>(sql: string, params: readonly SqlValue[] = []) =>
      queue.read(() => recall(sql, params) as readonly T[]),
  };
  return handle as ReadSql;
}
