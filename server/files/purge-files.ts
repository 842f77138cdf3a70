/** Takes away what nobody needs any more: transfers that were given up, links whose record names the file no longer, contents without links. */
import { filesNamedIn } from '../../shared/files/file-ref.ts';
import type { Transaction } from '../database/database.ts';
import type { ServerDeps } from '../deps.ts';
import { readRows } from '../docs/stored-row.ts';

/** A device may be without network for weeks; a picture that was removed by mistake may come back. */
const patienceDays = 45;
const batch = 200;
/** Any number that nobody else in the database uses. */
const purgeLock = 330_203_006;

export interface Purged {
  readonly transfers: number;
  readonly links: number;
  readonly files: number;
}

/** Safe while devices send, and when several servers run it at once: one does, the others find nothing to do. */
export function purgeFiles(deps: ServerDeps, now = deps.clock.now()): Promise<Purged> {
  const before = new Date(now - patienceDays * 86_400_000).toISOString();
  return deps.database.transaction(async (tx) => {
    const [turn] = await tx.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_xact_lock($1::bigint) AS mine',
      [purgeLock],
    );
    if (turn?.mine !== true) return { transfers: 0, links: 0, files: 0 };
    const transfers = await tx.query(
      'DELETE FROM files WHERE NOT complete AND touched_at < $1::timestamptz RETURNING id',
      [before],
    );
    const links = await dropStaleLinks(tx, before);
    const files = await tx.query(
      `DELETE FROM files f WHERE f.complete AND f.touched_at < $1::timestamptz
         AND NOT EXISTS (SELECT 1 FROM file_links l WHERE l.sha256 = f.sha256) RETURNING id`,
      [before],
    );
    return { transfers: transfers.length, links, files: files.length };
  });
}

async function dropStaleLinks(tx: Transaction, before: string): Promise<number> {
  let dropped = 0;
  let last: readonly string[] = ['', ''];
  for (;;) {
    const links = await tx.query<{ sha256: string; record: string }>(
      `SELECT sha256, record FROM file_links WHERE (record, sha256) > ($1, $2) AND linked_at < $3::timestamptz
       ORDER BY record, sha256 LIMIT ${batch}`,
      [...last, before],
    );
    const end = links.at(-1);
    if (end === undefined) return dropped;
    last = [end.record, end.sha256];
    const rows = await readRows(tx, 'records', [...new Set(links.map(({ record }) => record))]);
    const stale = links.filter(({ record, sha256 }) => {
      const row = rows.get(record);
      if (row === undefined || row.deleted) return true;
      return !filesNamedIn(row.doc.data).some((file) => file.sha256 === sha256);
    });
    for (const { sha256, record } of stale)
      await tx.query('DELETE FROM file_links WHERE sha256 = $1 AND record = $2', [sha256, record]);
    dropped += stale.length;
  }
}
