/** How much of the district's disk each unit's files take. */
import type { Queries } from '../database/database.ts';

export interface FileUsage {
  readonly unit: string;
  readonly files: number;
  readonly bytes: number;
}

export function fileUsage(queries: Queries): Promise<FileUsage[]> {
  return queries.query<FileUsage>(
    `SELECT unit, count(*)::int AS files, coalesce(sum(received), 0)::float8 AS bytes
     FROM files GROUP BY unit ORDER BY unit`,
  );
}
