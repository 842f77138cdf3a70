/** 待派 → 已派 → 完成, with 改期 and 取消 (domain.md §2.3 E17b, §3.1). A submitted visit finishes its plan; nobody ticks it off by hand. */
import type { Problem } from '../../fields/field.ts';
import type { Term, Workflow } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import type { VisitPlanData } from './schema.ts';

type Plan = Envelope<VisitPlanData>;

const open = ['planned', 'assigned', 'rescheduled'] as const;

export const visitPlanWorkflow: Workflow<VisitPlanData> = {
  states: {
    planned: { editable: true, open: true },
    assigned: { editable: true, open: true },
    rescheduled: { editable: true, open: true },
    done: { editable: false, open: false },
    cancelled: { editable: false, open: false },
  },
  transitions: [
    {
      action: 'plan',
      from: [null],
      to: 'planned',
      who: ['O', 'H'],
      guard: windowIsReal,
      term: untilTheLastDay,
    },
    {
      action: 'assign',
      from: ['planned'],
      to: 'assigned',
      who: ['O', 'H'],
      asks: ['visitors'],
      guard: hasVisitors,
      term: untilTheLastDay,
    },
    {
      action: 'reschedule',
      from: open,
      to: 'rescheduled',
      who: ['L', 'O', 'H'],
      asks: ['dueFrom', 'dueTo'],
      needsOpinion: true,
      aside: true,
      guard: windowIsReal,
      term: untilTheLastDay,
    },
    {
      action: 'finish',
      from: open,
      to: 'done',
      who: ['L', 'O', 'H'],
      auto: ({ data, updatedAt }) => (data.visit === undefined ? null : updatedAt),
    },
    {
      action: 'cancel',
      from: open,
      to: 'cancelled',
      who: ['O', 'H'],
      needsOpinion: true,
      aside: true,
      tone: 'danger',
    },
  ],
};

function untilTheLastDay({ data }: Plan): Term {
  return { on: data.dueTo };
}

function windowIsReal({ data }: Plan): readonly Problem[] {
  return data.dueTo < data.dueFrom
    ? [{ field: 'dueTo', code: 'visit_plan.window', severity: 'error' }]
    : [];
}

function hasVisitors({ data }: Plan): readonly Problem[] {
  return (data.visitors ?? []).length === 0
    ? [{ field: 'visitors', code: 'required', severity: 'error' }]
    : [];
}
