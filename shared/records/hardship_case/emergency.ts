/** 先行救助 is approved within two working days of its proposal, whatever the chain's own date is (domain.md §3.2). Pure. */
import { addBusinessDays } from '../../calendar/business-day.ts';
import { businessDateOf } from '../../calendar/time-zone.ts';
import { parameterOf } from '../../parameters/parameters.ts';
import { tablesOf } from '../../workflow/clock.ts';
import { stepsOf } from '../../workflow/flow.ts';
import type { TransitionContext } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import type { HardshipData } from './schema.ts';

/** The last day for the approval, by the holiday tables in force; null where nothing was proposed, or it has been approved. */
export function emergencyDue(
  record: Envelope<HardshipData>,
  context: TransitionContext,
): string | null {
  const steps = stepsOf(record);
  if (steps.some(({ action }) => action === 'emergency_approve')) return null;
  const proposed = steps.findLast(({ action }) => action === 'emergency_propose');
  if (proposed === undefined) return null;
  const within = parameterOf(context, 'hardship_emergency_approve');
  return addBusinessDays(businessDateOf(proposed.at), within, tablesOf(context)).due;
}
