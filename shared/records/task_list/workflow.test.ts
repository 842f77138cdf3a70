import { registerWorkflowTable } from '../../workflow/testing/register-workflow-table.ts';
import { taskList } from './index.ts';

const [sample] = taskList.samples;
if (sample === undefined) throw new Error('a sample');

registerWorkflowTable(taskList, {
  data: sample,
  // Decision 037: handed to a liaison, who finishes it, or taken back by the street.
  specified: {
    hand: { way: '– > handed', who: 'OH' },
    finish: { way: 'handed > done', who: 'LOH' },
    take_back: { way: 'handed > taken_back', who: 'OH' },
  },
  cases: [
    { action: 'hand' },
    { action: 'finish' },
    { action: 'take_back', missing: [{ opinion: '', code: 'required' }] },
  ],
});
