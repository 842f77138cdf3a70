/** Refused rows wait at the district in full until the device sends a version that can be accepted. */
import type { PushResult } from '../../shared/sync/protocol.ts';
import type { Transaction } from '../database/database.ts';
import type { Writer } from '../docs/write-rows.ts';
import type { ReadRow } from './read-push-row.ts';

/** Notes every rejected row of a request and settles the ones that have now been accepted. */
export async function keepInQuarantine(
  tx: Transaction,
  writer: Writer,
  rows: readonly ReadRow[],
  results: readonly PushResult[],
): Promise<void> {
  const accepted = results.filter((result) => result.status === 'accepted').map((each) => each.id);
  if (accepted.length > 0) {
    await tx.query(
      `UPDATE quarantine SET resolved_at = $4
       WHERE device = $1 AND collection = $2 AND doc_id = ANY($3::text[]) AND resolved_at IS NULL`,
      [writer.device, writer.collection, accepted, writer.at],
    );
  }
  for (const [index, result] of results.entries()) {
    const row = rows[index];
    if (result.status !== 'rejected' || row === undefined) continue;
    await tx.query(
      `INSERT INTO quarantine (device, collection, doc_id, actor, code, problems, base, body, first_at, last_at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $9)
       ON CONFLICT (device, collection, doc_id) DO UPDATE SET actor = excluded.actor, code = excluded.code,
         problems = excluded.problems, base = excluded.base, body = excluded.body,
         attempts = quarantine.attempts + 1, last_at = excluded.last_at, resolved_at = NULL`,
      [
        writer.device,
        writer.collection,
        result.id,
        writer.actor,
        result.code,
        JSON.stringify(result.problems),
        row.base,
        // As JSON text: null characters and lone surrogates are escaped there and can be kept.
        JSON.stringify(row.raw) ?? '',
        writer.at,
      ],
    );
  }
}
