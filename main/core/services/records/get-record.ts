/** One record as its reader may see it: masked, with what may be done next and what belongs to it. */
import type { ActionState, Input, RecordView } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { can } from '../../../../shared/access/can.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import {
  blockedFor,
  roleFor,
  wantsOpinion,
  type Block,
  type Transition,
  type TransitionContext,
} from '../../../../shared/workflow/workflow.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { winnerOf } from '../register/absorbed.ts';
import { denied, fail, findType, type Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import { flowView } from '../workflow/flow-view.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import { maskData, sensitiveValue } from './mask-fields.ts';
import { findRelated } from './find-related.ts';
import { editRules, refusalOf } from './refused.ts';

export async function getRecord(
  context: ProfileContext,
  input: Input<'records.get'>,
): Promise<Answer<RecordView>> {
  const found = await readableRecord(context, input);
  if (!found.ok) return found;
  const { type, record } = found.value;
  const refusal = await refusalOf(context.store, record.id);
  const edit = can(context.actor(), 'edit', editRules(type, refusal !== null), record, record);
  const shown = maskData(type.fields, record.data);
  const workflow = await workflowContext(context, '', { type, record });
  const pending = await context.store.outbox.has(type.collection, record.id);
  return ok({
    record: { ...record, data: shown.data as RecordView['record']['data'] },
    masked: [...shown.paths],
    canEdit: edit.allow && type.collection === 'records',
    editDenial: edit.allow ? null : edit.reason,
    actions: await draftActions(context, type, record, actionsOf(type, record, workflow)),
    related: await findRelated(context, type, record),
    refusal,
    pending,
    flow: flowView(type, record, workflow, pending),
    mergedInto: await winnerOf(context, record),
  });
}

/** The record, if it exists here and this person may read it. Masters have their own collection. */
export async function readableRecord(
  context: ProfileContext,
  input: { type: string; id: string },
): Promise<Answer<{ type: RecordType; record: Envelope }>> {
  const type = findType(input.type);
  if (!type.ok) return type;
  const [record] = await findPlain(context.store, type.value.collection, [input.id]);
  if (record === undefined || record.type !== input.type) return fail('E_NOT_FOUND');
  const allowed = can(context.actor(), 'read', type.value, record, record);
  return allowed.allow ? ok({ type: type.value, record }) : denied(allowed.reason);
}

/** Shows one sensitive value, for a reason, and never without leaving an event behind. */
export async function unmaskField(
  context: ProfileContext,
  input: Input<'records.unmask'>,
): Promise<Answer<never>> {
  const found = await readableRecord(context, input);
  if (!found.ok) return found;
  const { type, record } = found.value;
  const allowed = can(context.actor(), 'unmask', type, record, record);
  if (!allowed.allow) return denied(allowed.reason);
  const reason = input.reason.trim();
  if (reason === '')
    return {
      ok: false,
      error: {
        code: 'E_INVALID',
        params: { count: 1 },
        problems: [{ field: 'reason', code: 'required', severity: 'error' }],
      },
    };
  const value = sensitiveValue(type.fields, record.data, input.field);
  if (!value.found) return fail('E_NOT_FOUND');
  return context.work.run<never, Failure>(async (work) => {
    work.addEvent('unmask', record, { field: input.field, reason });
    return ok(value.value as never);
  });
}

/** Steps that lead on from here. What the person's role can never do is left out; what only a rule holds up is shown with its reason. */
function actionsOf(type: RecordType, record: Envelope, workflow: TransitionContext): ActionState[] {
  return (type.workflow?.transitions ?? [])
    .filter((step) => step.from.includes(record.state) && step.auto === undefined)
    .map((step) => ({ step, block: blockedFor(type, step, record, workflow.actor) }))
    .filter(({ block }) => block !== 'no_role' && block !== 'other_scope')
    .map(({ step, block }) => describeAction(record, step, block, workflow))
    .toSorted((a, b) => Number(a.danger) - Number(b.danger));
}

/** Words that a step begins with, from a record that this person may read; what is already filled in stays. */
async function draftActions(
  context: ProfileContext,
  type: RecordType,
  record: Envelope,
  actions: readonly ActionState[],
): Promise<ActionState[]> {
  return Promise.all(
    actions.map(async (state) => {
      const drafts = type.workflow?.transitions.find(
        ({ action, from }) => action === state.action && from.includes(record.state),
      )?.drafts;
      const id = state.allowed ? drafts?.from(record) : undefined;
      if (drafts === undefined || id === undefined) return state;
      const [other] = await findPlain(context.store, 'records', [id]);
      const otherType = other === undefined ? undefined : recordType(other.type);
      if (other === undefined || otherType === undefined) return state;
      if (!can(context.actor(), 'read', otherType, other, other).allow) return state;
      const words = Object.entries(drafts.values(record, other)).flatMap(([field, value]) =>
        typeof value === 'string' && record.data[field] === undefined ? [[field, value]] : [],
      );
      return words.length === 0 ? state : { ...state, drafts: Object.fromEntries(words) };
    }),
  );
}

function describeAction(
  record: Envelope,
  step: Transition,
  block: Block | null,
  workflow: TransitionContext,
): ActionState {
  // What the step itself asks for is not missing yet.
  const problems = (step.guard?.(record, workflow) ?? []).filter(
    (problem) => problem.severity === 'error' && step.asks?.includes(problem.field) !== true,
  );
  const role = roleFor(step, workflow.actor);
  return {
    action: step.action,
    to: step.to,
    allowed: block === null && problems.length === 0,
    denial: block,
    problems: problems.map((problem) => ({ ...problem, params: { ...problem.params } })),
    needsOpinion: wantsOpinion(step, record, workflow),
    danger: step.tone === 'danger',
    aside: step.aside === true,
    asks: [...(step.asks ?? [])],
    anew: [...(step.anew ?? [])],
    standIn: role !== null && !workflow.actor.roles.includes(role),
  };
}
