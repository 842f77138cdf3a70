import { registerWorkflowTable } from '../../workflow/testing/register-workflow-table.ts';
import { donation } from './index.ts';

const [sample] = donation.samples;
if (sample === undefined) throw new Error('a sample');

registerWorkflowTable(donation, {
  data: {
    ...sample,
    receiptNo: '浙捐 0001',
    feedbackOn: '2026-11-20',
    handler: { type: 'user', id: 'handler', label: '励海平' },
  },
  // domain.md §2.3 E57: received with a receipt by another than the handler, and reported back to the donor.
  specified: {
    register: { way: '– > registered', who: 'OH', within: 5 },
    receive: { way: 'registered > received', who: 'OH' },
    report: { way: 'received > reported', who: 'OH' },
    cancel: { way: 'registered > cancelled', who: 'OH' },
  },
  cases: [
    { action: 'register' },
    { action: 'receive', missing: [{ without: ['receiptNo'], code: 'required' }] },
    { action: 'report', missing: [{ without: ['feedbackOn'], code: 'required' }] },
    { action: 'cancel', missing: [{ opinion: '', code: 'required' }] },
  ],
});
