/** Agreed next visits that come due; what waits for a check or came back is the workflow's matter (workflow-items.ts). */
import { can } from '../../../../shared/access/can.ts';
import { businessDateOf } from '../../../../shared/calendar/time-zone.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';
import type { Due } from './today-board.ts';

const most = 200;

/** The last visit of a subject agreed on a next one, and nobody has been there since. */
export async function visitsDue(context: ProfileContext, until: string): Promise<Due[]> {
  const actor = context.actor();
  const type = recordType('visit');
  // Only who may write a visit is asked for one: the district reads every street's.
  if (type === undefined || !can(actor, 'create', type, actor).allow) return [];
  const rows = await context.store.read.all<{
    id: string;
    subject: string;
    subject_id: string;
    last: string;
    next_on: string;
    community: string;
  }>(
    `SELECT id, subject, subject_id, max(visit_at) AS last, next_on, community FROM p_visit
     WHERE state <> 'cancelled' AND unit = ? GROUP BY subject_id HAVING next_on <= ? ORDER BY next_on DESC LIMIT ${most}`,
    [actor.unit, until],
  );
  const types = await typesOf(
    context,
    rows.map((row) => row.subject_id),
  );
  return rows.flatMap((row) => {
    const type = types.get(row.subject_id);
    if (type === undefined) return [];
    return [
      {
        id: `due:${row.subject_id}`,
        kind: 'visit_due' as const,
        due: row.next_on,
        type,
        recordId: row.subject_id,
        subject: row.subject,
        what: 'visit_next',
        whatParams: { last: businessDateOf(row.last) },
        place: row.community,
      },
    ];
  });
}

async function typesOf(
  context: ProfileContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const records = await findPlain(context.store, 'records', ids);
  return new Map(records.map((record) => [record.id, record.type]));
}
