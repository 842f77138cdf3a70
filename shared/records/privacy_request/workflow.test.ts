import { registerWorkflowTable } from '../../workflow/testing/register-workflow-table.ts';
import { privacyRequest } from './index.ts';

const [sample] = privacyRequest.samples;
if (sample === undefined) throw new Error('a sample');

registerWorkflowTable(privacyRequest, {
  data: {
    ...sample,
    identityChecked: true,
    outcome: 'done',
    answer: '已按要求更正',
    doneOn: '2026-11-20',
  },
  // domain.md E76: fifteen working days; whoever takes it up does not close it alone.
  specified: {
    receive: { way: '– > received', who: 'LOH', within: 15 },
    accept: { way: 'received > handling', who: 'OH' },
    answer: { way: 'handling > answered', who: 'H' },
    refuse: { way: 'received, handling > refused', who: 'H' },
    withdraw: { way: 'received, handling > withdrawn', who: 'OH' },
  },
  cases: [
    { action: 'receive' },
    {
      action: 'accept',
      missing: [{ data: { identityChecked: false }, code: 'privacy_request.identity' }],
    },
    {
      action: 'answer',
      missing: [
        { without: ['outcome'], code: 'required' },
        { without: ['answer'], code: 'required' },
        { without: ['doneOn'], code: 'required' },
      ],
    },
    { action: 'refuse', missing: [{ opinion: '', code: 'required' }] },
    { action: 'withdraw', missing: [{ opinion: '', code: 'required' }] },
  ],
});
