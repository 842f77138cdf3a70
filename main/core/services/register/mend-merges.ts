/**
 * Two computers may decide about one pair at the same time and keep different records. The district keeps the first decision; what the other
 * one did to the kept record is taken back here, so that nobody vanishes (decision 031).
 */
import { can } from '../../../../shared/access/can.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { absorbedState, registeredState } from '../../../../shared/duplicates/key.ts';
import { recordType, recordTypes } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { nextEnvelope } from '../records/new-envelope.ts';

/** To be asked after each round of sync; looks only when this computer and the district hold the same: a merge that has come half looks like one that met another. */
export function createMergeMender() {
  let mendedAt: string | null = null;
  return async (
    context: ProfileContext,
    state: Promise<{ readonly provedAt: string | null }>,
  ): Promise<void> => {
    const { provedAt } = await state;
    if (provedAt === mendedAt) return;
    await mendMerges(context);
    mendedAt = provedAt;
  };
}

/** How many records came back. */
async function mendMerges(context: ProfileContext): Promise<number> {
  let mended = 0;
  for (const { id, isKept, undoneAt } of await hiddenRecords(context)) {
    const done = await context.work.run<boolean, Failure>(async (work) => {
      const record = await work.record(id);
      const type = record === undefined ? undefined : recordType(record.type);
      if (record === undefined || type === undefined || record.state !== absorbedState)
        return ok(false);
      if (isKept === 0 && undoneAt < record.updatedAt) return ok(false);
      // A record in this state may be edited by nobody; who may edit such a one may bring it back.
      const living = { ...record, state: registeredState };
      if (!can(context.actor(), 'edit', type, living, living).allow) return ok(false);
      const next = nextEnvelope(context, record, { state: registeredState });
      await work.putRecord(next);
      work.addEvent('transition', next, {
        action: 'undo',
        from: absorbedState,
        to: registeredState,
        cause: { type: 'merge', action: 'undo' },
      });
      return ok(true);
    });
    if (done.ok && done.value) mended += 1;
  }
  return mended;
}

/**
 * Kept by a merge that is in force, given up by none, and yet in no list; or given up by one that was taken back afterwards. Which was
 * last tells the latter from a merge whose decision is still on its way.
 */
async function hiddenRecords(context: ProfileContext): Promise<readonly Hidden[]> {
  const isHidden = recordTypes
    .filter(({ duplicates }) => duplicates !== undefined)
    .map(({ name }) => `NOT EXISTS (SELECT 1 FROM ${tableOf(name)} WHERE id = named.id)`)
    .join(' AND ');
  return context.store.read.all<Hidden>(
    `SELECT named.id, max(named.is_kept) AS isKept, max(named.undone_at) AS undoneAt FROM (
       SELECT winner_id AS id, standing = 'in_force' AS is_kept, iif(standing = 'undone', updated_at, '') AS undone_at
         FROM p_merge WHERE decision = 'merged'
       UNION ALL SELECT loser_id, 0, updated_at FROM p_merge WHERE decision = 'merged' AND standing = 'undone'
     ) AS named
     WHERE named.id NOT IN (SELECT loser_id FROM p_merge WHERE decision = 'merged' AND standing = 'in_force')
       AND ${isHidden} GROUP BY named.id LIMIT 500`,
    [],
  );
}

interface Hidden {
  readonly id: string;
  /** By a merge that is in force. */
  readonly isKept: number;
  readonly undoneAt: string;
}
