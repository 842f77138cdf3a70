import { registerWorkflowTable } from '../../workflow/testing/register-workflow-table.ts';
import { suggestion } from './index.ts';

const [sample] = suggestion.samples;
if (sample === undefined) throw new Error('a sample');

registerWorkflowTable(suggestion, {
  data: { ...sample, receivedOn: '2026-11-20', reply: '已转社区', repliedOn: '2026-11-20' },
  today: '2026-11-20',
  // domain.md §3.5: 建议 within five working days of receipt.
  specified: {
    register: { way: '– > registered', who: 'LOH', within: 5 },
    answer: { way: 'registered > answered', who: 'LOH' },
    adopt: { way: 'answered > adopted', who: 'OH' },
    explain: { way: 'answered > explained', who: 'OH' },
    reopen: { way: 'answered > registered', who: 'OH' },
  },
  cases: [
    { action: 'register' },
    {
      action: 'answer',
      missing: [
        { without: ['reply'], code: 'required' },
        { without: ['repliedOn'], code: 'required' },
      ],
    },
    { action: 'adopt' },
    { action: 'explain' },
    { action: 'reopen', missing: [{ opinion: '', code: 'required' }] },
  ],
});
