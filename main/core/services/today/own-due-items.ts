/** Steps with a date of their own beside the record's (先行救助 within two working days), for whoever may take them. */
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import { ownDues } from '../../../../shared/workflow/own-due.ts';
import {
  blockedFor,
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

const most = 500;

/** Whatever the date: such a step is soon due by its nature. */
export async function ownDueItems(context: ProfileContext): Promise<Due[]> {
  const workflow = await workflowContext(context);
  const found = await Promise.all(
    recordTypes.map(async (type) => {
      const steps = (type.workflow?.transitions ?? []).filter(
        (step) => step.ownDue !== undefined && roleFor(step, workflow.actor) !== null,
      );
      const records = await recordsOf(context, type, steps, workflow);
      return records.flatMap((record) => itemsOf(type, record, workflow));
    }),
  );
  return found.flat();
}

async function recordsOf(
  context: ProfileContext,
  type: RecordType,
  steps: readonly Transition[],
  { actor }: TransitionContext,
): Promise<readonly Envelope[]> {
  const [first] = steps.flatMap(({ ownDue }) => ownDue ?? []);
  if (first === undefined) return [];
  const scope = readScope(type, actor);
  const states = [...new Set(steps.flatMap(({ from }) => from))];
  // The column is a name of the type's own list, never of what people wrote.
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM ${tableOf(type.name)} WHERE ${scope.sql}
       AND state IN (SELECT value FROM json_each(?)) AND ${first.where.column} = ? LIMIT ${most}`,
    [...scope.params, JSON.stringify(states), first.where.value],
  );
  return findPlain(
    context.store,
    type.collection,
    rows.map(({ id }) => id),
  );
}

function itemsOf(type: RecordType, record: Envelope, workflow: TransitionContext): Due[] {
  return ownDues(type, record, workflow)
    .filter(({ step }) => blockedFor(type, step, record, workflow.actor) === null)
    .map(({ action, due }) => ({
      id: `own:${action}:${record.id}`,
      kind: 'waiting' as const,
      due,
      type: type.name,
      recordId: record.id,
      subject: type.label(record.data),
      what: 'step_due',
      whatParams: { action, state: record.state },
      place: record.community,
    }));
}
