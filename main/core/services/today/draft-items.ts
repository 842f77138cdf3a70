/** Forms left half-way: on the board until they are submitted or dropped, by the day they are due. They stay on this computer. */
import type { Draft } from '../../../../shared/bridge/contract.ts';
import { addBusinessDays } from '../../../../shared/calendar/business-day.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { tablesOf } from '../../../../shared/workflow/clock.ts';
import type { TransitionContext } from '../../../../shared/workflow/workflow.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import type { Due, TodayDeps } from './today-board.ts';

export async function draftItems(context: TodayDeps): Promise<Due[]> {
  const [found, workflow] = await Promise.all([context.drafts.list(), workflowContext(context)]);
  return found.map((draft) => {
    const within = dueOf(draft, workflow);
    return {
      id: `draft:${draft.id}`,
      kind: 'draft',
      due: within?.due ?? null,
      type: draft.type,
      recordId: draft.id,
      subject: draft.title,
      what: within === null ? 'draft' : 'draft_due',
      whatParams: { type: draft.type, ...(within === null ? {} : { days: within.days }) },
      place: '',
    };
  });
}

/** Of a new record's draft; a record that exists has the date of its own way. */
function dueOf(
  draft: Draft,
  workflow: TransitionContext,
): { readonly due: string; readonly days: number } | null {
  if (draft.recordId !== null) return null;
  const within = recordType(draft.type)?.draftDue?.(draft.data);
  if (within === null || within === undefined) return null;
  const { due } = addBusinessDays(within.from, within.wd, tablesOf(workflow));
  return { due, days: within.wd };
}
