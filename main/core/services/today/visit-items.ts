/** Visits on the board: agreed ones that come due, returned ones, and those that wait for a check (domain.md §3.1). */
import { can } from '../../../../shared/access/can.ts';
import { addBusinessDays } from '../../../../shared/calendar/business-day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../../../shared/calendar/holiday-tables.ts';
import { businessDateOf } from '../../../../shared/calendar/time-zone.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { blockedFor } from '../../../../shared/workflow/workflow.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';
import type { Due } from './today-board.ts';

const most = 200;
/** Working days: a returned visit is to be corrected in 2, a submitted one checked in 3. */
const correctWithin = 2;
const checkWithin = 3;

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

/** Mine that came back. */
export async function visitsReturned(context: ProfileContext): Promise<Due[]> {
  const records = await visitsIn(context, 'returned');
  const me = context.actor().userId;
  return records
    .filter((record) => record.createdBy === me)
    .map((record) => toItem(record, 'returned', correctWithin));
}

/** Others' visits that this person may check. */
export async function visitsToConfirm(context: ProfileContext): Promise<Due[]> {
  const type = recordType('visit');
  const step = type?.workflow?.transitions.find((each) => each.action === 'confirm');
  if (type === undefined || step === undefined) return [];
  const records = await visitsIn(context, 'submitted');
  return records
    .filter((record) => blockedFor(type, step, record, context.actor()) === null)
    .map((record) => toItem(record, 'to_confirm', checkWithin));
}

async function visitsIn(context: ProfileContext, state: string): Promise<Envelope[]> {
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_visit WHERE state = ? ORDER BY updated_at LIMIT ${most}`,
    [state],
  );
  return findPlain(
    context.store,
    'records',
    rows.map((row) => row.id),
  );
}

function toItem(record: Envelope, kind: 'returned' | 'to_confirm', within: number): Due {
  const { due } = addBusinessDays(businessDateOf(record.updatedAt), within, SHIPPED_HOLIDAY_TABLES);
  return {
    id: `${kind}:${record.id}`,
    kind,
    due,
    type: 'visit',
    recordId: record.id,
    subject: recordType('visit')?.label(record.data) ?? '',
    what: kind,
    whatParams: {},
    place: record.community,
  };
}

async function typesOf(
  context: ProfileContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const records = await findPlain(context.store, 'records', ids);
  return new Map(records.map((record) => [record.id, record.type]));
}
