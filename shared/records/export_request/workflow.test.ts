import { describe, expect, it } from 'vitest';
import {
  registerWorkflowTable,
  testActor,
  testContext,
  testRecord,
} from '../../workflow/testing/register-workflow-table.ts';
import { dueAutoStep } from '../../workflow/move.ts';
import { exportRequest } from './index.ts';

const [sample] = exportRequest.samples;
if (sample === undefined) throw new Error('a sample');
const file = { exportedOn: '2026-11-20', exportedRows: 1, fileMark: 'a'.repeat(64) };

registerWorkflowTable(exportRequest, {
  data: sample,
  // domain.md §3.6 数据出口, §3.0 Export.
  specified: {
    apply: { way: '– > applied', who: 'OHD', within: 2 },
    approve: { way: 'applied > approved', who: 'HDB' },
    review: { way: 'applied > reviewed', who: 'D', within: 2 },
    approve_large: { way: 'reviewed > approved', who: 'B' },
    refuse: { way: 'applied, reviewed > refused', who: 'HDB' },
    take_out: { way: 'approved > exported', who: 'OHD' },
    destroy: { way: 'exported > destroyed', who: 'OHD' },
    withdraw: { way: 'applied, reviewed, approved > withdrawn', who: 'OHD' },
  },
  cases: [
    {
      action: 'apply',
      missing: [
        { data: { keepUntil: '2026-11-20' }, code: 'export_request.keep' },
        { data: { keepUntil: '2028-01-01' }, code: 'export_request.keep' },
      ],
    },
    {
      action: 'approve',
      missing: [
        { data: { rows: 501 }, code: 'export_request.large' },
        { opinion: '', code: 'required' },
      ],
    },
    {
      action: 'review',
      data: { rows: 501 },
      missing: [{ data: { rows: 500 }, code: 'export_request.not_large' }],
    },
    { action: 'approve_large', missing: [{ opinion: '', code: 'required' }] },
    { action: 'refuse', missing: [{ opinion: '', code: 'required' }] },
    {
      action: 'take_out',
      data: { ...file, validTo: '2026-11-27' },
      missing: [
        { without: ['fileMark'], code: 'required' },
        { data: { exportedRows: 2 }, code: 'export_request.more_rows' },
        { data: { validTo: '2026-11-19' }, code: 'export_request.lapsed' },
      ],
    },
    {
      action: 'destroy',
      data: { ...file, destroyedOn: '2026-11-20' },
      missing: [{ without: ['destroyedOn'], code: 'required' }],
    },
    { action: 'withdraw' },
  ],
});

describe('an approval', () => {
  it('lapses by itself when nobody used it in seven days', () => {
    const approved = testRecord(exportRequest, 'approved', { ...sample, validTo: '2026-11-27' });
    const on = (day: string) =>
      dueAutoStep(exportRequest, approved, testContext(testActor('O'), day))?.transition.action;
    expect(on('2026-11-27')).toBeUndefined();
    expect(on('2026-11-28')).toBe('lapse');
  });
});
