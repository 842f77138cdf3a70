/** What a device is still to do. */
import type { Queries } from '../database/database.ts';

/** Signed orders, oldest first. */
export async function openOrders(queries: Queries, device: string): Promise<string[]> {
  const rows = await queries.query<{ jws: string }>(
    'SELECT jws FROM orders WHERE device = $1 AND done_at IS NULL ORDER BY ordered_at LIMIT 20',
    [device],
  );
  return rows.map((row) => row.jws);
}
