/** Ends a device: its tokens die, its open lines close. */
import type { Transaction } from '../database/database.ts';
import { tellAccessChanged } from '../live/notices.ts';

/** False when there is no such device. */
export async function stopDevice(tx: Transaction, id: string, at: string): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE devices SET revoked_at = coalesce(revoked_at, $2::timestamptz) WHERE id = $1 RETURNING id',
    [id, at],
  );
  if (rows.length === 0) return false;
  await tx.query('UPDATE families SET revoked_at = $2 WHERE device = $1 AND revoked_at IS NULL', [
    id,
    at,
  ]);
  await tellAccessChanged(tx);
  return true;
}
