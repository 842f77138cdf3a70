/** Planned visits that come due for whoever is to go. */
import { can } from '../../../../shared/access/can.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { visit } from '../../../../shared/records/visit/index.ts';
import type { VisitPlanData } from '../../../../shared/records/visit_plan/schema.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';
import type { Due } from './today-board.ts';

const most = 500;

/** Plans that name this person as a visitor and end by that day, or have ended. */
export async function plansDue(context: ProfileContext, until: string): Promise<Due[]> {
  const actor = context.actor();
  if (!can(actor, 'create', visit, actor).allow) return [];
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_visit_plan WHERE unit = ? AND state IN ('assigned', 'rescheduled') AND due_to <= ? ORDER BY due_to, id LIMIT ${most}`,
    [actor.unit, until],
  );
  const plans = (await findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  )) as unknown as readonly Envelope<VisitPlanData>[];
  return plans
    .filter(({ data }) => (data.visitors ?? []).some(({ id }) => id === actor.userId))
    .map(({ id, community, data }) => ({
      id: `plan:${id}`,
      kind: 'visit_due' as const,
      due: data.dueTo,
      type: data.subject.type,
      recordId: data.subject.id,
      subject: data.subject.label,
      what: 'visit_plan',
      whatParams: { plan: id, from: data.dueFrom },
      place: community,
    }));
}
