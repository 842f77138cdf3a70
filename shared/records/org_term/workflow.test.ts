import { describe, expect, it } from 'vitest';
import {
  registerWorkflowTable,
  testActor,
  testContext,
  testRecord,
} from '../../workflow/testing/register-workflow-table.ts';
import { orgTerm } from './index.ts';

const [sample] = orgTerm.samples;
if (sample === undefined) throw new Error('a sample');

registerWorkflowTable(orgTerm, {
  data: sample,
  // domain.md §3.6: 筹备→请示→批复→代表产生→大会选举→报备→公布→归档.
  specified: {
    prepare: { way: '– > preparing', who: 'OH' },
    request: { way: 'preparing > requested', who: 'OH' },
    note_approval: { way: 'requested > approved', who: 'OH' },
    note_delegates: { way: 'approved > delegated', who: 'OH' },
    elect: { way: 'delegated > elected', who: 'OH' },
    file: { way: 'elected > filed', who: 'OH' },
    publish: { way: 'filed > published', who: 'OH' },
    archive: { way: 'published > archived', who: 'H' },
    cancel: { way: 'preparing, requested, approved, delegated > cancelled', who: 'H' },
  },
  cases: [
    { action: 'prepare' },
    {
      action: 'request',
      data: { requestNo: '古侨〔2026〕3号' },
      missing: [{ without: ['requestNo'], code: 'required' }],
    },
    {
      action: 'note_approval',
      data: { approvalNo: '海侨复〔2026〕8号' },
      missing: [{ without: ['approvalNo'], code: 'required' }],
    },
    {
      action: 'note_delegates',
      data: { delegates: 85 },
      missing: [{ without: ['delegates'], code: 'required' }],
    },
    {
      action: 'elect',
      data: { electedOn: '2026-11-18', committee: 15, result: 'yes' },
      missing: [
        { without: ['electedOn'], code: 'required' },
        { without: ['committee'], code: 'required' },
        { without: ['result'], code: 'required' },
        { data: { result: 'no' }, code: 'org_term.invalid' },
      ],
    },
    { action: 'file' },
    { action: 'publish' },
    { action: 'archive' },
    { action: 'cancel', missing: [{ opinion: '', code: 'required' }] },
  ],
});

describe('an election', () => {
  it('begins the organisation’s term: its end is what the reminders count from', () => {
    const step = orgTerm.workflow?.transitions.find(({ action }) => action === 'elect');
    const ended = (electedOn: string) =>
      step?.effects?.(
        testRecord(orgTerm, 'elected', { ...sample, electedOn, termYears: 5 }),
        testContext(testActor('O'), electedOn),
      );
    expect(ended('2026-11-18')).toMatchObject([
      { kind: 'patch', type: 'org', data: { termDueOn: '2031-11-18', standing: 'normal' } },
    ]);
    expect(ended('2024-02-29')).toMatchObject([{ data: { termDueOn: '2029-02-28' } }]);
  });
});
