import { registerWorkflowTable } from '../../workflow/testing/register-workflow-table.ts';
import { visitPlan } from './index.ts';

const [sample] = visitPlan.samples;
if (sample === undefined) throw new Error('a sample');
const backwards = { dueFrom: '2026-12-10', dueTo: '2026-12-01' };

registerWorkflowTable(visitPlan, {
  data: {
    ...sample,
    dueFrom: '2026-12-01',
    dueTo: '2026-12-10',
    visitors: [{ type: 'user', id: 'visitor', label: '史红勤' }],
  },
  // domain.md §2.3 E17b and §3.1: the plan is made and assigned by the street; whoever walks may put it off.
  specified: {
    plan: { way: '– > planned', who: 'OH' },
    assign: { way: 'planned > assigned', who: 'OH' },
    reschedule: { way: 'planned, assigned, rescheduled > rescheduled', who: 'LOH' },
    cancel: { way: 'planned, assigned, rescheduled > cancelled', who: 'OH' },
  },
  cases: [
    { action: 'plan', missing: [{ data: backwards, code: 'visit_plan.window' }] },
    { action: 'assign', missing: [{ data: { visitors: [] }, code: 'required' }] },
    {
      action: 'reschedule',
      missing: [
        { data: backwards, code: 'visit_plan.window' },
        { opinion: '', code: 'required' },
      ],
    },
    { action: 'cancel', missing: [{ opinion: '', code: 'required' }] },
  ],
});
