/**
 * Forgets deletions that are older than the horizon (settings.horizonDays): the rows, the marks of moved ones and what unsent edits
 * of a former unit would merge from. The ids stay for ever, so that a device that was away longer cannot bring a deleted record back.
 */
import { appendAudit } from '../audit.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { serverActor } from '../instance.ts';

/** Resolves to the number of deletions forgotten. Devices whose checkpoint lies before them are told to rebase (sync/pull.ts). */
export async function purgeDeletions(
  deps: Pick<ServerDeps, 'database' | 'clock' | 'settings'>,
): Promise<number> {
  const before = new Date(deps.clock.now() - deps.settings.horizonDays * 86_400_000).toISOString();
  return deps.database.transaction(async (tx) => {
    const rows = await tx.query<{ count: number }>(
      `WITH gone AS (
         DELETE FROM docs WHERE deleted AND received_at < $1::timestamptz RETURNING collection, scope, id, seq
       ), marks AS (
         DELETE FROM departures WHERE left_at < $1::timestamptz RETURNING collection, scope, seq
       ), kept AS (
         INSERT INTO purged (collection, id) SELECT collection, id FROM gone ON CONFLICT DO NOTHING
       ), heights AS (
         SELECT collection, scope, max(seq) AS seq
         FROM (SELECT collection, scope, seq FROM gone UNION ALL SELECT collection, scope, seq FROM marks) AS each
         GROUP BY collection, scope
       ), raised AS (
         UPDATE scope_counter c SET purged_to = greatest(c.purged_to, h.seq) FROM heights h
         WHERE c.collection = h.collection AND c.scope = h.scope
       )
       SELECT ((SELECT count(*) FROM gone) + (SELECT count(*) FROM marks))::int AS count`,
      [before],
    );
    await tx.query('DELETE FROM moves WHERE at < $1::timestamptz', [before]);
    await tx.query('DELETE FROM move_requests WHERE at < $1::timestamptz', [before]);
    const count = rows[0]?.count ?? 0;
    if (count > 0)
      await appendAudit(tx, {
        at: isoNow(deps.clock),
        actor: serverActor.id,
        device: '',
        verb: 'deletions purged',
        subject: before.slice(0, 10),
        result: String(count),
      });
    return count;
  });
}
