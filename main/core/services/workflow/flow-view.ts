/** Where a record stands with its time, as a page shows it. */
import type { FlowView } from '../../../../shared/bridge/contract.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import {
  daysLeft,
  daysPaused,
  daysUsed,
  escalatedTo,
  lightOf,
  tablesOf,
} from '../../../../shared/workflow/clock.ts';
import { ownDues, ownLight } from '../../../../shared/workflow/own-due.ts';
import { flowOf } from '../../../../shared/workflow/flow.ts';
import type { TransitionContext } from '../../../../shared/workflow/workflow.ts';

export function flowView(
  type: RecordType,
  record: Envelope,
  context: TransitionContext,
  pending: boolean,
): FlowView | null {
  const flow = flowOf(record);
  if (flow === null) return null;
  const tables = tablesOf(context);
  return {
    due: flow.due ?? null,
    light: lightOf(flow, context.today),
    left: daysLeft(flow, context.today, tables),
    used: daysUsed(flow, context.today, tables),
    paused: daysPaused(flow, context.today, tables),
    extensions: flow.extensions,
    escalatedTo: escalatedTo(flow, context),
    awaitsDistrict: pending && type.workflow?.states[record.state]?.district === true,
    calendarMissing: flow.calendar.includes('-none'),
    own: ownDues(type, record, context).map(({ action, due }) => ({
      action,
      due,
      light: ownLight(due, context),
      left: daysLeft({ due }, context.today, tables) ?? 0,
    })),
  };
}
