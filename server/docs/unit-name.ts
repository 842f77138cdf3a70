/** The name of a unit as the district's own list has it. */
import { findUnitByCode } from '../../shared/divisions/haishu-units.ts';
import type { Queries } from '../database/database.ts';

/** The name, from the masters first, else from the official list; the code itself when neither knows it. */
export async function unitNameOf(queries: Queries, code: string): Promise<string> {
  const rows = await queries.query<{ name: string | null }>(
    `SELECT doc->'data'->>'name' AS name FROM docs
     WHERE collection = 'masters' AND type = 'unit' AND NOT deleted AND doc->'data'->>'code' = $1 LIMIT 1`,
    [code],
  );
  return rows[0]?.name ?? findUnitByCode(code)?.name ?? code;
}
