import { registerWorkflowTable } from '../../workflow/testing/register-workflow-table.ts';
import { ledgerEntry } from './index.ts';

const [sample] = ledgerEntry.samples;
if (sample === undefined) throw new Error('a sample');
const other = { type: 'ledger_entry', id: 'other', label: '另一笔' };

registerWorkflowTable(ledgerEntry, {
  data: {
    ...sample,
    direction: 'out',
    amount: 50_000,
    handler: { type: 'user', id: 'handler', label: '励海平' },
  },
  // domain.md §2.3 E56: entered by one, posted by another; over-spending only by the lead with a reason; posted entries are only reversed.
  specified: {
    enter: { way: '– > draft', who: 'OH', within: 3 },
    post: { way: 'draft > posted', who: 'OH' },
    post_over: { way: 'draft > posted', who: 'H' },
    cancel: { way: 'draft > cancelled', who: 'OH' },
    post_linked: { way: '– > posted', who: 'OH' },
    post_to_review: { way: '– > to_review', who: 'OH', within: 3 },
    settle: { way: 'to_review > posted', who: 'H' },
    reverse: { way: 'posted, to_review > posted', who: 'H' },
    // The counter-entry of a reversal; B reverses what a terminated case had paid.
    reverse_linked: { way: '– > posted', who: 'OHB' },
  },
  cases: [
    { action: 'enter' },
    {
      action: 'post',
      facts: { balance: 50_000 },
      missing: [
        { facts: { balance: 49_999 }, code: 'ledger.balance' },
        { facts: { balance: 50_000, donation_fits: 0 }, code: 'ledger.restricted' },
      ],
    },
    {
      action: 'post_over',
      facts: { balance: 0 },
      data: { overrideReason: '年底前拨付到位' },
      missing: [
        { without: ['overrideReason'], code: 'required' },
        { facts: { donation_fits: 0 }, code: 'ledger.restricted' },
      ],
    },
    { action: 'cancel', missing: [{ opinion: '', code: 'required' }] },
    { action: 'post_linked' },
    { action: 'post_to_review' },
    {
      action: 'settle',
      data: { overrideReason: '已核对' },
      missing: [{ without: ['overrideReason'], code: 'required' }],
    },
    {
      action: 'reverse',
      missing: [
        { opinion: '', code: 'required' },
        { data: { reversedBy: other }, code: 'ledger.reversed' },
        { data: { reverseOf: other }, code: 'ledger.reversed' },
      ],
    },
    { action: 'reverse_linked' },
  ],
});
