/**
 * The order of a scope is its counter: locked here, raised with each row, saved before commit. Whoever writes rows of a scope
 * holds its counter until commit, so numbers become visible in their own order (anchors: the cursor trap).
 */
import type { SyncCollection } from '../../shared/sync/protocol.ts';
import type { Transaction } from '../database/database.ts';

export interface ScopeCounters {
  /** Locks further scopes. Lock all you know of at once: the sorted order is what prevents deadlocks. */
  lock(scopes: Iterable<string>): Promise<void>;
  has(scope: string): boolean;
  next(scope: string): number;
  /** What has been given out: `from` is the number that stood before, `to` the last one. */
  grown(): { readonly scope: string; readonly from: number; readonly to: number }[];
  /** Writes the raised counters and wakes whoever waits for these scopes. Resolves to the scopes that grew. */
  save(): Promise<readonly string[]>;
}

export function scopeCounters(tx: Transaction, collection: SyncCollection): ScopeCounters {
  const numbers = new Map<string, number>();
  const grown = new Map<string, number>();
  return {
    async lock(scopes) {
      const wanted = [...new Set(scopes)].filter((scope) => !numbers.has(scope)).toSorted();
      if (wanted.length === 0) return;
      await tx.query(
        `INSERT INTO scope_counter (collection, scope) SELECT $1, scope FROM unnest($2::text[]) AS scope
         ORDER BY scope ON CONFLICT DO NOTHING`,
        [collection, wanted],
      );
      const rows = await tx.query<{ scope: string; seq: number }>(
        `SELECT scope, seq::float8 AS seq FROM scope_counter
         WHERE collection = $1 AND scope = ANY($2::text[]) ORDER BY scope FOR UPDATE`,
        [collection, wanted],
      );
      for (const row of rows) numbers.set(row.scope, row.seq);
    },
    has: (scope) => numbers.has(scope),
    next(scope) {
      const last = numbers.get(scope);
      if (last === undefined) throw new Error('the scope is not locked');
      numbers.set(scope, last + 1);
      if (!grown.has(scope)) grown.set(scope, last);
      return last + 1;
    },
    grown: () =>
      [...grown].map(([scope, from]) => ({ scope, from, to: numbers.get(scope) ?? from })),
    async save() {
      const scopes = [...grown.keys()].toSorted();
      if (scopes.length === 0) return scopes;
      await tx.query(
        `UPDATE scope_counter SET seq = n.seq FROM unnest($2::text[], $3::bigint[]) AS n(scope, seq)
         WHERE collection = $1 AND scope_counter.scope = n.scope`,
        [collection, scopes, scopes.map((scope) => numbers.get(scope))],
      );
      return scopes;
    },
  };
}
