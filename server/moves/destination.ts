/** Whether something can move there. */
import type { Queries } from '../database/database.ts';

/** A unit that the district knows, and a community of that unit or none. */
export async function isUnitOf(
  queries: Queries,
  unit: string,
  community: string,
): Promise<boolean> {
  if (unit.length !== 9 || (community !== '' && !community.startsWith(unit))) return false;
  const wanted = community === '' ? [unit] : [unit, community];
  const rows = await queries.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM docs WHERE collection = 'masters' AND type = 'unit' AND NOT deleted AND id = ANY($1::text[])`,
    [wanted],
  );
  return rows[0]?.count === wanted.length;
}
