/** The system's own steps (归档, 转入跟踪…) and deadlines by a new holiday table: at start-up, after a sync, and behind a person's step. */
import { can } from '../../../../shared/access/can.ts';
import { ok } from '../../../../shared/result.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordType, recordTypes } from '../../../../shared/records/registry.ts';
import { recounted } from '../../../../shared/workflow/clock.ts';
import { flowField, flowOf } from '../../../../shared/workflow/flow.ts';
import { dueAutoStep, moveRecord } from '../../../../shared/workflow/move.ts';
import type { TransitionContext } from '../../../../shared/workflow/workflow.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { applyEffects } from '../records/apply-effects.ts';
import { nextEnvelope, type NumberBook } from '../records/new-envelope.ts';
import { stepEvent } from './step-event.ts';
import { workflowContext } from './workflow-context.ts';

type Context = ProfileContext & { readonly numbers: NumberBook };

/** Records of one type looked at in one turn. */
const most = 500;
/** More than this in a row is a workflow that runs in circles. */
const mostInARow = 10;

/** Takes what is due for one record inside a running unit of work; answers the record as it is then. */
export async function takeAutoSteps(
  context: Context,
  work: Work,
  type: RecordType,
  record: Envelope,
  transition: TransitionContext,
): Promise<Envelope> {
  let here = record;
  for (let count = 0; count < mostInARow; count += 1) {
    const due = dueAutoStep(type, here, transition);
    if (due === null) return here;
    const from = here.state;
    here = moveRecord(
      type,
      here,
      { transition: due.transition, from, stepId: due.stepId },
      due.context,
    );
    await work.putRecord(here);
    const effects = due.transition.effects?.(here, due.context) ?? [];
    const changed = await applyEffects(context, work, effects, {
      type: type.name,
      id: here.id,
      action: due.transition.action,
    });
    await followChanges(context, work, changed, transition);
    here = (await work.record(here.id)) ?? here;
    work.addEvent('transition', here, stepEvent(here));
  }
  throw new Error(`${type.name} runs in circles by itself`);
}

/** Steps of other records that a step made possible: a plan whose visit was submitted is done. */
export async function followChanges(
  context: Context,
  work: Work,
  changed: readonly string[],
  transition: TransitionContext,
): Promise<void> {
  for (const id of changed) {
    const record = await work.record(id);
    const type = record === undefined ? undefined : recordType(record.type);
    if (record === undefined || type === undefined || type.workflow === null) continue;
    // It was changed a moment after the step began that set it off.
    const now = record.updatedAt > transition.now ? record.updatedAt : transition.now;
    await takeAutoSteps(context, work, type, record, { ...transition, now });
  }
}

/** Everything that is due by itself among this unit's records, each in a unit of work of its own. Answers how many records moved. */
export async function runAutoSteps(context: Context): Promise<number> {
  let moved = 0;
  for (const type of recordTypes) {
    const autos = type.workflow?.transitions.filter((step) => step.auto !== undefined) ?? [];
    const states = autos.flatMap((step) => step.from).filter((state) => state !== null);
    if (states.length === 0 || !mayWrite(context, type)) continue;
    const rows = await context.store.read.all<{ id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE unit = ? AND state IN (SELECT value FROM json_each(?)) ORDER BY updated_at LIMIT ${most}`,
      [context.actor().unit, JSON.stringify([...new Set(states)])],
    );
    for (const { id } of rows) if (await moveByItself(context, type, id)) moved += 1;
  }
  return moved;
}

async function moveByItself(context: Context, type: RecordType, id: string): Promise<boolean> {
  const transition = await workflowContext(context);
  const done = await context.work.run<boolean, never>(async (work) => {
    const before = await work.record(id);
    if (before === undefined || dueAutoStep(type, before, transition) === null) return ok(false);
    await takeAutoSteps(context, work, type, nextEnvelope(context, before, {}), transition);
    return ok(true);
  });
  return done.ok && done.value;
}

/** Counts the deadlines of open records anew after another holiday table arrived (V9). Every device of the unit finds the same dates. */
export async function recountDeadlines(context: Context): Promise<number> {
  const transition = await workflowContext(context);
  let changed = 0;
  for (const type of recordTypes) {
    const { workflow } = type;
    if (workflow === null || !mayWrite(context, type)) continue;
    const rows = await context.store.read.all<{ id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE unit = ? AND due_on IS NOT NULL ORDER BY due_on LIMIT ${most}`,
      [context.actor().unit],
    );
    for (const { id } of rows) {
      const done = await context.work.run<boolean, never>(async (work) => {
        const before = await work.record(id);
        const flow = before === undefined ? null : recounted(workflow, before, transition);
        if (before === undefined || flow === null) return ok(false);
        const next = nextEnvelope(context, before, { data: { ...before.data, [flowField]: flow } });
        await work.putRecord(next);
        work.addEvent('edit', next, {
          changes: [{ field: 'due', before: flowOf(before)?.due ?? null, after: flow.due ?? null }],
          calendarVersion: flow.calendar,
        });
        return ok(true);
      });
      if (done.ok && done.value) changed += 1;
    }
  }
  return changed;
}

/** Only who may write a unit's records lets the system act there: the district's desk and auditors look on. */
function mayWrite(context: ProfileContext, type: RecordType): boolean {
  return (['create', 'edit'] as const).some(
    (verb) => can(context.actor(), verb, type, context.actor()).allow,
  );
}
