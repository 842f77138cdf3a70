/** Transitions without a form (confirm, return, adopt…) and removal. */
import type { Input } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { ok } from '../../../../shared/result.ts';
import { takeStep } from '../../../../shared/workflow/workflow.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { denied, fail, findType, invalid, type Answer } from '../answer.ts';
import { transitionContextOf, type ProfileContext } from '../profile/context.ts';
import { applyEffects } from './apply-effects.ts';
import { nextEnvelope, type NumberBook } from './new-envelope.ts';

export function actOnRecord(
  context: ProfileContext & { readonly numbers: NumberBook },
  input: Input<'records.act'>,
): Promise<Answer<{ state: string }>> {
  return context.work.run<{ state: string }, Failure>(async (work) => {
    const type = findType(input.type);
    if (!type.ok) return type;
    const before = await work.record(input.id);
    if (before === undefined || before.type !== input.type) return fail('E_NOT_FOUND');
    const transition = transitionContextOf(context, input.opinion);
    const step = takeStep(type.value, input.action, before.state, before, transition);
    if (!step.ok) return step.problems.length > 0 ? invalid(step.problems) : denied(step.block);
    const moved = nextEnvelope(context, before, { state: step.step.to });
    await work.putRecord(moved);
    await applyEffects(context, work, step.step.effects?.(moved, transition) ?? [], {
      type: input.type,
      id: input.id,
      action: input.action,
    });
    const opinion = input.opinion.trim();
    work.addEvent('transition', moved, {
      action: input.action,
      from: before.state,
      to: moved.state,
      ...(opinion === '' ? {} : { opinion }),
    });
    return ok({ state: moved.state });
  });
}

/** Takes a record out of use. Its events stay, and the reason is one of them. */
export function removeRecord(
  context: ProfileContext,
  input: Input<'records.remove'>,
): Promise<Answer<Record<string, never>>> {
  return context.work.run<Record<string, never>, Failure>(async (work) => {
    const type = findType(input.type);
    if (!type.ok) return type;
    const before = await work.record(input.id);
    if (before === undefined || before.type !== input.type) return fail('E_NOT_FOUND');
    const allowed = can(context.actor(), 'remove', type.value, before, before);
    if (!allowed.allow) return denied(allowed.reason);
    const gone = nextEnvelope(context, before, {});
    await work.removeRecord(gone);
    work.addEvent('remove', gone, {
      reason: input.reason,
      label: type.value.label(before.data),
      from: before.state,
    });
    return ok({});
  });
}
