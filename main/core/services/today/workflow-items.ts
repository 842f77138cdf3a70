/**
 * What the workflow of any type wants of this person: steps that wait for them, what came back to them, and what has risen to
 * them because it is overdue. No type is known by name; a new type with deadlines appears by itself.
 */
import { addBusinessDays } from '../../../../shared/calendar/business-day.ts';
import { businessDateOf } from '../../../../shared/calendar/time-zone.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import { escalatedTo, tablesOf } from '../../../../shared/workflow/clock.ts';
import { flowOf } from '../../../../shared/workflow/flow.ts';
import {
  openTransitions,
  roleFor,
  type Transition,
  type TransitionContext,
} from '../../../../shared/workflow/workflow.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { readScope } from '../lists/read-scope.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import type { Due } from './today-board.ts';

/** Per type; more belongs into its list. */
const most = 200;

export async function workflowItems(context: ProfileContext, until: string): Promise<Due[]> {
  const workflow = await workflowContext(context);
  const types = recordTypes.filter((type) => type.workflow !== null);
  const found = await Promise.all(types.map((type) => itemsOf(context, type, workflow, until)));
  return found.flat();
}

async function itemsOf(
  context: ProfileContext,
  type: RecordType,
  workflow: TransitionContext,
  until: string,
): Promise<Due[]> {
  const states = Object.entries(type.workflow?.states ?? {}).filter(([, rules]) => rules.open);
  const mine = states
    .map(([state]) => state)
    .filter((state) =>
      (type.workflow?.transitions ?? []).some((step) => mayWait(step, state, workflow)),
    );
  const scope = readScope(type, workflow.actor);
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM ${tableOf(type.name)} WHERE ${scope.sql}
       AND ((state IN (SELECT value FROM json_each(?)) AND (due_on IS NULL OR due_on <= ?))
         OR (state IN (SELECT value FROM json_each(?)) AND due_on < ? AND clock_stopped = 0))
     ORDER BY due_on IS NULL, due_on LIMIT ${most}`,
    [
      ...scope.params,
      JSON.stringify(mine),
      until,
      JSON.stringify(states.map(([state]) => state)),
      workflow.today,
    ],
  );
  const records = await findPlain(
    context.store,
    type.collection,
    rows.map((row) => row.id),
  );
  return records.flatMap((record) => itemOf(type, record, workflow, until) ?? []);
}

/** A step forward that a person of these roles takes from the state, whoever the record names. */
function mayWait(step: Transition, state: string, { actor }: TransitionContext): boolean {
  return (
    step.from.includes(state) &&
    step.auto === undefined &&
    step.aside !== true &&
    step.tone !== 'danger' &&
    roleFor(step, actor) !== null
  );
}

function itemOf(
  type: RecordType,
  record: Envelope,
  workflow: TransitionContext,
  until: string,
): Due | null {
  const due = dueOf(type, record, workflow);
  const forward = openTransitions(type, record, workflow.actor).find((step) =>
    mayWait(step, record.state, workflow),
  );
  const flow = flowOf(record);
  if (forward !== undefined) {
    // Without a date, or far ahead, it waits in its list and not on the board.
    if (due === null || due > until) return null;
    const returned = type.workflow?.states[record.state]?.returned === true;
    return describe(type, record, due, returned ? 'returned' : 'waiting', forward.action);
  }
  const risen = flow === null ? null : escalatedTo(flow, workflow);
  return risen !== null && workflow.actor.roles.includes(risen)
    ? describe(type, record, due, 'escalated', '')
    : null;
}

/** Of the record's way; a record of an older app has none, and its last change and the step's usual time say it. */
function dueOf(type: RecordType, record: Envelope, workflow: TransitionContext): string | null {
  const flow = flowOf(record);
  if (flow !== null) return flow.due ?? null;
  const led = type.workflow?.transitions.find(
    (step) =>
      step.to === record.state &&
      (step.nextWithin !== undefined || typeof step.term === 'function'),
  );
  if (typeof led?.term === 'function') {
    const term = led.term(record, workflow);
    return typeof term === 'object' && 'on' in term ? term.on : null;
  }
  return led?.nextWithin === undefined
    ? null
    : addBusinessDays(businessDateOf(record.updatedAt), led.nextWithin, tablesOf(workflow)).due;
}

function describe(
  type: RecordType,
  record: Envelope,
  due: string | null,
  kind: 'waiting' | 'returned' | 'escalated',
  action: string,
): Due {
  return {
    id: `${kind}:${record.id}`,
    kind,
    due,
    type: type.name,
    recordId: record.id,
    subject: type.label(record.data),
    what: kind,
    whatParams: { action, state: record.state },
    place: record.community,
  };
}
