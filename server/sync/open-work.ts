/**
 * What a first read of records begins with: the cases that are still open, newest first, so that an office can work with them while
 * ten years of closed ones are on their way (anchors.md §4, P1). They come once more in their order; that costs the device nothing.
 */
import { recordTypes } from '../../shared/records/registry.ts';
import type { Transaction } from '../database/database.ts';
import { visibilityParams, visibleSql, type Visibility } from '../docs/visibility.ts';
import { wireSql } from './wire-sql.ts';

const openStates = recordTypes.flatMap(({ name, workflow }) =>
  Object.entries(workflow?.states ?? {})
    .filter(([, rules]) => rules.open)
    .map(([state]) => ({ type: name, key: `${name}|${state}` })),
);
const types = [...new Set(openStates.map(({ type }) => type))];
const keys = openStates.map(({ key }) => key);

/** Living rows as they travel; at most `limit`. */
export async function readOpenWork(
  tx: Transaction,
  visibility: Visibility,
  limit: number,
): Promise<string[]> {
  const rows = await tx.query<{ row: string }>(
    `SELECT ${wireSql('d', "'false'")} FROM docs d
      WHERE d.collection = 'records' AND d.scope = ANY($1::text[]) AND d.type = ANY($2::text[])
        AND NOT d.deleted AND d.type || '|' || (d.doc->>'state') = ANY($3::text[]) AND ${visibleSql('d', 5)}
      ORDER BY d.seq DESC LIMIT $4`,
    [visibility.scopes, types, keys, limit, ...visibilityParams(visibility)],
  );
  return rows.map(({ row }) => row);
}
