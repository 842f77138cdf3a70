/** What the district has refused and nobody has mended yet: which record, from where, why. Never its content. */
import type { ServerDeps } from '../deps.ts';

export interface RejectedRow {
  readonly collection: string;
  readonly id: string;
  readonly unit: string;
  readonly device: string;
  readonly actor: string;
  /** See shared/sync/rejections.ts. */
  readonly code: string;
  /** Fields at fault, separated by commas. */
  readonly fields: string;
  readonly attempts: number;
  /** ISO 8601 UTC. */
  readonly lastAt: string;
}

/** The newest first, at most 500. */
export async function listRejected(deps: Pick<ServerDeps, 'database'>): Promise<RejectedRow[]> {
  const rows = await deps.database.query<Omit<RejectedRow, 'lastAt'> & { last_at: Date }>(
    `SELECT q.collection, q.doc_id AS id, d.unit, q.device, q.actor, q.code, q.attempts, q.last_at,
       coalesce((SELECT string_agg(p->>'field', ',') FROM jsonb_array_elements(q.problems) AS p), '') AS fields
     FROM quarantine q JOIN devices d ON d.id = q.device
     WHERE q.resolved_at IS NULL ORDER BY q.last_at DESC LIMIT 500`,
  );
  return rows.map(({ last_at, ...row }) => ({ ...row, lastAt: last_at.toISOString() }));
}
