/** 提级督办: everything overdue, by how far it has risen, and what the next joint meeting has to hear of (domain.md §3 Escalation, §3.3). */
import type { Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { businessDaysBetween } from '../../../../shared/calendar/business-day.ts';
import { findUnitByCode } from '../../../../shared/divisions/haishu-units.ts';
import { parameterOf } from '../../../../shared/parameters/parameters.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { jointMeeting } from '../../../../shared/records/joint_meeting/index.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import { escalatedTo, tablesOf } from '../../../../shared/workflow/clock.ts';
import { flowOf } from '../../../../shared/workflow/flow.ts';
import type { TransitionContext } from '../../../../shared/workflow/workflow.ts';
import type { Answer } from '../answer.ts';
import { readScope } from '../lists/read-scope.ts';
import { lineOf, readableRecords, refOf } from '../panorama/lines.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { workflowContext } from '../workflow/workflow-context.ts';

type Board = Extract<Output<'escalations.board'>, { ok: true }>['value'];
type Row = Board['rows'][number];

/** Per type; more of one kind is a list of its own. */
const most = 200;
const levels = { B: 0, D: 1, H: 2, none: 3 } as const;

export async function escalationsBoard(context: ProfileContext): Promise<Answer<Board>> {
  const terms = await workflowContext(context);
  const actor = context.actor();
  const types = recordTypes.filter(
    (type) => type.workflow !== null && can(actor, 'read', type, actor).allow,
  );
  const found = await Promise.all(types.map((type) => overdueOf(context, type, terms)));
  const rows = found.flat();
  return ok({
    asOf: terms.today,
    after: {
      H: parameterOf(terms, 'escalate_h'),
      D: parameterOf(terms, 'escalate_d'),
      B: parameterOf(terms, 'escalate_b'),
    },
    rows: rows.toSorted(
      (a, b) => levels[a.level] - levels[b.level] || b.late - a.late || a.id.localeCompare(b.id),
    ),
    meetings: await meetingsAhead(context, terms.today),
  });
}

/** Overdue with a running clock, and tickets that were taken up for coordination whether overdue or not. */
async function overdueOf(
  context: ProfileContext,
  type: RecordType,
  terms: TransitionContext,
): Promise<readonly Row[]> {
  const states = Object.entries(type.workflow?.states ?? {})
    .filter(([, rules]) => rules.open)
    .map(([state]) => state);
  const scope = readScope(type, context.actor());
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM ${tableOf(type.name)} WHERE ${scope.sql} AND state IN (SELECT value FROM json_each(?))
       AND ((due_on < ? AND clock_stopped = 0) OR state = 'escalated') ORDER BY due_on IS NULL, due_on LIMIT ${most}`,
    [...scope.params, JSON.stringify(states), terms.today],
  );
  const records = await readableRecords(
    context,
    rows.map(({ id }) => id),
  );
  return records.map((record) => rowOf(record, terms));
}

function rowOf(record: Envelope, terms: TransitionContext): Row {
  const flow = flowOf(record);
  const level = (flow === null ? null : escalatedTo(flow, terms)) ?? 'none';
  const due = flow?.due;
  const late =
    due === undefined || due >= terms.today
      ? 0
      : businessDaysBetween(due, terms.today, tablesOf(terms)).days;
  const [meeting] = asList([record.data['meeting']]);
  return {
    ...lineOf(record),
    level,
    late,
    bizNo: record.bizNo,
    unitName: findUnitByCode(record.unit)?.name ?? record.unit,
    forMeeting: level === 'B' || record.state === 'escalated',
    meeting:
      meeting === undefined
        ? null
        : { type: 'joint_meeting', id: String(meeting['id']), label: String(meeting['label']) },
  };
}

async function meetingsAhead(context: ProfileContext, today: string): Promise<Board['meetings']> {
  const actor = context.actor();
  if (!can(actor, 'read', jointMeeting, actor).allow) return [];
  const scope = readScope(jointMeeting, actor);
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_joint_meeting WHERE ${scope.sql} AND held_on >= ? ORDER BY held_on LIMIT 10`,
    [...scope.params, today],
  );
  const records = await readableRecords(
    context,
    rows.map(({ id }) => id),
  );
  return records.map((record) => ({
    ...refOf(record),
    heldOn: String(record.data['heldOn'] ?? ''),
    items: asList(record.data['agenda']).length,
  }));
}
