/** `records.get`: one record as its page needs it: masked, with what may be done and why not, and what points to it. */
import type { ActionState, Input, RecordView } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { ok } from '../../../../shared/result.ts';
import { blockedFor, type Block, type Transition } from '../../../../shared/workflow/workflow.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { denied, fail, findType, type Answer } from '../answer.ts';
import { transitionContextOf, type ProfileContext } from '../profile/context.ts';
import { maskData } from './mask-fields.ts';
import { findRelated } from './related.ts';

export async function getRecord(context: ProfileContext, input: Input<'records.get'>): Promise<Answer<RecordView>> {
  const found = findType(input.type);
  if (!found.ok) return found;
  const type = found.value;
  const [record] = await findPlain(context.store, type.collection, [input.id]);
  if (record === undefined || record.type !== type.name) return fail('E_NOT_FOUND');
  const actor = context.actor();
  const allowed = can(actor, 'read', type, record, record);
  if (!allowed.allow) return denied(allowed.reason);

  const edit = can(actor, 'edit', type, record, record);
  const masked = maskData(type.fields, record.data);
  return ok({
    record: { ...record, data: masked.data as RecordView['record']['data'] },
    masked: [...masked.paths],
    canEdit: edit.allow && type.collection === 'records',
    editDenial: edit.allow ? null : edit.reason,
    actions: actionsOf(context, type, record),
    related: await findRelated(context, record.id),
    pending: await context.store.outbox.has(type.collection, record.id),
  });
}

/** Steps that lead on from here. What the person's role can never do is left out; what only a rule holds up is shown with its reason. */
export function actionsOf(context: ProfileContext, type: RecordType, record: Envelope): ActionState[] {
  const actor = context.actor();
  return (type.workflow?.transitions ?? [])
    .filter((step) => step.from.includes(record.state))
    .map((step) => ({ step, block: blockedFor(type, step, record, actor) }))
    .filter(({ block }) => block !== 'no_role' && block !== 'other_scope')
    .map(({ step, block }) => describeAction(context, record, step, block))
    .toSorted((a, b) => Number(a.danger) - Number(b.danger));
}

function describeAction(context: ProfileContext, record: Envelope, step: Transition, block: Block | null): ActionState {
  const problems = (step.guard?.(record, transitionContextOf(context, '')) ?? []).filter((problem) => problem.severity === 'error');
  return {
    action: step.action, to: step.to, allowed: block === null && problems.length === 0, denial: block,
    problems: problems.map((problem) => ({ ...problem, params: { ...problem.params } })),
    needsOpinion: step.needsOpinion === true, danger: step.tone === 'danger',
  };
}
